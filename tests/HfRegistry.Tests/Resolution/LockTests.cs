using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Resolution;

[TestClass]
internal sealed class LockTests
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
    [DataRow("Release", true)]
    [DataRow("release", true)]
    [DataRow("Debug", false)]
    [DataRow(null, false)]
    public void An_entry_of_another_configuration_is_no_difference(string? configuration, bool isDifference)
    {
        var file = new LockFile { Entries = [LockedBert with { Configurations = ["Release"] }] };

        Assert.AreEqual(isDifference, LockedRequests.Unused([], file, "/p/hfregistry.lock.json", new LockPolicy(IsLocked: true) { Configuration = configuration }).Any());
    }

    [TestMethod]
    public async Task A_request_that_no_update_could_lock_is_not_called_missing()
    {
        var outcome = (await ResolveAsync([Bert with { MaxSizeMB = "1" }], isLocked: false, Registry("google-bert/bert-base-uncased"))).Single();

        Assert.IsNull(outcome.Value);
        Assert.AreEqual("HFR1007", outcome.Diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task A_guess_is_not_locked_and_the_update_says_what_to_do()
    {
        var type = new SelectionContext().Types.All.First(info => info is { DocumentedCheckpoint: not null, ComponentOf: null }).Type.Name;
        var options = Options(ModelRegistry.Empty) with { AllowHeuristic = true };
        var request = new RawRequest { Include = type };

        var update = await LockUpdater.UpdateAsync(null, [(request, null)], new ModelResolver(options));
        var build = (await LockedRequests.ResolveAsync([(request, null)], new LockFile(), "/p/hfregistry.lock.json", new LockPolicy(IsLocked: false), options, new ModelResolver(options), default)).Single();

        Assert.IsEmpty(update.Lock.Entries);
        Assert.Contains("Write the model id into the project", update.Diagnostics.Single(told => told.Code == "HFR1024").Message);
        Assert.DoesNotContain("HFR1022", build.Diagnostics.Select(told => told.Code));
    }

    [TestMethod]
    public async Task The_configurations_of_a_request_are_locked_with_it_and_kept_by_who_does_not_know_them()
    {
        var resolver = Resolver(Registry("google-bert/bert-base-uncased"));

        var first = await LockUpdater.UpdateAsync(null, [(Bert, null)], resolver, _ => ["Release"]);
        var second = await LockUpdater.UpdateAsync(LockFile.Parse(first.Lock.Render(), "f").Value, [(Bert, null)], Resolver(Registry("google-bert/bert-large-uncased")));
        var third = await LockUpdater.UpdateAsync(second.Lock, [(Bert, null)], resolver, _ => []);

        Assert.AreEqual("Release", first.Lock.Entries.Single().Configurations.Single());
        Assert.AreEqual("Release", second.Lock.Entries.Single().Configurations.Single());
        Assert.IsEmpty(third.Lock.Entries.Single().Configurations);
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

    private static Task<IReadOnlyList<ResolutionResult>> ResolveAsync(RawRequest[] requests, bool isLocked, ModelRegistry registry) =>
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
