using System.Text.RegularExpressions;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Testing;

namespace HfRegistry.Ingestion.Tests.Catalog;

/// <summary>The behavior of a catalog on every database.</summary>
internal abstract class CatalogContract
{
    private readonly FakeClock _clock = new();

    public TestContext TestContext { get; set; } = null!;

    protected FakeClock Clock => _clock;

    protected CancellationToken Canceled => TestContext.CancellationToken;

    /// <summary>An empty database with its tables.</summary>
    protected abstract Task<CatalogDatabase> CreateAsync();

    [TestMethod]
    public async Task Completed_run_has_its_package_in_the_catalog()
    {
        var catalog = await OpenAsync();
        var run = await BeginAsync(catalog);
        var package = Package("a/b");

        var completed = await catalog.CompleteAsync(run.RunId, package, [package.Object], Canceled);

        Assert.IsInstanceOfType<Completion.Entered>(completed);
        var found = (await catalog.FindAsync(package.Key, Canceled)).Value!;
        Assert.AreEqual(package.PackageId, found.PackageId);
        Assert.AreEqual(package.Revision, found.Revision);
        Assert.AreEqual(Clock.GetUtcNow(), found.CreatedAt);
        Assert.AreEqual(0.5, found.Scores["net_score"]);
        Assert.IsNull(found.Scores["bus_factor"]);
        CollectionAssert.AreEqual(new[] { "a/base" }, found.BaseModels.ToList());
        var done = (await catalog.FindRunAsync(TenantName.Default, run.RunId, Canceled)).Value!;
        Assert.AreEqual(RunState.Done, done.State);
        Assert.AreEqual(package.PackageId, done.PackageId);
    }

    [TestMethod]
    public async Task Second_package_of_a_key_is_a_duplicate_in_any_case_of_its_id()
    {
        var catalog = await OpenAsync();
        var first = await EnterAsync(catalog, Package("Some/Model"));
        var run = await BeginAsync(catalog, "some/model");

        var second = await catalog.CompleteAsync(run.RunId, Package("some/model"), [], Canceled);

        Assert.AreEqual(first.PackageId, ((Completion.Duplicate)second).Existing.PackageId);
        Assert.AreEqual(RunState.Open, (await catalog.FindRunAsync(TenantName.Default, run.RunId, Canceled)).Value!.State);
        Assert.AreEqual(1, (await catalog.ListAsync(new PackageQuery(TenantName.Default), Canceled)).Value!.Total);
    }

    [TestMethod]
    public async Task Of_many_packages_of_a_key_at_once_one_is_entered()
    {
        var catalog = await OpenAsync();
        var run = await BeginAsync(catalog);

        var completed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => catalog.CompleteAsync(run.RunId, Package("a/b"), [], Canceled))));

        Assert.AreEqual(1, completed.Count(static one => one is Completion.Entered), string.Join('\n', completed.AsEnumerable()));
        Assert.AreEqual(7, completed.Count(static one => one is Completion.Duplicate), string.Join('\n', completed.AsEnumerable()));
    }

    [TestMethod]
    public async Task Equal_requests_share_one_open_run()
    {
        var catalog = await OpenAsync();

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => BeginAsync(catalog))));

        Assert.AreEqual(1, runs.Select(static run => run.RunId).Distinct().Count());
        await catalog.EndAsync(runs[0].RunId, RunState.Failed, "{}", Canceled);
        Assert.AreNotEqual(runs[0].RunId, (await BeginAsync(catalog)).RunId);
    }

    [TestMethod]
    public async Task Run_goes_on_with_the_steps_that_are_done()
    {
        var catalog = await OpenAsync();
        var run = await BeginAsync(catalog);
        Assert.IsNull(await catalog.RecordAsync(run.RunId, new RunStep("resolve", "{\"commit\":1}"), Canceled));
        Assert.IsNull(await catalog.RecordAsync(run.RunId, new RunStep("fetch", "{}"), Canceled));
        Assert.IsNull(await catalog.RecordAsync(run.RunId, new RunStep("resolve", "{\"commit\":2}"), Canceled));
        Assert.IsNull(await catalog.ReportAsync(run.RunId, "{\"percent\":5}", Canceled));

        var again = await BeginAsync(catalog);

        CollectionAssert.AreEqual(new[] { new RunStep("resolve", "{\"commit\":2}"), new RunStep("fetch", "{}") }, again.Steps.ToList());
        Assert.AreEqual("{\"percent\":5}", again.Progress);
    }

    [TestMethod]
    public async Task Closed_run_keeps_its_result()
    {
        var catalog = await OpenAsync();
        var run = await BeginAsync(catalog);
        await catalog.EndAsync(run.RunId, RunState.Canceled, null, Canceled);

        await catalog.EndAsync(run.RunId, RunState.Failed, "{}", Canceled);

        var found = (await catalog.FindRunAsync(TenantName.Default, run.RunId, Canceled)).Value!;
        Assert.AreEqual(RunState.Canceled, found.State);
        Assert.IsNull(found.Failure);
    }

    [TestMethod]
    public async Task Canceled_run_enters_no_package()
    {
        var catalog = await OpenAsync();
        var run = await BeginAsync(catalog);
        Assert.HasCount(1, (await catalog.ListOpenRunsAsync(Canceled)).Value!);
        await catalog.EndAsync(run.RunId, RunState.Canceled, null, Canceled);

        var late = await catalog.CompleteAsync(run.RunId, Package("a/b"), [], Canceled);

        Assert.AreEqual("HFR7214", ((Completion.Failed)late).Error.Code);
        Assert.AreEqual(0, (await catalog.ListAsync(new PackageQuery(TenantName.Default), Canceled)).Value!.Total);
        Assert.IsEmpty((await catalog.ListOpenRunsAsync(Canceled)).Value!);
    }

    [TestMethod]
    public async Task Listing_is_paged_newest_first_and_searched_by_name_version_and_pattern()
    {
        var catalog = await OpenAsync();
        foreach (var id in new[] { "org/alpha", "org/beta", "org/Alpha-2" })
            await EnterAsync(catalog, Package(id));
        await EnterAsync(catalog, Package("org/beta", "2.0.0"));
        await EnterAsync(catalog, Package("org/alpha") with { Key = new PackageKey(TenantName.Default, PackageKind.Dataset, ModelId.Parse("org/alpha"), PackageVersion.Default) });
        var all = new PackageQuery(TenantName.Default) { Limit = 2 };

        CollectionAssert.AreEqual(new[] { "org/alpha 1.0.0", "org/beta 2.0.0" }, await NamesAsync(all));
        CollectionAssert.AreEqual(new[] { "org/beta 1.0.0", "org/alpha 1.0.0" }, await NamesAsync(all with { Offset = 3 }));
        CollectionAssert.AreEqual(new[] { "org/Alpha-2 1.0.0", "org/alpha 1.0.0" }, await NamesAsync(all with { IdContains = "ALPHA", Kind = PackageKind.Model }));
        CollectionAssert.AreEqual(new[] { "org/beta 2.0.0" }, await NamesAsync(all with { Version = PackageVersion.Parse("2.0.0") }));
        var pattern = new Regex("^org/[aA]lpha(-2)?$", RegexOptions.NonBacktracking);
        CollectionAssert.AreEqual(new[] { "org/alpha 1.0.0" }, await NamesAsync(all with { IdPattern = pattern, Offset = 2 }));
        Assert.AreEqual(3, (await catalog.ListAsync(all with { IdPattern = pattern }, Canceled)).Value!.Total);
        Assert.AreEqual(5, (await catalog.ListAsync(all, Canceled)).Value!.Total);
        Assert.AreEqual(0, (await catalog.ListAsync(all with { IdContains = "%" }, Canceled)).Value!.Total);
        Assert.AreEqual(0, (await catalog.ListAsync(all with { IdContains = "\0" }, Canceled)).Value!.Total);

        async Task<string[]> NamesAsync(PackageQuery query) => [.. (await catalog.ListAsync(query, Canceled)).Value!.Packages.Select(static package => package.Key.ToString())];
    }

    [TestMethod]
    public async Task Newest_package_of_a_repository_is_the_one_entered_last()
    {
        var catalog = await OpenAsync();
        await EnterAsync(catalog, Package("a/b", "2.0.0"));
        await EnterAsync(catalog, Package("a/b", "1.0.0"));

        Assert.AreEqual("1.0.0", (await catalog.FindNewestAsync(TenantName.Default, PackageKind.Model, ModelId.Parse("A/B"), Canceled)).Value!.Key.Version.ToString());
        Assert.IsNull((await catalog.FindNewestAsync(TenantName.Default, PackageKind.Dataset, ModelId.Parse("a/b"), Canceled)).Value);
    }

    [TestMethod]
    public async Task Tenants_do_not_see_each_other()
    {
        var catalog = await OpenAsync();
        var other = TenantName.Parse("other");
        var package = await EnterAsync(catalog, Package("a/b"));
        var run = await BeginAsync(catalog);

        Assert.AreEqual(0, (await catalog.ListAsync(new PackageQuery(other), Canceled)).Value!.Total);
        Assert.IsNull((await catalog.FindAsync(other, package.PackageId, Canceled)).Value);
        Assert.IsNull((await catalog.FindAsync(package.Key with { Tenant = other }, Canceled)).Value);
        Assert.IsNull((await catalog.FindRunAsync(other, run.RunId, Canceled)).Value);
        Assert.IsEmpty((await catalog.ListRunsAsync(other, 0, 10, Canceled)).Value!);
        Assert.AreEqual(new TenantUsage(0, 0), (await catalog.UsageAsync(other, Canceled)).Value);
        Assert.AreEqual(new TenantUsage(1, package.Size), (await catalog.UsageAsync(TenantName.Default, Canceled)).Value);
    }

    [TestMethod]
    public async Task Object_is_an_orphan_when_neither_a_package_nor_an_open_run_uses_it()
    {
        var catalog = await OpenAsync();
        var (shared, own, claimed, unknown) = (Blob('1'), Blob('2'), Blob('3'), Blob('4'));
        await EnterAsync(catalog, Package("a/kept"), shared);
        var removed = await EnterAsync(catalog, Package("a/removed"), shared, own);
        var run = await BeginAsync(catalog, "a/next");
        Assert.IsNull(await catalog.ClaimAsync(run.RunId, [claimed], Canceled));
        Assert.IsNull(await catalog.ClaimAsync(run.RunId, [claimed, Blob('5')], Canceled));

        var answer = (await catalog.RemoveAsync(removed.Key, Canceled)).Value!;

        CollectionAssert.AreEqual(new[] { own }, answer.Orphans.ToList());
        CollectionAssert.AreEqual(new[] { own, unknown }, (await catalog.FindOrphansAsync([shared, own, claimed, unknown], Canceled)).Value!.ToList());
        Assert.IsNull((await catalog.RemoveAsync(removed.Key, Canceled)).Value);
        await catalog.EndAsync(run.RunId, RunState.Failed, "{}", Canceled);
        CollectionAssert.AreEqual(new[] { claimed }, (await catalog.FindOrphansAsync([claimed], Canceled)).Value!.ToList());
    }

    [TestMethod]
    public async Task Claims_of_an_abandoned_run_end_after_a_day()
    {
        var catalog = await OpenAsync();
        var run = await BeginAsync(catalog);
        await catalog.ClaimAsync(run.RunId, [Blob('1')], Canceled);

        Clock.Advance(TimeSpan.FromHours(25));

        Assert.HasCount(1, (await catalog.FindOrphansAsync([Blob('1')], Canceled)).Value!);
    }

    [TestMethod]
    public async Task Migrated_catalog_is_ready_and_migrates_again()
    {
        var database = await CreateAsync();

        Assert.IsNull(await database.CheckAsync(Canceled));
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.MigrateAsync(TimeProvider.System, Canceled))));
        Assert.IsEmpty(again.OfType<Diagnostic>().ToList());
    }

    protected async Task<EfCatalog> OpenAsync() => new(await CreateAsync(), Clock);

    protected static StoreKey Blob(char digit) => StoreKey.Blob(TenantName.Default, new string(digit, 64));

    protected static CatalogPackage Package(string id, string version = "1.0.0")
    {
        var key = new PackageKey(TenantName.Default, PackageKind.Model, ModelId.Parse(id), PackageVersion.Parse(version));
        return new CatalogPackage(Guid.CreateVersion7(), key, Revision.Parse(new string('a', 40)), StoreKey.Archive(key, new string('d', 64)), new string('d', 64), 123, "{}")
        {
            Scores = new Dictionary<string, double?> { ["net_score"] = 0.5, ["bus_factor"] = null },
            License = "MIT",
            Verdict = "passed",
            BaseModels = ["a/base"],
            CreatedBy = "alice",
        };
    }

    protected async Task<IngestionRun> BeginAsync(EfCatalog catalog, string id = "a/b") =>
        (await catalog.BeginAsync(new RunRequest(TenantName.Default, PackageKind.Model, ModelId.Parse(id), "1.0.0") { RequestedBy = "alice" }, Canceled)).Value!;

    private async Task<CatalogPackage> EnterAsync(EfCatalog catalog, CatalogPackage package, params StoreKey[] objects)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var request = new RunRequest(package.Key.Tenant, package.Key.Kind, package.Key.Id, package.Key.Version.ToString()) { RequestedBy = "alice" };
        var run = (await catalog.BeginAsync(request, Canceled)).Value!;
        Assert.IsInstanceOfType<Completion.Entered>(await catalog.CompleteAsync(run.RunId, package, objects, Canceled));
        return package;
    }
}
