using System.Text.Json;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class SuggestTests
{
    [TestMethod]
    public async Task A_short_list_is_ranked_and_fits_the_schema()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("suggest --task text-generation --hardware cpu-small --max 4 --json")).Ended(ExitCode.Done);

        var suggestions = (await run.JsonOfAsync("suggest")).GetProperty("suggestions").EnumerateArray().ToList();
        Assert.AreSequenceEqual([1, 2, 3, 4], suggestions.Select(row => row.GetProperty("rank").GetInt32()));
        Assert.IsTrue(suggestions.All(row => row.GetProperty("size_bytes").GetInt64() <= 500_000_000));
        Assert.HasCount(4, suggestions.Select(row => row.GetProperty("family").GetString()).Distinct().ToList());
    }

    [TestMethod]
    public async Task Five_are_suggested_when_nobody_says_how_many()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("suggest --task fill-mask --json")).Ended(ExitCode.Done);

        Assert.AreEqual(5, run.Json.GetProperty("suggestions").GetArrayLength());
    }

    [TestMethod]
    public async Task A_person_reads_a_table_and_the_trade_offs()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("suggest --task text-generation --max 2")).Ended(ExitCode.Done);

        Assert.Contains("1  openai-community/gpt2  gpt2  550 MB  mit", run.Out);
        Assert.Contains("  - openai-community/gpt2 is 44 times smaller\n", run.Out);
        Assert.Contains("openai-community/gpt2\n    its pipeline_tag is text-generation\n", run.Out);
    }

    [TestMethod]
    public async Task The_Hub_is_never_asked()
    {
        await using var hub = await LocalHub.StartAsync(LocalModel.Of("google-bert/bert-base-uncased", "bert"));
        using var shell = new Shell().With(hub).With(SmallRegistry.Create(DateTimeOffset.UnixEpoch));
        shell.Variables["FORCE_API_CALLS"] = "1";

        (await shell.RunAsync("suggest --task fill-mask")).Ended(ExitCode.Done);

        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    public async Task A_preference_for_benchmarks_ranks_by_them()
    {
        var registry = ModelRegistry.Of([.. SmallRegistry.Create().Entries.Select(entry => entry with
        {
            Models = [.. entry.Models.Select(model => model with
            {
                Benchmarks = [new BenchmarkResult("text-generation", "wikitext", "perplexity", model.Id.Name == "gpt2" ? 30 : 10)],
            })],
        })]);
        using var shell = new Shell().With(registry);

        var plain = (await shell.RunAsync("suggest --task text-generation --json")).Ended(ExitCode.Done).Json;
        var preferring = await (await shell.RunAsync("suggest --task text-generation --prefer benchmark --json")).Ended(ExitCode.Done).JsonOfAsync("suggest");

        Assert.AreEqual("openai-community/gpt2", FirstOf(plain));
        Assert.AreEqual("EleutherAI/gpt-j-6b", FirstOf(preferring));
        Assert.AreEqual("benchmark", preferring.GetProperty("request").GetProperty("prefer").GetString());
        Assert.AreEqual(10, preferring.GetProperty("suggestions")[0].GetProperty("benchmarks")[0].GetProperty("value").GetDouble());
    }

    [TestMethod]
    [DataRow("suggest", "HFR5006")]
    [DataRow("suggest --task fill-mask --max 0", "HFR5006")]
    [DataRow("suggest --task fill-mask --max 51", "HFR5006")]
    [DataRow("suggest --task fill-mask --max many", "HFR5006")]
    [DataRow("suggest --task luck", "HFR1002")]
    [DataRow("suggest --task fill-mask --hardware abacus", "HFR1003")]
    [DataRow("suggest --task fill-mask --prefer luck", "HFR1005")]
    public async Task A_mistake_is_named(string line, string code)
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync($"{line} --json")).Ended(ExitCode.Usage);

        Assert.AreEqual(code, (await run.JsonOfAsync("error")).GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [TestMethod]
    public async Task When_nothing_meets_the_demands_the_nearest_are_named()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("suggest --task fill-mask --license no-such-license --json")).Ended(ExitCode.Findings);

        Assert.IsGreaterThan(0, (await run.JsonOfAsync("error")).GetProperty("candidates").GetArrayLength());
    }

    private static string? FirstOf(JsonElement suggested) => suggested.GetProperty("suggestions")[0].GetProperty("model_id").GetString();
}
