using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class ScoreTests
{
    private static readonly LocalModel Zebra = LocalModel.Of("acme/zebra", "bert") with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        FormerIds = ["old/zebra"],
        Files = [new HubFile("README.md", 9), new HubFile("config.json", 1), new HubFile("model.safetensors", 440_000_000)],
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", "---\nlicense: mit\n---\n## Usage\nMore than twenty characters stand here.\n"),
        RawMembers = "\"cardData\":{\"license\":\"mit\"}",
        CommitTitles = ["fix", "initial commit"],
    };

    [TestMethod]
    public async Task The_document_has_every_metric_with_its_evidence_and_its_latency()
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell { Clock = TimeProvider.System }.With(hub);

        var run = (await shell.RunAsync("score acme/zebra --json")).Ended(ExitCode.Done);

        var document = await run.JsonOfAsync("score");
        var model = document.GetProperty("models")[0];
        Assert.AreEqual("acme/zebra", model.GetProperty("model_id").GetString());
        Assert.AreEqual(Zebra.Sha, model.GetProperty("revision").GetString());
        Assert.AreEqual(1.0, model.GetProperty("coverage").GetDouble());
        Assert.AreEqual(1.0, model.GetProperty("metrics").GetProperty("license").GetProperty("score").GetDouble());
        Assert.AreEqual("the metadata says 'mit': MIT, permissive", model.GetProperty("metrics").GetProperty("license").GetProperty("evidence")[0].GetString());
        Assert.AreEqual(1.0, model.GetProperty("metrics").GetProperty("size_score").GetProperty("devices").GetProperty("aws_server").GetDouble());
        Assert.AreEqual("no dataset is declared", model.GetProperty("metrics").GetProperty("dataset_quality").GetProperty("reason").GetString());
        Assert.IsGreaterThan(0, model.GetProperty("fetch_ms").GetDouble(), "the latency is measured");
        Assert.IsGreaterThan(0, model.GetProperty("compute_ms").GetDouble(), "the latency is measured");
        Assert.AreEqual(hub.Requests.Length, document.GetProperty("requests").GetInt32());
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public async Task Saved_facts_score_the_same_without_the_network()
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell().With(hub);
        var asked = (await shell.RunAsync("score old/zebra --save-snapshot facts.json --json")).Ended(ExitCode.Done).Json;
        var requests = hub.Requests.Length;
        shell.Variables["HF_HUB_OFFLINE"] = "1";

        var again = (await shell.RunAsync("score --snapshot facts.json --json")).Ended(ExitCode.Done).Json;

        Assert.AreEqual(Scores(asked), Scores(again));
        Assert.AreEqual("old/zebra", again.GetProperty("models")[0].GetProperty("asked_id").GetString());
        Assert.AreEqual(JsonValueKind.Null, again.GetProperty("models")[0].GetProperty("fetch_ms").ValueKind);
        Assert.HasCount(requests, hub.Requests);
        (await shell.RunAsync("score acme/zebra --snapshot facts.json")).Ended(ExitCode.Done);
        StringAssert.Contains((await shell.RunAsync("score other/model --snapshot facts.json")).Ended(ExitCode.Usage).Error, "has no facts of other/model");
    }

    [TestMethod]
    public async Task What_the_Hub_withheld_is_unknown_and_a_later_run_fills_it()
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell().With(hub);
        hub.FailWith(Faults.When("/resolve/", Faults.Status(403, "", ("X-Error-Message", "no"))));

        var partial = (await shell.RunAsync("score acme/zebra --json")).Ended(ExitCode.Done);

        var metrics = (await partial.JsonOfAsync("score")).GetProperty("models")[0].GetProperty("metrics");
        Assert.AreEqual(JsonValueKind.Null, metrics.GetProperty("ramp_up_time").GetProperty("score").ValueKind);
        StringAssert.StartsWith(metrics.GetProperty("ramp_up_time").GetProperty("reason").GetString(), "the card could not be read");
        StringAssert.Contains(partial.Error, "warning HFR4133: The score of acme/zebra is partial; unknown are ramp_up_time, performance_claims, dataset_and_code_score: ");
        hub.FailWith();
        Assert.AreEqual(1.0, (await shell.RunAsync("score acme/zebra --json")).Ended(ExitCode.Done).Json.GetProperty("models")[0].GetProperty("coverage").GetDouble());
    }

    [TestMethod]
    public async Task An_answer_that_is_none_of_the_Hubs_ends_with_four_and_keeps_what_was_learnt()
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell().With(hub);
        hub.FailWith(Faults.When("/commits/", Faults.Body("<html>")));

        var run = (await shell.RunAsync("score acme/zebra --json")).Ended(ExitCode.Network);

        var metrics = (await run.JsonOfAsync("score")).GetProperty("models")[0].GetProperty("metrics");
        Assert.AreEqual(JsonValueKind.Null, metrics.GetProperty("bus_factor").GetProperty("score").ValueKind);
        Assert.AreEqual(1.0, metrics.GetProperty("license").GetProperty("score").GetDouble());
    }

    [TestMethod]
    public async Task An_unknown_model_is_a_finding_and_does_not_hide_the_others()
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync("score no/such acme/zebra --json")).Ended(ExitCode.Findings);

        var models = (await run.JsonOfAsync("score")).GetProperty("models");
        Assert.AreEqual(JsonValueKind.Null, models[0].GetProperty("net_score").ValueKind);
        Assert.AreEqual(1.0, models[1].GetProperty("coverage").GetDouble());
        StringAssert.Contains(run.Error, "error HFR4103: no/such was not scored: ");
    }

    [TestMethod]
    [DataRow("score", "name a model, or a file of facts with --snapshot")]
    [DataRow("score a/b --json --markdown", "--markdown and --json exclude each other")]
    [DataRow("score a/b --snapshot x --save-snapshot y", "--save-snapshot and --snapshot exclude each other")]
    [DataRow("score a/b/c", "'a/b/c' is not a model id")]
    [DataRow("score --snapshot none.json", "HFR4131")]
    public async Task A_wrong_line_is_told(string line, string message)
    {
        using var shell = new Shell();

        StringAssert.Contains((await shell.RunAsync(line)).Ended(ExitCode.Usage).Error, message);
    }

    [TestMethod]
    public async Task A_ban_stops_it_and_is_named()
    {
        using var shell = new Shell();
        shell.Variables["HF_API_DISABLED"] = "yes";

        StringAssert.Contains((await shell.RunAsync("score acme/zebra")).Ended(ExitCode.Refused).Error, "HF_API_DISABLED");
    }

    [TestMethod]
    public async Task One_model_is_a_table_of_metrics_with_bars_on_a_terminal_alone()
    {
        using var shell = ShellWith(SmallFacts.Zebra);

        var piped = (await shell.RunAsync("score --snapshot facts.json")).Ended(ExitCode.Done).Out;
        shell.IsTerminal = true;
        var seen = (await shell.RunAsync("score --snapshot facts.json")).Ended(ExitCode.Done).Out;

        StringAssert.StartsWith(piped, "acme-lab/zebra-base at 0123456: net score 0.");
        StringAssert.Contains(piped, "\nlicense");
        Assert.DoesNotContain("█", piped);
        StringAssert.Contains(seen, "████████████████████");
    }

    [TestMethod]
    public async Task An_explanation_has_every_piece_of_evidence()
    {
        using var shell = ShellWith(SmallFacts.Zebra);

        var text = (await shell.RunAsync("score --snapshot facts.json --explain")).Ended(ExitCode.Done).Out;

        foreach (var evidence in ModelScorer.Score(SmallFacts.Zebra).Metrics.SelectMany(metric => metric.Value.Evidence))
            StringAssert.Contains(text, $"  - {evidence}\n");
        StringAssert.Contains(text, "devices: aws_server 1.00, desktop_pc 1.00, jetson_nano 1.00, raspberry_pi 0.87\n");
    }

    [TestMethod]
    public async Task Markdown_is_inert_whatever_a_card_says()
    {
        var hostile = SmallFacts.Zebra with { Card = Fact.Known("## Usage @everyone | <script> `x` [a](http://b)\nMore than twenty characters stand here.\n") };
        using var shell = ShellWith(hostile, SmallFacts.Zebra);

        var text = (await shell.RunAsync("score --snapshot facts.json --markdown --explain")).Ended(ExitCode.Done).Out;

        StringAssert.StartsWith(text, "| model | net score | license |");
        foreach (var line in text.Split('\n').Where(line => line.Contains("@everyone", StringComparison.Ordinal)))
            StringAssert.StartsWith(line, "  - `");
        Assert.IsTrue(text.Split('\n').Where(line => line.StartsWith('|')).All(line => line.Count(c => c == '|') == 11));
    }

    [TestMethod]
    public async Task Many_models_are_a_row_each()
    {
        using var shell = ShellWith(SmallFacts.Zebra, SmallFacts.Zebra with { AskedId = ModelId.Parse("gone/model"), Info = Fact.Unknown<HubModel>("it is gone") });

        var lines = (await shell.RunAsync("score --snapshot facts.json")).Ended(ExitCode.Done).Out.TrimEnd('\n').Split('\n');

        Assert.HasCount(3, lines);
        StringAssert.StartsWith(lines[1], "acme-lab/zebra-base  ");
        StringAssert.Contains(lines[2], "unknown");
    }

    private static Shell ShellWith(params ModelSnapshot[] snapshots)
    {
        var shell = new Shell();
        Assert.IsNull(SnapshotFile.Save(snapshots, shell.PathOf("facts.json"), TimeProvider.System));
        return shell;
    }

    /// <summary>Everything but the clock's.</summary>
    private static string Scores(JsonElement document) => string.Join('\n', document.GetProperty("models").EnumerateArray().Select(model =>
        $"{model.GetProperty("model_id")} {model.GetProperty("revision")} {model.GetProperty("net_score")} {model.GetProperty("as_of")} "
        + string.Join(' ', model.GetProperty("metrics").EnumerateObject().Select(metric => $"{metric.Value.GetProperty("score")} {metric.Value.GetProperty("evidence")}"))));
}
