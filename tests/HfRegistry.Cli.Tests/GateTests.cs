using HfRegistry.Gate;
using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary><c>gate</c>, and what a refresh keeps for it.</summary>
[TestClass]
internal sealed class GateTests
{
    private static readonly LocalModel Poor = LocalModel.Of("acme/poor", "bert", 5_000) with
    {
        LibraryName = "transformers",
        PipelineTag = "fill-mask",
        Tags = ["license:apache-2.0", "safetensors"],
        Files = [new HubFile("config.json", 400), new HubFile("model.safetensors", 440_000_000)],
    };

    [TestMethod]
    public async Task A_model_that_fails_ends_with_1_and_every_failure_in_the_document()
    {
        using var shell = new Shell().With(Registry());

        var run = (await shell.RunAsync("gate acme/good acme/poor --offline --json")).Ended(ExitCode.Findings);

        var models = (await run.JsonOfAsync("gate")).GetProperty("models");
        Assert.IsTrue(models[0].GetProperty("gate").GetProperty("passed").GetBoolean());
        var failures = models[1].GetProperty("gate").GetProperty("failures").EnumerateArray().ToList();
        Assert.AreSequenceEqual(["ramp_up_time", "bus_factor"], failures.Select(failure => failure.GetProperty("metric").GetString()));
        Assert.AreEqual((0.4, 0.5), (failures[0].GetProperty("score").GetDouble(), failures[0].GetProperty("threshold").GetDouble()));
        Assert.AreEqual("registry", models[1].GetProperty("scored_from").GetString());
    }

    [TestMethod]
    public async Task A_person_reads_the_failures_in_one_line_and_what_raises_each()
    {
        using var shell = new Shell().With(Registry());

        var run = (await shell.RunAsync("gate acme/poor --offline")).Ended(ExitCode.Findings);

        StringAssert.StartsWith(run.Out, "acme/poor: failed (net score 0.7, by the registry of 2026-11-14)\n  Failed metrics: Ramp-Up Time (0.4 < 0.5), Bus Factor (0.3 < 0.5)\n");
        StringAssert.Contains(run.Out, "bus_factor: demanded by the preset strict; what raises it: commits by more people");
    }

    [TestMethod]
    [DataRow("--min bus_factor=0.3 --min ramp-up-time=0.4")]
    [DataRow("--min 0.2")]
    [DataRow("--preset balanced")]
    [DataRow("--preset license-only")]
    public async Task What_the_command_line_asks_for_counts(string options)
    {
        using var shell = new Shell().With(Registry());

        (await shell.RunAsync($"gate acme/poor --offline {options}")).Ended(ExitCode.Done);
    }

    [TestMethod]
    public async Task A_policy_file_relaxes_one_model_and_its_reason_is_shown()
    {
        using var shell = new Shell().With(Registry());
        shell.Write("policy.json", """{"minDownloads": 1000, "models": {"acme/poor": {"threshold": 0.1, "minDownloads": 0, "reason": "our own"}}}""");

        var run = (await shell.RunAsync("gate acme/poor --offline --policy policy.json")).Ended(ExitCode.Done);

        StringAssert.Contains(run.Out, "acme/poor: passed, waived");
        StringAssert.Contains(run.Out, "its downloads are not known: accepted");
        StringAssert.Contains(run.Out, "The reason: our own (gate.models of policy.json)");
    }

    [TestMethod]
    public async Task The_configuration_counts_where_no_policy_file_is_named()
    {
        using var shell = new Shell().With(Registry());
        shell.Write("hfregistry.json", """{"gate": {"threshold": 0, "denyLicenses": ["permissive"]}}""");

        var run = (await shell.RunAsync("gate acme/poor --offline")).Ended(ExitCode.Findings);

        StringAssert.Contains(run.Out, "Policy not met: its license is apache-2.0, and permissive is denied (gate of hfregistry.json)");
    }

    [TestMethod]
    [DataRow("--mof-class II", ExitCode.Done)]
    [DataRow("--mof-class III", ExitCode.Findings)]
    [DataRow("", ExitCode.Done, DisplayName = "a model without a document is not judged by one")]
    public async Task The_MOF_class_comes_in_as_a_value(string option, int exitCode)
    {
        using var shell = new Shell().With(Registry());
        shell.Write("policy.json", """{"minMofClass": "II"}""");

        (await shell.RunAsync($"gate acme/good --offline --policy policy.json {option}")).Ended(exitCode);
    }

    [TestMethod]
    [DataRow("gate acme/good --min bus_faktor=1", "did you mean 'bus_factor'?")]
    [DataRow("gate acme/good --min 2", "write a number from 0 to 1")]
    [DataRow("gate acme/good --preset lenient", "strict, balanced, license-only")]
    [DataRow("gate acme/good --allow-unknown nothing", "is not a metric")]
    [DataRow("gate acme/good --mof-class IV", "I, II, III")]
    [DataRow("gate acme/good --preset balanced --size-device desktop", "'desktop' is none of aws_server, desktop_pc, jetson_nano, raspberry_pi, mean")]
    [DataRow("gate acme//good", "is not a model id")]
    [DataRow("gate acme/good --policy missing.json", "does not exist")]
    public async Task A_mistake_is_named(string line, string said)
    {
        using var shell = new Shell().With(Registry());

        StringAssert.Contains((await shell.RunAsync(line)).Ended(ExitCode.Usage).Error, said);
    }

    [TestMethod]
    [DataRow("gate --help", "Ask the Hub about every model.")]
    [DataRow("report --format xml", "Must be one of: 'table' 'markdown' 'html' 'json'.")]
    public async Task What_is_told_of_options_is_so_and_in_one_line(string line, string said)
    {
        using var shell = new Shell();

        var run = await shell.RunAsync(line);

        StringAssert.Contains(run.Out + run.Error, said);
    }

    [TestMethod]
    public async Task A_model_without_scores_fails_offline_and_says_how_to_get_them()
    {
        using var shell = new Shell().With(Registry());

        StringAssert.Contains((await shell.RunAsync("gate acme/unknown --offline")).Ended(ExitCode.Findings).Error, "hfregistry refresh --scores");
    }

    [TestMethod]
    [InProcess("a process cannot skip the waits between its tries")]
    public async Task What_the_Hub_refuses_is_unknown_and_no_finding_and_a_later_run_judges_it()
    {
        await using var hub = await LocalHub.StartAsync(Poor);
        using var shell = new Shell().With(hub);
        shell.Clock = new FakeClock { SkipsWaits = true };
        hub.FailWith(Faults.Status(503));

        var refused = (await shell.RunAsync("gate acme/poor --online --json")).Ended(ExitCode.Network);
        Assert.IsTrue((await refused.JsonOfAsync("gate")).GetProperty("models")[0].GetProperty("metrics").EnumerateObject().All(
            metric => metric.Value.GetProperty("score").ValueKind == System.Text.Json.JsonValueKind.Null));

        var text = (await shell.RunAsync("gate acme/poor --online")).Ended(ExitCode.Network).Out;
        StringAssert.StartsWith(text, "acme/poor: failed (no net score)\n");

        hub.FailWith();
        var judged = (await shell.RunAsync("gate acme/poor --online --json")).Ended(ExitCode.Findings);
        Assert.AreEqual("hub", (await judged.JsonOfAsync("gate")).GetProperty("models")[0].GetProperty("scored_from").GetString());
    }

    [TestMethod]
    public async Task A_refresh_keeps_the_scores_and_the_gate_and_a_search_use_them_offline()
    {
        await using var hub = await LocalHub.StartAsync(Poor);
        using var shell = new Shell().With(hub);

        (await shell.RunAsync("refresh --type bert --scores --json")).Ended(ExitCode.Done);
        var asked = hub.Requests.Length;

        var scores = RegistryFile.Load(shell.RegistryPath).Value!.Find(ModelId.Parse("acme/poor"))!.Value.Model.Scores!;
        Assert.IsNotNull(scores.Net);
        (await shell.RunAsync("gate acme/poor --offline")).Ended(ExitCode.Findings);
        (await shell.RunAsync("find --type bert --offline --min-score 0.01")).Ended(ExitCode.Done);
        StringAssert.Contains((await shell.RunAsync("find --type bert --offline --min-score 0.99")).Ended(ExitCode.Findings).Error, "its net score is");
        Assert.AreEqual(asked, hub.Requests.Length);

        (await shell.RunAsync("refresh --type bert --json")).Ended(ExitCode.Done);
        Assert.AreEqual(scores, RegistryFile.Load(shell.RegistryPath).Value!.Find(ModelId.Parse("acme/poor"))!.Value.Model.Scores, "a refresh without --scores keeps them");
    }

    [TestMethod]
    [DataRow("gate acme/poor --online")]
    [DataRow("score acme/poor")]
    public async Task A_request_that_the_Hub_does_not_understand_is_no_finding(string line)
    {
        await using var hub = await LocalHub.StartAsync(Poor);
        using var shell = new Shell().With(hub);
        hub.FailWith(Faults.Status(400));

        StringAssert.Contains((await shell.RunAsync(line)).Ended(ExitCode.Network).Error, "did not understand the request");
    }

    [TestMethod]
    [InProcess("a process cannot skip the waits between its tries")]
    public async Task A_refresh_whose_scores_the_Hub_refuses_is_partial_and_keeps_what_it_learnt()
    {
        await using var hub = await LocalHub.StartAsync(Poor);
        using var shell = new Shell().With(hub);
        shell.Clock = new FakeClock { SkipsWaits = true };
        hub.FailWith(Faults.When("/commits/", Faults.Status(503)));

        var run = (await shell.RunAsync("refresh --type bert --scores")).Ended(ExitCode.Network);

        StringAssert.Contains(run.Error, "HFR3007");
        var scores = RegistryFile.Load(shell.RegistryPath).Value!.Find(ModelId.Parse("acme/poor"))!.Value.Model.Scores!;
        Assert.IsNull(scores.Metrics["bus_factor"].Value);
        Assert.AreEqual(1, scores.Metrics["license"].Value);
    }

    private static ModelRegistry Registry() => ModelRegistry.Of(
    [
        new RegistryEntry
        {
            Type = ModelType.Parse("bert"),
            UpdatedAt = SmallRegistry.Updated,
            Models = [Model("acme/good", 0.9), Model("acme/poor", 0.7, (Metric.BusFactor, 0.3), (Metric.RampUpTime, 0.4))],
        },
    ]);

    private static ModelRecord Model(string id, double value, params (Metric Metric, double Value)[] others) => new()
    {
        Id = ModelId.Parse(id),
        License = "apache-2.0",
        Scores = ScoreRecords.ToRecord(new ModelScore
        {
            Id = ModelId.Parse(id),
            AsOf = new DateOnly(2026, 11, 14),
            NetScore = value,
            Coverage = 1,
            Metrics = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(MetricNames.All.Select(metric => KeyValuePair.Create(
                metric, new MetricScore(others.FirstOrDefault(other => other.Metric == metric) is { Value: > 0 } other ? other.Value : value, null, [])))),
        }),
    };
}
