using System.Collections.Immutable;
using HfRegistry.Automation.Inputs;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>What a repository's files are beside their content stays: links, modes, line ends; and what is not in the repository is refused.</summary>
[TestClass]
[InProcess("its runs are many, and each of a process waits between its writes")]
internal sealed class FileFormTests
{
    private const string LockPath = "src/hfregistry.lock.json";
    private const string Report = "docs/gaps.md";

    [TestMethod]
    [DataRow("\r\n", "\uFEFF", true)]
    [DataRow("\r\n", "", false)]
    [DataRow("\n", "\uFEFF", false)]
    [DataRow("\n", "", true)]
    public async Task Registry_locks_and_report_keep_their_line_ends_mark_and_end(string lineEnd, string mark, bool isEnded)
    {
        string Formed(string text) => mark + (isEnded ? text : text.TrimEnd('\n')).Replace("\n", lineEnd, StringComparison.Ordinal);
        await using var scene = await ActionScene.StartAsync(
            inputs: [(ActionInputs.Jobs, "registry, mof-gap"), (ActionInputs.GapReport, Report), (ActionInputs.Strategy, "single")],
            files:
            [
                (RegistryFile.FileName, Formed(ActionScene.Text(SmallRegistry.Create()))), (LockPath, Formed(await ActionScene.LockOfAsync("gpt2"))),
                (Report, Formed("# Old\n\ntext\n")),
            ]);

        (await scene.RunAsync()).Ended(ExitCode.Done);

        foreach (var path in new[] { RegistryFile.FileName, LockPath, Report })
        {
            var text = scene.GitHub.Text("hfregistry/all", path)!;
            Assert.AreNotEqual(scene.GitHub.Text("main", path), text, path);
            Assert.AreEqual(Formed(text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n"), text, path);
        }

        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task Linked_registry_and_lock_are_changed_where_they_lie_and_stay_links()
    {
        await using var scene = await StartAsync(
            [], (RegistryFile.FileName, "config/types.json", "120000"), ("config/types.json", ActionScene.Text(SmallRegistry.Create()), "100755"),
            (LockPath, "../locks/app.json", "120000"), ("locks/app.json", await ActionScene.LockOfAsync("gpt2"), "100644"));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual(("120000", "config/types.json"), (scene.GitHub.ModeOf(ActionScene.Branch, RegistryFile.FileName), scene.GitHub.Text(ActionScene.Branch, RegistryFile.FileName)));
        Assert.AreEqual(("120000", "100755"), (scene.GitHub.ModeOf(ActionScene.Branch, LockPath), scene.GitHub.ModeOf(ActionScene.Branch, "config/types.json")));
        Assert.Contains("gpt2-medium", scene.GitHub.Text(ActionScene.Branch, "config/types.json")!);
        Assert.Contains("gpt2-medium", scene.GitHub.Text(ActionScene.Branch, "locks/app.json")!);
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task Documents_behind_links_count_as_documents()
    {
        const string document = "release:\n  name: bird\n  huggingface: https://huggingface.co/garden/bird\n";
        await using var scene = await StartAsync(
            [(ActionInputs.Jobs, "mof-gap"), (ActionInputs.MofDir, "models")],
            ("models", "docs/mof", "120000"), ("docs/mof/bird.yml", "../birds/b.yml", "120000"), ("docs/birds/b.yml", document, "100644"), ("docs/mof/gone.yml", "/gone.yml", "120000"));

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.DoesNotContain("`garden/bird`", scene.Summary);
        Assert.Contains("`garden/cat`", scene.Summary);
        Assert.Contains("::warning title=HFR6036", run.Error);
    }

    [TestMethod]
    [DataRow("mof-gap")]
    [DataRow("mof-drafts")]
    [DataRow("mof-validate")]
    public async Task Documents_in_a_submodule_are_not_missing_but_refused_with_their_path(string job)
    {
        await using var scene = await StartAsync([(ActionInputs.Jobs, job), (ActionInputs.MofDir, "models/mof")], ("models", new string('a', 40), "160000"));

        var run = (await scene.RunAsync()).Ended(ExitCode.Usage);

        Assert.Contains("::error title=HFR6036::models/mof cannot be read or written: models is a submodule, whose files are in another repository.", run.Error);
        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.AreEqual("failed", scene.OutputOf("pull-request-operation"));
    }

    [TestMethod]
    public async Task Documents_in_a_submodule_do_not_stop_the_registry()
    {
        await using var scene = await StartAsync([], (RegistryFile.FileName, ActionScene.Text(SmallRegistry.Create()), "100644"), ("models", new string('a', 40), "160000"));

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.HasCount(1, scene.GitHub.Pulls);
        Assert.Contains("::warning title=HFR6036::models cannot be read or written: models is a submodule", run.Error);
    }

    [TestMethod]
    [DataRow("vendor/types.json", "vendor", "160000", "vendor is a submodule")]
    [DataRow("types.json", "../types.json", "120000", "leads out of the repository")]
    [DataRow("data", "", "", "data is a folder")]
    public async Task Registry_that_is_not_in_the_repository_is_refused_and_the_other_jobs_run(string path, string at, string mode, string why)
    {
        await using var scene = await StartAsync(
            [(ActionInputs.Jobs, "registry, mof-drafts"), (ActionInputs.RegistryPath, path)],
            mode switch { "160000" => (at, new string('a', 40), mode), "120000" => (path, at, mode), _ => ("data/x", "x", "100644") });

        var run = (await scene.RunAsync()).Ended(ExitCode.Usage);

        Assert.Contains($"::error title=HFR6036::{path} cannot be read or written: ", run.Error);
        Assert.Contains(why, run.Error);
        Assert.AreEqual(ActionScene.DraftsBranch, scene.Pull.HeadBranch);
    }

    [TestMethod]
    public async Task Registry_at_an_odd_path_is_found_and_changed()
    {
        const string path = "data & more/ünï #1 100%/types?.json";
        await using var scene = await StartAsync([(ActionInputs.RegistryPath, path)], (path, ActionScene.Text(SmallRegistry.Create()), "100644"));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.Contains("gpt2-medium", scene.GitHub.Text(ActionScene.Branch, path)!);
        Assert.Contains("2 default models changed", scene.Pull.Body);
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    private static Task<ActionScene> StartAsync(IEnumerable<(ActionInput Input, string Value)> inputs, params (string Path, string Text, string Mode)[] files) => ActionScene.StartAsync(
        new LocalGitHubOptions { Modes = files.ToImmutableDictionary(file => file.Path, file => file.Mode) },
        models: [.. ActionScene.Models, ActionScene.Documented("garden/bird", 912_345), ActionScene.Documented("garden/cat", 800_000)],
        inputs: inputs,
        files: [.. files.Select(file => (file.Path, file.Text))]);
}
