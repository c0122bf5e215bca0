using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Resolution;

/// <summary>What a build is told of models that moved on.</summary>
[TestClass]
internal sealed class MigrationTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);
    private static readonly ModelId OldId = ModelId.Parse("acme/model-old");

    private static readonly ModelRecord Model = new()
    {
        Id = ModelId.Parse("acme/model"),
        Revision = Revision.Parse(new string('a', 40)),
        Gating = Gating.Open,
        AsOf = new DateOnly(2026, 9, 1),
        RenamedFrom = [OldId],
        RenamedSince = ImmutableSortedDictionary<ModelId, DateOnly>.Empty.Add(OldId, new DateOnly(2026, 8, 10)),
    };

    [TestMethod]
    public async Task An_old_id_gets_the_new_one_with_a_warning_that_says_since_when()
    {
        var outcome = await ResolveAsync(OldId.ToString(), Model);

        var warning = outcome.Diagnostics.Single();
        Assert.AreEqual(Model.Id, outcome.Value!.Id);
        Assert.AreEqual(new DateOnly(2026, 8, 10), outcome.Value.RenamedSince);
        Assert.AreEqual(("HFR1010", Severity.Warning), (warning.Code, warning.Severity));
        Assert.AreEqual("acme/model-old was renamed to acme/model (noticed on 2026-08-10). Use the new id in the project.", warning.Message);
        Assert.AreEqual("asked for by its old id acme/model-old (known since 2026-08-10)", outcome.Value.Reasons[0]);
    }

    [TestMethod]
    public async Task A_rename_whose_day_nobody_noted_is_dated_by_its_facts()
    {
        var outcome = await ResolveAsync(OldId.ToString(), Model with { RenamedSince = ImmutableSortedDictionary<ModelId, DateOnly>.Empty });

        Assert.Contains("acme/model-old was renamed to acme/model (noticed on 2026-09-01)", outcome.Diagnostics.Single().Message);
        Assert.IsNull(outcome.Value!.RenamedSince);
    }

    [TestMethod]
    [DataRow("acme/model")]
    [DataRow("acme-type")]
    public async Task A_superseded_model_is_used_as_it_is_with_a_message(string include)
    {
        var outcome = await ResolveAsync(include, Model with { NewVersion = ModelId.Parse("acme/model-2") });

        var message = outcome.Diagnostics.Single();
        Assert.AreEqual(Model.Id, outcome.Value!.Id);
        Assert.AreEqual(("HFR1019", Severity.Message), (message.Code, message.Severity));
        Assert.Contains("names acme/model-2 as its new version", message.Message);
    }

    [TestMethod]
    [DataRow("acme/model", "acme/model-old", "Use the new id in the project.", DisplayName = "the lock holds the new id")]
    [DataRow("acme/model-old", "acme/model-old", "run `dotnet build -t:HfUpdateLock`", DisplayName = "the lock was made before the rename")]
    [DataRow("acme/model-old", "acme-type", "run `dotnet build -t:HfUpdateLock`", DisplayName = "a type that was locked before the rename")]
    public async Task A_locked_build_stays_as_it_is_and_says_what_moved(string lockedId, string include, string remedy)
    {
        var outcome = await FromLockAsync(lockedId, include, Model);

        Assert.AreEqual(lockedId, outcome.Value!.Id.ToString());
        Assert.AreEqual("HFR1010", outcome.Diagnostics.Single().Code);
        Assert.Contains("acme/model-old was renamed to acme/model (noticed on 2026-08-10)", outcome.Diagnostics.Single().Message);
        Assert.Contains(remedy, outcome.Diagnostics.Single().Message);
    }

    [TestMethod]
    public async Task A_locked_model_that_did_not_move_says_nothing() =>
        Assert.IsEmpty((await FromLockAsync("acme/model", "acme-type", Model)).Diagnostics);

    [TestMethod]
    [DataRow("gpt2")]
    [DataRow("openai-gpt")]
    [DataRow("acme-type")]
    public async Task A_locked_type_that_is_an_old_id_of_its_model_too_was_not_renamed(string type)
    {
        var outcome = await FromLockAsync("acme/model", type, Model with { RenamedFrom = [ModelId.Parse(type)] });

        Assert.IsEmpty(outcome.Diagnostics);
        Assert.IsNull(outcome.Value!.RenamedSince);
    }

    [TestMethod]
    public async Task A_locked_model_that_is_superseded_says_so() =>
        Assert.AreEqual("HFR1019", (await FromLockAsync("acme/model", "acme-type", Model with { NewVersion = ModelId.Parse("acme/model-2") })).Diagnostics.Single().Code);

    private static async Task<ResolutionResult> ResolveAsync(string include, ModelRecord model) =>
        (await Resolver(model).ResolveAsync([(new RawRequest { Include = include }, null)])).Single();

    private static async Task<ResolutionResult> FromLockAsync(string lockedId, string include, ModelRecord model)
    {
        var request = new RawRequest { Include = include };
        var file = new LockFile { Entries = [new LockEntry { Request = request, Id = ModelId.Parse(lockedId), Tier = Tier.Registry, Reason = "r" }] };
        return (await LockedRequests.ResolveAsync([(request, null)], file, "/p/hfregistry.lock.json", new LockPolicy(IsLocked: true), Options(model), Resolver(model), default)).Single();
    }

    private static ModelResolver Resolver(ModelRecord model) => new(Options(model), null, new FakeClock(Now));

    private static ResolverOptions Options(ModelRecord model) => new()
    {
        Registry = ModelRegistry.Of([new RegistryEntry { Type = ModelType.Parse("acme-type"), DefaultModel = model.Id, Models = [model], UpdatedAt = Now.AddDays(-3) }]),
        Embedded = ModelRegistry.Empty,
    };
}
