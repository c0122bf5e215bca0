using HfRegistry.Build.Items;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace HfRegistry.Build.Tests.Units;

/// <summary>The task that writes a lock file, and the one that reads it, without MSBuild.</summary>
[TestClass]
internal sealed class UpdateModelLockTests : IDisposable
{
    private const string Own = "hfregistry.App.lock.json";

    private static readonly FakeClock Clock = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("hfregistry-lock-task-").FullName;
    private readonly RecordingEngine _engine = new();

    public UpdateModelLockTests()
    {
        File.WriteAllBytes(PathOf("huggingface_model_types.json"), SmallRegistry.RenderForProjects(Clock.GetUtcNow()));
        File.WriteAllText(PathOf("App.csproj"), "<Project />");
    }

    [TestMethod]
    public void Requests_of_every_configuration_are_locked_and_each_configuration_builds_by_it()
    {
        Assert.IsTrue(Update(Item("bert", "Debug"), Item("bert", "Release"), Item("gpt2", "Release")), Errors());

        var entries = LockFile.Load(PathOf(LockFile.FileName)).Value!.Entries;
        CollectionAssert.AreEqual(new[] { "bert: ", "gpt2: Release" }, entries.Select(entry => $"{entry.Request.Include}: {string.Join(',', entry.Configurations)}").ToArray());
        Assert.IsTrue(Resolve("Debug", Item("bert")), Errors());
        Assert.IsTrue(Resolve("Release", Item("bert"), Item("gpt2")), Errors());
        Assert.IsFalse(Resolve("Release", Item("bert")), "No Release build asks for gpt2 any more.");
        Assert.AreEqual(DiagnosticCatalog.LockDiffers.Code, _engine.Errors.Single().Code);
        Assert.Contains("`dotnet build App.csproj -t:HfUpdateLock`", _engine.Errors[0].Message!);
    }

    [TestMethod]
    public void What_no_configuration_asks_for_any_more_is_removed_and_named()
    {
        Assert.IsTrue(Update(Item("bert", "Debug"), Item("gpt2", "Release")), Errors());

        Assert.IsTrue(Update(Item("bert", "Debug")), Errors());

        Assert.AreEqual("bert", LockFile.Load(PathOf(LockFile.FileName)).Value!.Entries.Single().Request.Include);
        Assert.Contains(message => message.Message!.StartsWith("gpt2: openai-community/gpt2 at aaaaaaa -> none", StringComparison.Ordinal), _engine.Messages);
    }

    [TestMethod]
    public void A_configuration_that_no_update_looks_at_is_named_in_the_command()
    {
        Assert.IsTrue(Update(Item("bert", "Debug"), Item("gpt2", "Debug")), Errors());

        Assert.IsTrue(Resolve("Staging", Item("bert")), "Nobody knows whether gpt2 is for another configuration.");
        Assert.IsFalse(Resolve("Staging", Item("t5")));

        Assert.Contains("`dotnet build App.csproj -c Staging -t:HfUpdateLock`", _engine.Errors.Single().Message!);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Without_anything_to_lock_no_file_is_made(bool hasOptionalItem)
    {
        Assert.IsTrue(Update(hasOptionalItem ? [Item("no-such-type", optional: true)] : []), Errors());

        Assert.IsFalse(File.Exists(PathOf(LockFile.FileName)));
        Assert.Contains(message => message.Importance == MessageImportance.High && message.Message!.StartsWith("There is nothing to lock", StringComparison.Ordinal), _engine.Messages);
    }

    [TestMethod]
    public void An_optional_model_that_cannot_be_resolved_is_never_called_missing_from_the_lock()
    {
        Assert.IsTrue(Update(Item("bert"), Item("no-such-type", optional: true)), Errors());

        Assert.IsTrue(Resolve("Debug", isLocked: false, Item("bert"), Item("no-such-type", optional: true)), Errors());

        Assert.IsEmpty(_engine.Warnings);
    }

    [TestMethod]
    public void A_lock_file_that_projects_shared_answers_until_the_project_has_its_own()
    {
        Assert.IsTrue(Update(Item("bert"), Item("gpt2")), Errors());
        var shared = File.ReadAllText(PathOf(LockFile.FileName));

        Assert.IsTrue(Resolve("Debug", isLocked: true, Own, Item("bert")), Errors());
        Assert.IsTrue(Update(Own, Item("bert")), Errors());

        Assert.AreEqual("bert", LockFile.Load(PathOf(Own)).Value!.Entries.Single().Request.Include);
        Assert.AreEqual(shared, File.ReadAllText(PathOf(LockFile.FileName)), "It is the other projects' file.");
        Assert.DoesNotContain(message => message.Message!.Contains("-> none", StringComparison.Ordinal), _engine.Messages);
        Assert.Contains(message => message.Message!.StartsWith($"{PathOf(LockFile.FileName)} is not used for this project any more", StringComparison.Ordinal), _engine.Messages);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_build_says_which_files_it_used_and_uses_the_same_without_git(bool hasGit)
    {
        var project = Directory.CreateDirectory(PathOf("src/App")).FullName;
        File.WriteAllText(PathOf("hfregistry.json"), """{ "deny": ["google-bert/bert-base-uncased"] }""");
        if (hasGit)
            Directory.CreateDirectory(PathOf(".git"));

        using var task = ResolveTask("Debug", isLocked: false, LockFile.FileName, [Item("gpt2"), Item("bert")]);
        task.TaskEnvironment = In(project);

        Assert.IsTrue(task.Execute(), Errors());
        Assert.AreEqual(("openai-community/gpt2", "Registry"), (task.ResolvedModels[0].ItemSpec, task.ResolvedModels[0].GetMetadata("Tier")));
        Assert.AreNotEqual("google-bert/bert-base-uncased", task.ResolvedModels[1].ItemSpec, "The configuration denies it.");
        Assert.Contains(
            message => message.Message == $"Models are resolved with: registry {PathOf("huggingface_model_types.json")}, configuration {PathOf("hfregistry.json")}, lock file none.", _engine.Messages);
    }

    [TestMethod]
    public void A_message_that_names_the_command_says_where_it_comes_from()
    {
        Assert.IsFalse(Resolve("Debug", isLocked: false, Item("acme/no-such-model")));

        Assert.Contains("`dotnet build App.csproj -t:HfRefreshRegistry`", _engine.Errors.Single().Message!);
        Assert.Contains("`dotnet tool install --global HfRegistry.Cli`", _engine.Errors[0].Message!);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TaskItem Item(string include, string configuration = "", bool optional = false) => new(include, new Dictionary<string, string>
    {
        [ModelItem.ConfigurationMetadata] = configuration,
        ["Optional"] = optional ? "true" : "",
    });

    private static TaskEnvironment In(string folder) => TaskEnvironment.CreateWithProjectDirectoryAndEnvironment(folder, new Dictionary<string, string>());

    private string PathOf(string path) => Path.Combine([_folder, .. path.Split('/')]);

    private string Errors() => string.Join('\n', _engine.Errors.Select(error => error.Message));

    private bool Update(params ITaskItem[] items) => Update(LockFile.FileName, items);

    private bool Update(string lockFile, params ITaskItem[] items)
    {
        using var task = new UpdateModelLock
        {
            BuildEngine = _engine,
            ProjectFile = "App.csproj",
            TaskEnvironment = In(_folder),
            Clock = Clock,
            Models = items,
            LockFile = lockFile,
            SharedLockFile = LockFile.FileName,
            BuildConfiguration = "Debug",
            BuildConfigurations = ["Debug", "Release"],
        };
        return task.Execute();
    }

    private bool Resolve(string configuration, params ITaskItem[] items) => Resolve(configuration, isLocked: true, items);

    private bool Resolve(string configuration, bool isLocked, params ITaskItem[] items) => Resolve(configuration, isLocked, LockFile.FileName, items);

    private bool Resolve(string configuration, bool isLocked, string lockFile, params ITaskItem[] items)
    {
        using var task = ResolveTask(configuration, isLocked, lockFile, items);
        return task.Execute();
    }

    private ResolveModelDefaults ResolveTask(string configuration, bool isLocked, string lockFile, ITaskItem[] items) => new()
    {
        BuildEngine = _engine,
        ProjectFile = "App.csproj",
        TaskEnvironment = In(_folder),
        Clock = Clock,
        Models = items,
        LockFile = lockFile,
        SharedLockFile = LockFile.FileName,
        LockedMode = isLocked ? "true" : "",
        BuildConfiguration = configuration,
        BuildConfigurations = ["Debug", "Release"],
        CodeClass = "HfModels",
        ItemsFile = "items.props",
    };
}
