using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;
using Microsoft.Build.Framework;

namespace HfRegistry.Build.Tests.Units;

/// <summary>The task that refreshes the registry file, without MSBuild.</summary>
[TestClass]
internal sealed class RefreshTaskTests : IDisposable
{
    private static readonly LocalModel[] Models =
    [
        LocalModel.Of("someone/swin-base", "swin", 5_000) with { LibraryName = "transformers" },
        LocalModel.Of("someone/bert-base", "bert", 5_000) with { LibraryName = "transformers" },
        LocalModel.Of("someone/gpt2-base", "gpt2", 5_000) with { LibraryName = "transformers" },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("hfregistry-refresh-task-").FullName;
    private readonly RecordingEngine _engine = new();

    private string RegistryPath => Path.Combine(_folder, "huggingface_model_types.json");

    [TestMethod]
    public async Task The_types_of_the_property_take_the_place_of_what_the_items_ask_for()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var task = TaskOn(hub);
        task.Models = [new Microsoft.Build.Utilities.TaskItem("gpt2")];
        task.Types = ["swin", "bert"];

        Assert.IsTrue(await RunAsync(task));

        var text = await File.ReadAllTextAsync(RegistryPath);
        Assert.Contains("someone/swin-base", text);
        Assert.Contains("someone/bert-base", text);
        Assert.DoesNotContain("someone/gpt2-base", text);
    }

    [TestMethod]
    public async Task Only_what_is_stale_is_asked_for()
    {
        var clock = new FakeClock();
        await using var hub = await LocalHub.StartAsync(Models);
        using (var first = TaskOn(hub, clock))
        {
            first.Types = ["swin", "bert"];
            Assert.IsTrue(await RunAsync(first));
        }

        clock.Advance(TimeSpan.FromDays(8));
        var asked = hub.Requests.Length;
        foreach (var (days, requests) in new[] { ("9", 0), ("7", 2) })
        {
            using var task = TaskOn(hub, clock);
            (task.StaleOnly, task.MaxAgeDays) = ("true", days);
            Assert.IsTrue(await RunAsync(task));
            Assert.AreEqual(asked + requests, hub.Requests.Length);
        }
    }

    [TestMethod]
    [DataRow("true", "swin", null, null, "HfRefreshAll and HfRefreshTypes exclude each other. Remove one of them.")]
    [DataRow("maybe", null, null, null, "HfRefreshAll 'maybe' is not valid. Use true or false.")]
    [DataRow(null, "no type!", null, null, "Model type 'no type!' is not valid. Use the Hub's config.model_type.")]
    [DataRow(null, null, "soon", null, "HfRefreshSince 'soon' is not valid. Use a past date such as 2026-01-31, or a duration such as 12h, 7d or 2w.")]
    [DataRow(null, null, null, "-1", "HfRegistryMaxAgeDays '-1' is not valid. Use a whole number from 0 to 36500.")]
    public async Task A_property_that_makes_no_sense_fails_the_task_before_anybody_is_asked(string? all, string? type, string? since, string? maxAge, string message)
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var task = TaskOn(hub);
        (task.All, task.Types, task.Since, task.MaxAgeDays) = (all, type is null ? [] : [type], since, maxAge);

        Assert.IsFalse(await RunAsync(task));

        Assert.AreEqual(message, _engine.Errors.Single().Message);
        Assert.IsEmpty(hub.Requests);
        Assert.IsFalse(File.Exists(RegistryPath));
    }

    [TestMethod]
    public async Task Progress_is_a_message_now_and_then()
    {
        var clock = new FakeClock();
        await using var hub = await LocalHub.StartAsync(Models);
        hub.FailWith((context, next) =>
        {
            clock.Advance(TimeSpan.FromSeconds(4));
            return next(context);
        });
        using var task = TaskOn(hub, clock);
        task.Types = ["swin", "bert", "gpt2"];

        Assert.IsTrue(await RunAsync(task));

        Assert.IsTrue(_engine.Messages.Any(message => message.Importance == MessageImportance.High && message.Message!.Contains(" of 3 types asked", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Cancelled_it_ends_at_once_without_an_error_and_without_a_file()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var task = TaskOn(hub);
        task.Types = ["swin", "bert"];
        hub.FailWith((context, next) =>
        {
            task.Cancel();
            return Faults.SaysNothing(context, next);
        });

        Assert.IsFalse(await RunAsync(task));

        Assert.IsEmpty(_engine.Errors);
        Assert.IsFalse(File.Exists(RegistryPath));
    }

    [TestMethod]
    public async Task What_a_rate_limit_left_over_is_all_that_the_next_one_asks_for()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync(Models, new LocalHubOptions { Quota = 2, Window = TimeSpan.FromHours(1), Clock = clock });
        foreach (var requests in new[] { 2, 1 })
        {
            var asked = hub.Requests.Length;
            using var task = TaskOn(hub, clock);
            task.Types = ["swin", "bert", "gpt2"];
            Assert.IsTrue(await RunAsync(task));
            Assert.IsInRange(requests, 3, hub.Requests.Length - asked);
            clock.Advance(TimeSpan.FromHours(1));
        }

        var text = await File.ReadAllTextAsync(RegistryPath);
        foreach (var model in Models)
            Assert.Contains(model.Id, text);
        Assert.IsTrue(_engine.Warnings.Any(warning => warning.Code == DiagnosticCatalog.RefreshPartial.Code));
        Assert.IsTrue(_engine.Messages.Any(message => message.Code == DiagnosticCatalog.RefreshResumed.Code));
    }

    [TestMethod]
    public async Task Scores_come_with_what_the_items_and_the_lock_file_use_on_request()
    {
        LocalModel[] models =
        [
            .. Models,
            LocalModel.Of("someone/bert-own", "bert", 10) with { LibraryName = "transformers" },
            LocalModel.Of("someone/bert-locked", "bert", 10) with { LibraryName = "transformers" },
        ];
        await using var hub = await LocalHub.StartAsync(models);
        var lockFile = Path.Combine(_folder, "hfregistry.lock.json");
        Assert.IsNull(new LockFile { Entries = [new LockEntry { Request = new RawRequest { Include = "bert" }, Id = ModelId.Parse("someone/bert-locked"), Tier = Tier.Registry, Reason = "r" }] }.Save(lockFile));
        using var task = TaskOn(hub);
        (task.Scores, task.LockFile) = ("true", lockFile);
        task.Models = [new Microsoft.Build.Utilities.TaskItem("bert"), new Microsoft.Build.Utilities.TaskItem("someone/bert-own")];

        Assert.IsTrue(await RunAsync(task), string.Join('\n', _engine.Errors.Select(error => error.Message)));

        var entry = RegistryFile.Load(RegistryPath).Value!.Find(ModelType.Parse("bert"))!;
        foreach (var id in new[] { "someone/bert-base", "someone/bert-own", "someone/bert-locked" })
            Assert.IsNotNull(entry.Find(ModelId.Parse(id))?.Scores, id);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<bool> RunAsync(RefreshModelRegistry task) => Task.Run(task.Execute);

    private RefreshModelRegistry TaskOn(LocalHub hub, TimeProvider? clock = null) => new()
    {
        BuildEngine = _engine,
        ProjectFile = "p.csproj",
        Clock = clock ?? TimeProvider.System,
        TaskEnvironment = TaskEnvironment.CreateWithProjectDirectoryAndEnvironment(
            _folder, new Dictionary<string, string> { ["HF_ENDPOINT"] = hub.Endpoint.ToString(), ["HF_ASSETS_CACHE"] = Path.Combine(_folder, "assets") }),
    };
}
