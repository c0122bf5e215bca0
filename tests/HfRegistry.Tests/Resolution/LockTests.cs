using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Resolution;

[TestClass]
public sealed class LockTests
{
    private static readonly RawRequest Bert = new() { Include = "bert", Task = "fill-mask" };

    private static readonly LockEntry LockedBert = new()
    {
        Request = Bert,
        Id = ModelId.Parse("google-bert/bert-base-uncased"),
        Revision = Revision.Parse(new string('a', 40)),
        Type = ModelType.Parse("bert"),
        Tier = Tier.Registry,
        Reason = "the canonical base model",
    };

    [TestMethod]
    public async Task A_locked_request_is_answered_from_the_lock_whatever_the_registry_says()
    {
        var outcome = await ResolveAsync([Bert], isLocked: true, Registry("google-bert/bert-large-uncased"));

        Assert.AreEqual(LockedBert.Id, outcome[0].Value!.Id);
        Assert.AreEqual(LockedBert.Revision, outcome[0].Value!.Revision);
        Assert.AreEqual(Tier.Lock, outcome[0].Value!.Tier);
        Assert.AreEqual("BertForMaskedLM", outcome[0].Value!.ClassName);
    }

    [TestMethod]
    public async Task In_locked_mode_another_request_is_an_error_that_shows_both_sides()
    {
        var outcome = await ResolveAsync([Bert with { Task = "text-classification" }], isLocked: true, Registry("google-bert/bert-base-uncased"));

        Assert.IsNull(outcome[0].Value);
        Assert.AreEqual("HFR1020", outcome[0].Diagnostics.Single().Code);
        Assert.Contains("bert (Task=text-classification)", outcome[0].Diagnostics.Single().Message);
        Assert.Contains("bert (Task=fill-mask) as google-bert/bert-base-uncased", outcome[0].Diagnostics.Single().Message);
    }

    [TestMethod]
    public async Task Outside_of_locked_mode_it_is_resolved_with_a_warning()
    {
        var outcome = await ResolveAsync([Bert with { Task = null }], isLocked: false, Registry("google-bert/bert-base-uncased"));

        Assert.AreEqual(Tier.Registry, outcome[0].Value!.Tier);
        Assert.Contains(diagnostic => diagnostic is { Code: "HFR1022", Severity: Severity.Warning }, outcome[0].Diagnostics);
    }

    [TestMethod]
    [DataRow(true, true, Severity.Error)]
    [DataRow(true, false, Severity.Message)]
    [DataRow(false, true, Severity.Message)]
    public void An_entry_that_nobody_asks_for_is_a_difference(bool isLocked, bool counts, Severity expected)
    {
        var unused = LockedRequests.Unused([], new LockFile { Entries = [LockedBert] }, "/p/hfregistry.lock.json", new LockPolicy(isLocked, counts)).Single();

        Assert.AreEqual(expected, unused.Severity);
        Assert.AreEqual("HFR1020", unused.Code);
    }

    [TestMethod]
    public async Task An_update_adds_changes_and_drops_and_says_which()
    {
        var gone = LockedBert with { Request = new RawRequest { Include = "gpt2" } };
        var old = new LockFile { Entries = [LockedBert, gone] };
        var resolver = Resolver(Registry("google-bert/bert-large-uncased"));

        var update = await LockUpdater.UpdateAsync(old, [(Bert, null), (Bert, null), (new RawRequest { Include = "google-bert/bert-large-uncased" }, null)], resolver);

        Assert.HasCount(2, update.Lock.Entries);
        Assert.IsFalse(update.IsPartial);
        CollectionAssert.AreEqual(
            new[] { (LockedBert.Id.ToString(), "google-bert/bert-large-uncased"), (null, "google-bert/bert-large-uncased"), (gone.Id.ToString(), null) },
            update.Changes.Select(change => (change.Old?.Id.ToString(), change.New?.Id.ToString())).ToArray());
    }

    [TestMethod]
    public async Task An_update_that_chooses_the_same_changes_nothing()
    {
        var resolver = Resolver(Registry("google-bert/bert-base-uncased"));

        var update = await LockUpdater.UpdateAsync(new LockFile { Entries = [LockedBert] }, [(Bert, null)], resolver);

        Assert.IsEmpty(update.Changes);
        Assert.AreSame(LockedBert, update.Lock.Entries.Single());
    }

    [TestMethod]
    public async Task A_request_that_cannot_be_resolved_keeps_its_old_entry()
    {
        var update = await LockUpdater.UpdateAsync(new LockFile { Entries = [LockedBert] }, [(Bert, null)], Resolver(ModelRegistry.Empty));

        Assert.IsTrue(update.IsPartial);
        Assert.AreSame(LockedBert, update.Lock.Entries.Single());
    }

    private static Task<IReadOnlyList<Outcome<ResolvedModel>>> ResolveAsync(RawRequest[] requests, bool isLocked, ModelRegistry registry) =>
        LockedRequests.ResolveAsync(
            [.. requests.Select(request => (request, (SourceLocation?)null))], new LockFile { Entries = [LockedBert] }, "/p/hfregistry.lock.json",
            new LockPolicy(isLocked), Options(registry), Resolver(registry), CancellationToken.None);

    private static ModelResolver Resolver(ModelRegistry registry) => new(Options(registry));

    private static ResolverOptions Options(ModelRegistry registry) => new() { Registry = registry, Embedded = ModelRegistry.Empty };

    /// <summary>A registry whose only bert is the named model, at the commit that the lock pins.</summary>
    private static ModelRegistry Registry(string id) => ModelRegistry.Of(
    [
        new RegistryEntry
        {
            Type = ModelType.Parse("bert"),
            DefaultModel = ModelId.Parse(id),
            Models = [new ModelRecord { Id = ModelId.Parse(id), Revision = LockedBert.Revision, PipelineTag = "fill-mask", Gating = Gating.Open }],
            UpdatedAt = DateTimeOffset.UtcNow,
        },
    ]);
}
