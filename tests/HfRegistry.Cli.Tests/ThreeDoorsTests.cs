using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HfRegistry.Automation.Inputs;
using HfRegistry.Build;
using HfRegistry.Build.Tests.Units;
using HfRegistry.Cli.Tests.Action;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;
using Microsoft.Build.Framework;
using TaskItem = Microsoft.Build.Utilities.TaskItem;

namespace HfRegistry.Cli.Tests;

/// <summary>A build, the command and the action come to the same result on the same facts.</summary>
[TestClass]
[InProcess("a task of the build runs in this process")]
internal sealed partial class ThreeDoorsTests
{
    private static readonly string[] Types = ["bert", "gpt2", "t5"];

    [TestMethod]
    [DataRow(false, false)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public async Task Refresh_writes_the_same_registry(bool details, bool scores)
    {
        await using var scene = await SceneAsync();
        scene.Given(ActionInputs.Details, Flag(details)).Given(ActionInputs.Scores, Flag(scores));
        using var command = ShellOf(scene);
        using var build = ShellOf(scene);
        using var task = new RefreshModelRegistry { BuildEngine = new RecordingEngine(), ProjectFile = "p.csproj", TaskEnvironment = EnvironmentOf(build), Clock = new FakeClock(), Types = Types, Details = Flag(details), Scores = Flag(scores) };

        (await command.RunAsync($"refresh {string.Join(' ', Types.Select(type => $"--type {type}"))}{(details ? " --details" : "")}{(scores ? " --scores" : "")}")).Ended(ExitCode.Done);
        Assert.IsTrue(await Task.Run(task.Execute));
        (await scene.RunAsync()).Ended(ExitCode.Done);

        var written = await File.ReadAllTextAsync(command.RegistryPath);
        Assert.AreEqual(written, await File.ReadAllTextAsync(build.RegistryPath));
        Assert.AreEqual(written, scene.GitHub.Text(ActionScene.Branch, RegistryFile.FileName));
        Assert.AreEqual(scores, written.Contains("\"scores\"", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Update_of_a_lock_file_writes_the_same_entries()
    {
        var old = await LockUpdater.UpdateAsync(null, [.. Types[..2].Select(static type => (new RawRequest { Include = type }, (SourceLocation?)null))], new ModelResolver(new ResolverOptions { Registry = SmallRegistry.Create() }));
        var before = Encoding.UTF8.GetString(old.Lock.Render());
        await using var scene = await SceneAsync((LockFile.FileName, before));
        (await scene.RunAsync()).Ended(ExitCode.Done);
        using var command = ShellOf(scene).With(scene.Proposed);
        using var build = ShellOf(scene).With(scene.Proposed);
        command.Write(LockFile.FileName, before);
        build.Write(LockFile.FileName, before);
        using var task = new UpdateModelLock
        {
            BuildEngine = new RecordingEngine(),
            ProjectFile = "p.csproj",
            TaskEnvironment = EnvironmentOf(build),
            Clock = new FakeClock(),
            LockFile = LockFile.FileName,
            Models = [.. Types[..2].Select(static type => new TaskItem(type))],
        };

        (await command.RunAsync("lock update . --offline")).Ended(ExitCode.Done);
        Assert.IsTrue(task.Execute());

        var written = await File.ReadAllTextAsync(command.PathOf(LockFile.FileName));
        Assert.AreNotEqual(before, written);
        Assert.AreEqual(written, await File.ReadAllTextAsync(build.PathOf(LockFile.FileName)));
        Assert.AreEqual(written, scene.GitHub.Text(ActionScene.Branch, LockFile.FileName));
        Assert.AreSequenceEqual(await FoundAsync(command), Built(build));
        Assert.AreSequenceEqual(await FoundAsync(command), LockFile.Parse(Encoding.UTF8.GetBytes(written), "l").Value!.Entries.Select(static entry => entry.Id.ToString()).ToList());
    }

    [TestMethod]
    public async Task Gate_gives_the_same_verdicts()
    {
        const string Policy = """{ "gate": { "preset": "license-only", "allowUnknown": true, "denyLicenses": ["apache-2.0"] } }""";
        await using var scene = await SceneAsync(("hfregistry.json", Policy));
        scene.Hub.Replace([.. ActionScene.Models, ActionScene.Model("openai-community/gpt2", "gpt2", "text-generation", 1_000_000) with { Tags = ["license:mit"] }]);
        scene.Given(ActionInputs.Jobs, "gate");
        using var command = ShellOf(scene).With(SmallRegistry.Create());
        using var build = ShellOf(scene).With(SmallRegistry.Create());
        command.Write("hfregistry.json", Policy);
        build.Write("hfregistry.json", Policy);
        var ids = SmallRegistry.Create().Entries.Where(static entry => Types.Contains(entry.Type.Name)).Select(static entry => entry.DefaultModel!.ToString()).ToList();
        using var task = new GateModelMetrics
        {
            BuildEngine = new RecordingEngine(),
            ProjectFile = "p.csproj",
            TaskEnvironment = EnvironmentOf(build),
            Clock = new FakeClock(),
            Gate = "warn",
            Mode = "Auto",
            ResolvedModels = [.. ids.Select(static id => new TaskItem(id))],
        };

        var told = (await (await command.RunAsync($"gate {string.Join(' ', ids)} --json")).Ended(ExitCode.Findings).JsonOfAsync("gate")).GetProperty("models").EnumerateArray()
            .Select(static model => (Id: model.GetProperty("model_id").GetString(), Passed: model.GetProperty("gate").GetProperty("passed").GetBoolean())).ToList();
        Assert.IsTrue(await Task.Run(task.Execute));
        (await scene.RunAsync()).Ended(ExitCode.Findings);

        Assert.AreSequenceEqual([false, true], told.Select(static model => model.Passed));
        Assert.AreSequenceEqual(told, [.. task.GatedModels.Select(static item => (item.ItemSpec, item.GetMetadata("GateVerdict") == "passed"))]);
        foreach (var (id, isPassed) in told)
            Assert.AreEqual(isPassed, scene.Summary.IndexOf(id!, StringComparison.Ordinal) > scene.Summary.IndexOf("### Passed", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Score_gives_the_values_that_the_other_doors_record()
    {
        const string Id = "openai-community/gpt2-medium";
        await using var scene = await SceneAsync();
        scene.Given(ActionInputs.Scores, "true");
        using var command = ShellOf(scene);
        using var build = ShellOf(scene);
        using var task = new RefreshModelRegistry { BuildEngine = new RecordingEngine(), ProjectFile = "p.csproj", TaskEnvironment = EnvironmentOf(build), Clock = new FakeClock(), Types = Types, Scores = "true" };

        var told = (await (await command.RunAsync($"score {Id} --json")).JsonOfAsync("score")).GetProperty("models")[0];
        Assert.IsTrue(await Task.Run(task.Execute));
        await scene.RunAsync();

        foreach (var registry in new[] { RegistryFile.Load(build.RegistryPath).Value!, scene.Proposed })
        {
            var recorded = registry.Find(ModelId.Parse(Id))!.Value.Model.Scores!;
            Assert.AreEqual(recorded.Net, Kept(told.GetProperty("net_score")));
            foreach (var (name, metric) in recorded.Metrics)
                Assert.AreEqual(metric.Value, Kept(told.GetProperty("metrics").GetProperty(name).GetProperty("score")), name);
        }
    }

    [TestMethod]
    public async Task Validation_finds_the_same()
    {
        var wrong = await File.ReadAllTextAsync(RepositoryFiles.PathOf("samples", "MofCollection", "wrong", "key-twice.yml"));
        var right = await File.ReadAllTextAsync(RepositoryFiles.PathOf("samples", "MofCollection", "models", "Ferry-Small.yml"));
        (string Path, string Text)[] files = [("models/key-twice.yml", wrong), ("models/other.yml", right), ("hfregistry.json", """{"mof":{"rules":{"HFR2110":"error"}}}""")];
        await using var scene = await ActionScene.StartAsync(files: files);
        scene.Given(ActionInputs.Jobs, JobNames.MofValidate);
        using var shell = new Shell();
        foreach (var (path, text) in files)
            shell.Write(path, text);
        var engine = new RecordingEngine();
        using var task = new ValidateMofYaml
        {
            BuildEngine = engine,
            ProjectFile = "p.csproj",
            TaskEnvironment = EnvironmentOf(shell),
            Clock = new FakeClock(),
            CacheFile = "mof-cache.json",
            Documents = [new TaskItem(files[0].Path), new TaskItem(files[1].Path)],
        };

        var told = (await (await shell.RunAsync("mof validate models --json")).Ended(ExitCode.Findings).JsonOfAsync("mof-validate")).GetProperty("documents").EnumerateArray()
            .SelectMany(static document => document.GetProperty("diagnostics").EnumerateArray(), static (document, found) => $"{found.GetProperty("code")} {document.GetProperty("path")}:{found.GetProperty("line")}").ToList();
        Assert.IsFalse(task.Execute());
        var annotated = (await scene.RunAsync()).Ended(ExitCode.Findings).Error;

        Assert.AreSequenceEqual(["HFR2002 models/key-twice.yml:13", "HFR2110 models/other.yml:6"], told);
        Assert.AreSequenceEqual(told, engine.Errors.Select(error => $"{error.Code} {Path.GetRelativePath(shell.Folder, error.File)}:{error.LineNumber}").ToList());
        Assert.AreSequenceEqual(told, Annotation().Matches(annotated).Select(static found => $"{found.Groups[1]} {found.Groups[2]}:{found.Groups[3]}").ToList());
    }

    [TestMethod]
    public async Task Gap_finds_the_same_missing_models()
    {
        await using var scene = await DocumentedAsync(JobNames.MofGap, (ActionInputs.GapReport, "gaps.md"));
        using var shell = ShellOf(scene);
        Directory.CreateDirectory(shell.PathOf("models"));

        var told = (await (await shell.RunAsync("mof gap --json")).Ended(ExitCode.Done).JsonOfAsync("mof-gap")).GetProperty("missing").EnumerateArray().Select(static model => model.GetProperty("id").GetString()).ToList();
        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreSequenceEqual(["garden/bird", "garden/cat"], told);
        var report = scene.GitHub.Text("hfregistry/mof-gap", "gaps.md")!;
        Assert.AreSequenceEqual(told, told.Where(id => report.Contains($"| `{id}` |", StringComparison.Ordinal)));
        Assert.AreEqual("2", scene.OutputOf("gaps-total"));
    }

    [TestMethod]
    public async Task Drafts_are_the_same_text()
    {
        await using var scene = await DocumentedAsync(JobNames.MofDrafts);
        using var asked = ShellOf(scene);
        using var missing = ShellOf(scene);
        Directory.CreateDirectory(missing.PathOf("models"));

        (await asked.RunAsync("mof draft garden/bird garden/cat --no-github")).Ended(ExitCode.Done);
        (await missing.RunAsync("mof gap --draft --yes")).Ended(ExitCode.Done);
        (await scene.RunAsync()).Ended(ExitCode.Done);

        foreach (var path in new[] { "models/bird.yml", "models/cat.yml" })
        {
            var drafted = await File.ReadAllTextAsync(asked.PathOf(path));
            Assert.AreEqual(drafted, await File.ReadAllTextAsync(missing.PathOf(path)));
            Assert.AreEqual(drafted, scene.GitHub.Text(ActionScene.DraftsBranch, path));
        }
    }

    private static Task<ActionScene> DocumentedAsync(string job, params (ActionInput Input, string Value)[] inputs) => ActionScene.StartAsync(
        models: [ActionScene.Documented("garden/bird", 900_000), ActionScene.Documented("garden/cat", 800_000)], inputs: [(ActionInputs.Jobs, job), .. inputs]);

    // The registry keeps fewer digits.
    private static double? Kept(JsonElement score) => score.ValueKind == JsonValueKind.Null ? null : RecordedScoresJson.Kept(score.GetDouble());

    private static Task<ActionScene> SceneAsync(params (string Path, string Text)[] files) =>
        ActionScene.StartAsync(models: ActionScene.Models.Select(static model => model with { Gating = Gating.Open }), files: files);

    /// <summary>Another folder with the scene's Hub, token and registry.</summary>
    private static Shell ShellOf(ActionScene scene)
    {
        var shell = new Shell().With(scene.Hub).With(SmallRegistry.Create());
        shell.Variables["HF_TOKEN"] = scene.Shell.Variables["HF_TOKEN"];
        return shell;
    }

    private static TaskEnvironment EnvironmentOf(Shell shell) => TaskEnvironment.CreateWithProjectDirectoryAndEnvironment(shell.Folder, shell.Variables);

    private static async Task<List<string>> FoundAsync(Shell shell)
    {
        var found = new List<string>();
        foreach (var type in Types[..2])
            found.Add((await (await shell.RunAsync($"find {type} --offline --json")).Ended(ExitCode.Done).JsonOfAsync("find")).GetProperty("model_id").GetString()!);
        return found;
    }

    private static List<string> Built(Shell shell)
    {
        using var task = new ResolveModelDefaults
        {
            BuildEngine = new RecordingEngine(),
            ProjectFile = "p.csproj",
            TaskEnvironment = EnvironmentOf(shell),
            Clock = new FakeClock(),
            LockFile = "none.lock.json",
            CodeClass = "HfModels",
            ItemsFile = "items.props",
            Models = [.. Types[..2].Select(static type => new TaskItem(type))],
        };
        Assert.IsTrue(task.Execute());
        return [.. task.ResolvedModels.Select(static item => item.ItemSpec)];
    }

    private static string Flag(bool value) => value ? "true" : "false";

    [GeneratedRegex(@"^::error title=(HFR\d+),file=([^,]+),line=(\d+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Annotation();
}
