using HfRegistry.Automation.Inputs;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>The job <c>gate</c>: the models that builds use, before the repository's own demands.</summary>
[TestClass]
internal sealed class GateJobTests
{
    [TestMethod]
    public async Task Without_a_gate_nothing_is_demanded_and_it_says_so()
    {
        await using var scene = await StartAsync();

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("0", scene.OutputOf("gate-failed"));
        Assert.Contains("hfregistry.json has no section `gate`", scene.Summary);
    }

    [TestMethod]
    public async Task Locked_models_are_judged_and_a_failure_is_an_annotation_at_the_lock_file()
    {
        var update = await LockUpdater.UpdateAsync(
            null, [(new RawRequest { Include = "bert" }, null)], new ModelResolver(new ResolverOptions { Registry = SmallRegistry.Create() }));
        await using var scene = await StartAsync(
            ("hfregistry.json", """{ "gate": { "thresholds": { "license": 0.9, "size_score": 1 } } }"""),
            ("src/hfregistry.lock.json", System.Text.Encoding.UTF8.GetString(update.Lock.Render())));

        var run = (await scene.RunAsync("--json")).Ended(ExitCode.Findings);

        var job = (await run.JsonOfAsync("action")).GetProperty("jobs")[0];
        Assert.AreEqual((1, 1), (job.GetProperty("asked").GetInt32(), job.GetProperty("changes").GetInt32()));
        Assert.Contains(",file=src/hfregistry.lock.json", run.Error.Split('\n').First(line => line.StartsWith("::error title=HFR3", StringComparison.Ordinal)));
        Assert.Contains("### Failed (1)", scene.Summary);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_Hub_that_does_not_answer_is_no_finding()
    {
        await using var scene = await StartAsync(("hfregistry.json", """{ "gate": { "preset": "balanced" } }"""));
        scene.Hub.FailWith(Faults.Status(503));

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("0", scene.OutputOf("gate-failed"));
        Assert.DoesNotContain("::error", run.Error);
        Assert.Contains("could not be checked because the Hub did not answer", scene.Summary);
        (await scene.Given(ActionInputs.FailOn, "partial").RunAsync()).Ended(ExitCode.Network);
    }

    [TestMethod]
    public async Task The_class_of_a_models_document_on_the_base_counts()
    {
        await using var scene = await StartAsync(
            ("hfregistry.json", """{ "gate": { "preset": "license-only", "minMofClass": "II" } }"""),
            ("models/bert.yml", "release:\n  name: bert\n  huggingface: https://huggingface.co/google-bert/bert-large-uncased\n"));
        scene.Given(ActionInputs.Types, "t5");
        scene.GitHub.Push("main", "huggingface_model_types.json", """{ "t5": { "default_model": "google-bert/bert-large-uncased", "models": ["google-bert/bert-large-uncased"], "downloads": {}, "updated_at": "2026-11-20T00:00:00Z" } }""");

        (await scene.RunAsync()).Ended(ExitCode.Findings);

        Assert.Contains("its MOF document is in no class, and class II is needed", scene.Summary);
    }

    private static Task<ActionScene> StartAsync(params (string Path, string Text)[] files) =>
        ActionScene.StartAsync(inputs: [(ActionInputs.Jobs, JobNames.Gate), (ActionInputs.Types, "")], files: files);
}
