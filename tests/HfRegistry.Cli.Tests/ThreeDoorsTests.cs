using System.Text;
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
internal sealed class ThreeDoorsTests
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
}
