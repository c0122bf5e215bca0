using System.Text.Json;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class ExplainTests
{
    [TestMethod]
    public async Task The_story_has_every_candidate_every_drop_and_every_tier()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("explain bert --hardware cpu-small --offline --json")).Ended(ExitCode.Done);

        var story = await run.JsonOfAsync("explain");
        Assert.AreEqual("google-bert/bert-base-uncased", story.GetProperty("model_id").GetString());
        var candidate = story.GetProperty("candidates")[0];
        Assert.AreEqual("google-bert/bert-base-uncased", candidate.GetProperty("model_id").GetString());
        Assert.AreEqual(1, candidate.GetProperty("rank").GetInt32());
        Assert.IsGreaterThan(0, candidate.GetProperty("reasons").GetArrayLength());
        var dropped = story.GetProperty("dropped")[0];
        Assert.AreEqual("google-bert/bert-large-uncased", dropped.GetProperty("model_id").GetString());
        Assert.AreEqual("size", dropped.GetProperty("demand").GetString());
        var tiers = story.GetProperty("tiers").EnumerateArray().Select(tier => tier.GetProperty("tier").GetString()).ToList();
        Assert.AreSequenceEqual(["hub", "registry", "embedded"], tiers);
        Assert.Contains("--offline was given", story.GetProperty("tiers")[0].GetProperty("outcome").GetString()!);
    }

    [TestMethod]
    public async Task A_person_reads_the_story_from_the_answer_down()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("explain bert --max-size-mb 500 --offline")).Ended(ExitCode.Done);

        Assert.StartsWith("bert is google-bert/bert-base-uncased, from the registry tier\n", run.Out);
        Assert.Contains("\nTiers\n", run.Out);
        Assert.Contains("Candidates, best first (1)\n   1. google-bert/bert-base-uncased  440 MB, apache-2.0\n", run.Out);
        Assert.Contains("Dropped, nearest first (1)\n  google-bert/bert-large-uncased  [size] ", run.Out);
    }

    [TestMethod]
    [DataRow("explain bert --offline --json")]
    [DataRow("explain bert --task fill-mask --prefer smallest --offline --json")]
    public async Task Score_is_the_sum_of_its_terms(string line)
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var story = await (await shell.RunAsync(line)).Ended(ExitCode.Done).JsonOfAsync("explain");

        foreach (var candidate in story.GetProperty("candidates").EnumerateArray())
            Assert.AreEqual(candidate.GetProperty("score").GetDouble(), candidate.GetProperty("terms").EnumerateArray().Sum(static term => term.GetProperty("points").GetDouble()), 0.01);
    }

    [TestMethod]
    public async Task Detailed_story_shows_the_points_of_each_term()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var brief = (await shell.RunAsync("explain bert --offline")).Ended(ExitCode.Done);
        var detailed = (await shell.RunAsync("explain bert --offline --verbosity detailed")).Ended(ExitCode.Done);

        Assert.DoesNotContain("points", brief.Out);
        Assert.Contains("points\n         +24.0 publisher: google-bert publishes bert\n", detailed.Out);
    }

    [TestMethod]
    public async Task A_choice_that_could_not_be_made_has_a_story_too()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("explain bert --max-size-mb 1 --offline --json")).Ended(ExitCode.Findings);

        var story = await run.JsonOfAsync("explain");
        Assert.AreEqual(2, story.GetProperty("dropped").GetArrayLength());
        Assert.AreEqual("HFR1007", story.GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [TestMethod]
    [DataRow("explain bert-base-uncased --offline --json")]
    [DataRow("explain xlm-roberta --offline --json")]
    public async Task A_small_registry_file_hides_nothing_that_the_embedded_registry_knows(string line)
    {
        using var shell = new Shell().With(SmallRegistry.Of("gpt2"));

        var story = await (await shell.RunAsync(line)).Ended(ExitCode.Done).JsonOfAsync("explain");

        Assert.AreEqual("embedded", story.GetProperty("tier").GetString());
        Assert.IsGreaterThan(0, story.GetProperty("candidates").GetArrayLength());
    }

    [TestMethod]
    public async Task A_model_can_be_explained_by_its_id()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("explain acme/llama-7b --offline --json")).Ended(ExitCode.Findings);

        Assert.AreEqual("gated", run.Json.GetProperty("dropped")[0].GetProperty("demand").GetString());
    }

    [TestMethod]
    [DataRow("explain acme-llama --max-size-mb 20000 --allow-gated --online --json")]
    [DataRow("explain acme/llama-7b --allow-gated --online --json")]
    public async Task Model_that_the_Hub_lost_is_no_candidate(string line)
    {
        await using var hub = await LocalHub.StartAsync(LocalModel.Of("acme/llama-large", "acme-llama", 9_000_000) with { PipelineTag = "text-generation" });
        using var shell = new Shell { Clock = TimeProvider.System }.With(SmallRegistry.Create(DateTimeOffset.UtcNow)).With(hub);

        var story = await (await shell.RunAsync($"{line} --timeout 1m")).Ended(ExitCode.Findings).JsonOfAsync("explain");

        Assert.AreEqual(JsonValueKind.Null, story.GetProperty("model_id").ValueKind);
        Assert.AreEqual(0, story.GetProperty("candidates").GetArrayLength());
        var dropped = story.GetProperty("dropped").EnumerateArray().Single(row => row.GetProperty("model_id").GetString() == "acme/llama-7b");
        Assert.AreEqual("available", dropped.GetProperty("demand").GetString());
        Assert.StartsWith("none of ", story.GetProperty("tiers")[0].GetProperty("outcome").GetString()!);
    }

    [TestMethod]
    public async Task Candidates_are_those_of_the_tier_that_answered()
    {
        await using var hub = await LocalHub.StartAsync(LocalModel.Of("acme/bert-of-today", "bert", 9_000_000) with { PipelineTag = "fill-mask" });
        using var shell = new Shell { Clock = TimeProvider.System }.With(SmallRegistry.Create(DateTimeOffset.UtcNow)).With(hub);

        var story = await (await shell.RunAsync("explain bert --online --timeout 1m --json")).Ended(ExitCode.Done).JsonOfAsync("explain");

        Assert.AreEqual("hub", story.GetProperty("tier").GetString());
        Assert.AreEqual(story.GetProperty("model_id").GetString(), story.GetProperty("candidates")[0].GetProperty("model_id").GetString());
        Assert.AreEqual("answered", story.GetProperty("tiers")[0].GetProperty("outcome").GetString());
    }

    [TestMethod]
    public async Task Hub_that_fails_is_told_in_its_tier()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Status(500));
        using var shell = new Shell { Clock = TimeProvider.System }.With(SmallRegistry.Create(DateTimeOffset.UtcNow)).With(hub);

        var story = await (await shell.RunAsync("explain bert --online --timeout 1s --json")).Ended(ExitCode.Done).JsonOfAsync("explain");

        Assert.StartsWith("not reached: ", story.GetProperty("tiers")[0].GetProperty("outcome").GetString()!);
        Assert.AreEqual("HFR1012", story.GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [TestMethod]
    public async Task An_unknown_type_is_an_input_error()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("explain distilbrt --offline --json")).Ended(ExitCode.Usage);

        Assert.AreEqual("HFR1001", (await run.JsonOfAsync("error")).GetProperty("errors")[0].GetProperty("code").GetString());
    }
}
