using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace HfRegistry.Build.Tests.Units;

/// <summary>The tasks as MSBuild calls them, without MSBuild.</summary>
[TestClass]
internal sealed class TaskTests
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("hfregistry-tasks-").FullName;

    public static IEnumerable<object[]> Tasks => typeof(HfTask).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HfTask)) && !type.IsAbstract).Select(type => new object[] { type });

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void Every_task_can_run_beside_others_in_one_process(Type task)
    {
        // MSBuild routes by the attribute, which is not inherited, and hands over the project's folder by the interface.
        Assert.IsTrue(Attribute.IsDefined(task, typeof(MSBuildMultiThreadableTaskAttribute), inherit: false));
        Assert.IsTrue(typeof(IMultiThreadableTask).IsAssignableFrom(task));
        Assert.IsTrue(typeof(ICancelableTask).IsAssignableFrom(task));
        Assert.IsEmpty(task.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic).Where(field => !field.IsInitOnly && !field.IsLiteral).ToList());
    }

    [TestMethod]
    [DataRow("HF_HUB_OFFLINE")]
    [DataRow("HF_API_DISABLED")]
    [DataRow("USE_STATIC_REGISTRY")]
    public void A_refresh_obeys_a_ban_and_names_it(string variable)
    {
        var engine = new RecordingEngine();
        using var task = new RefreshModelRegistry { BuildEngine = engine, ProjectFile = "p.csproj", TaskEnvironment = In(Folder, (variable, "1")) };
        Assert.IsFalse(task.Execute());
        var error = engine.Errors.Single();
        Assert.AreEqual(DiagnosticCatalog.NetworkBanned.Code, error.Code);
        StringAssert.Contains(error.Message, variable);
        Assert.AreEqual(Path.Combine(Folder, "p.csproj"), error.File, "The project is named, not the package's own targets.");
        Assert.IsEmpty(Directory.GetFiles(Folder));
    }

    [TestMethod]
    public void A_cancelled_task_ends_without_an_answer_and_without_an_error()
    {
        var engine = new RecordingEngine();
        using var task = new RefreshModelRegistry { BuildEngine = engine, ProjectFile = "p.csproj", TaskEnvironment = In(Folder, ("HF_ENDPOINT", "http://127.0.0.1:9")) };
        task.Cancel();
        Assert.IsFalse(task.Execute());
        Assert.IsEmpty(engine.Errors);
        Assert.IsEmpty(Directory.GetFiles(Folder));
    }

    [TestMethod]
    public void A_value_that_cannot_be_read_fails_the_task_and_writes_nothing()
    {
        var engine = new RecordingEngine();
        using var task = Resolve(engine, Folder, new TaskItem("bert"));
        task.Mode = "Sometimes";
        Assert.IsFalse(task.Execute());
        Assert.AreEqual(DiagnosticCatalog.SwitchValue.Code, engine.Errors.Single().Code);
        Assert.AreEqual(DiagnosticCatalog.HelpLink(DiagnosticCatalog.SwitchValue.Code), engine.Errors[0].HelpLink);
        Assert.IsEmpty(Directory.GetFiles(Folder));
    }

    [TestMethod]
    public void A_broken_lock_file_is_told_at_its_line_and_stays_as_it_is()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "broken")).FullName;
        var lockFile = Path.Combine(folder, "hfregistry.lock.json");
        File.WriteAllText(lockFile, "{\n  broken");
        var engine = new RecordingEngine();
        using var task = Resolve(engine, folder, new TaskItem("bert"));
        Assert.IsFalse(task.Execute());
        var error = engine.Errors.Single();
        Assert.AreEqual((DiagnosticCatalog.LockBroken.Code, lockFile, 2), (error.Code, error.File, error.LineNumber));
        Assert.AreEqual("{\n  broken", File.ReadAllText(lockFile));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_model_that_moved_on_is_used_and_told_and_never_breaks_the_build(bool isLocked)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, $"moved-{isLocked}")).FullName;
        var oldId = ModelId.Parse("acme/bert-old");
        var moved = new ModelRecord
        {
            Id = ModelId.Parse("acme/bert"),
            RenamedFrom = [oldId],
            RenamedSince = ImmutableSortedDictionary<ModelId, DateOnly>.Empty.Add(oldId, new DateOnly(2026, 8, 10)),
            NewVersion = ModelId.Parse("acme/bert-2"),
        };
        Assert.IsNull(RegistryFile.Save(ModelRegistry.Of([new RegistryEntry { Type = ModelType.Parse("bert"), Models = [moved] }]), Path.Combine(folder, "r.json")));
        if (isLocked)
        {
            var locked = new LockEntry { Request = new RawRequest { Include = oldId.ToString(), Prefer = "benchmark" }, Id = moved.Id, Tier = Tier.Registry, Reason = "r" };
            Assert.IsNull(new LockFile { Entries = [locked] }.Save(Path.Combine(folder, "hfregistry.lock.json")));
        }

        var engine = new RecordingEngine();
        using var task = Resolve(engine, folder, new TaskItem(oldId.ToString(), new Dictionary<string, string> { ["Prefer"] = "benchmark" }));
        task.RegistryFile = "r.json";
        task.LockedMode = isLocked ? "true" : "";

        Assert.IsTrue(task.Execute(), string.Join('\n', engine.Errors.Select(error => error.Message)));
        Assert.AreEqual(DiagnosticCatalog.Renamed.Code, engine.Warnings.Single().Code);
        Assert.Contains("acme/bert-old was renamed to acme/bert (noticed on 2026-08-10)", engine.Warnings[0].Message!);
        Assert.Contains(message => message.Code == DiagnosticCatalog.Superseded.Code, engine.Messages);
        var item = task.ResolvedModels.Single();
        Assert.AreEqual(("acme/bert", "2026-08-10", "acme/bert-2"), (item.ItemSpec, item.GetMetadata("RenamedSince"), item.GetMetadata("NewVersion")));
    }

    [TestMethod]
    public void A_warning_that_the_project_makes_an_error_fails_the_task_and_leaves_nothing_to_skip_by()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "strict")).FullName;
        var moved = new ModelRecord { Id = ModelId.Parse("acme/bert"), RenamedFrom = [ModelId.Parse("acme/bert-old")] };
        Assert.IsNull(RegistryFile.Save(ModelRegistry.Of([new RegistryEntry { Type = ModelType.Parse("bert"), Models = [moved] }]), Path.Combine(folder, "r.json")));
        var engine = new RecordingEngine();
        using var task = Resolve(engine, folder, new TaskItem("acme/bert-old"));
        task.RegistryFile = "r.json";
        task.TreatWarningsAsErrors = "true";

        Assert.IsFalse(task.Execute());
        Assert.AreEqual(DiagnosticCatalog.Renamed.Code, engine.Errors.Single().Code);
        Assert.IsFalse(task.IsFinal);
        Assert.IsFalse(File.Exists(Path.Combine(folder, "items.props")));
    }

    [TestMethod]
    public void An_item_with_nearly_the_name_of_ours_is_told_once_with_what_to_write()
    {
        var engine = new RecordingEngine();
        using var task = new ReportMisnamedItems { BuildEngine = engine, ProjectFile = "p.csproj", TaskEnvironment = In(Folder), Items = [new TaskItem("bert")], ItemType = "HfModels", Meant = "HfModel" };

        Assert.IsTrue(task.Execute());
        Assert.AreEqual(DiagnosticCatalog.MisnamedItem.Code, engine.Warnings.Single().Code);
        StringAssert.EndsWith(engine.Warnings[0].Message, "Write <HfModel Include=\"bert\" />.");
    }

    [TestMethod]
    public async System.Threading.Tasks.Task A_Hub_whose_answer_cannot_be_unpacked_is_a_warning_and_the_registry_answers()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Body("{}", ("Content-Encoding", "br")));
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "brotli")).FullName;
        var engine = new RecordingEngine();
        using var task = new ResolveModelDefaults
        {
            BuildEngine = engine,
            ProjectFile = "p.csproj",
            TaskEnvironment = In(folder, ("HF_ENDPOINT", hub.Endpoint.ToString())),
            Models = [new TaskItem("bert")],
            Mode = "Online",
            HubTimeoutSeconds = "60",
            LockFile = "hfregistry.lock.json",
            CodeClass = "HfModels",
            ItemsFile = "items.props",
        };

        Assert.IsTrue(await System.Threading.Tasks.Task.Run(task.Execute), string.Join('\n', engine.Errors.Select(error => error.Message)));
        Assert.Contains(warning => warning.Code == DiagnosticCatalog.FellBack.Code && warning.Message!.Contains("Content-Encoding", StringComparison.Ordinal), engine.Warnings);
        Assert.IsFalse(task.IsFinal);
    }

    [TestMethod]
    public void A_build_says_in_one_line_what_changed_and_an_editor_does_not_take_it_away()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "changes")).FullName;
        Assert.IsEmpty(ChangesOf(isDesignTime: true));
        Assert.AreEqual("HfRegistry: 1 model; bert → google-bert/bert-base-uncased (new)", ChangesOf(isDesignTime: false).Single());
        Assert.IsEmpty(ChangesOf(isDesignTime: false));

        List<string> ChangesOf(bool isDesignTime)
        {
            var engine = new RecordingEngine();
            using var task = Resolve(engine, folder, new TaskItem("bert"));
            (task.ModelsFile, task.IsDesignTime) = ("obj/models.txt", isDesignTime);
            Assert.IsTrue(task.Execute(), string.Join('\n', engine.Errors.Select(error => error.Message)));
            return [.. engine.Messages.Where(static message => message.Importance == MessageImportance.Normal).Select(static message => message.Message!).Where(static text => text.StartsWith("HfRegistry:", StringComparison.Ordinal))];
        }
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("1.5")]
    [DataRow("90000")]
    [DataRow("soon")]
    public void A_time_for_the_Hub_that_is_none_fails_the_task(string seconds)
    {
        var engine = new RecordingEngine();
        using var task = Resolve(engine, Folder, new TaskItem("bert"));
        task.HubTimeoutSeconds = seconds;

        Assert.IsFalse(task.Execute());
        Assert.Contains("HfHubTimeoutSeconds", engine.Errors.Single().Message!);
    }

    [ClassCleanup]
    public static void Delete() => Directory.Delete(Folder, recursive: true);

    private static ResolveModelDefaults Resolve(RecordingEngine engine, string folder, TaskItem model) => new()
    {
        BuildEngine = engine,
        ProjectFile = "p.csproj",
        TaskEnvironment = In(folder),
        Models = [model],
        LockFile = "hfregistry.lock.json",
        CodeClass = "HfModels",
        ItemsFile = "items.props",
    };

    private static TaskEnvironment In(string folder, params IEnumerable<(string Name, string Value)> variables) =>
        TaskEnvironment.CreateWithProjectDirectoryAndEnvironment(folder, variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
