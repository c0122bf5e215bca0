using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Registry;

[TestClass]
internal sealed class RegistryDiffTests
{
    private const int CooldownDays = 14;

    private static readonly DateOnly Today = new(2026, 9, 14);
    private static readonly ModelType Bert = ModelType.Parse("bert");

    private static readonly ModelRecord Base = Model("google/base") with { Downloads30d = 1_000_000 };
    private static readonly ModelRecord Other = Model("google/other") with { Downloads30d = 50_000 };
    private static readonly RegistryEntry Entry = new()
    {
        Type = Bert,
        DefaultModel = Base.Id,
        DefaultReason = "google publishes bert",
        Models = [Base, Other],
        UpdatedAt = new DateTimeOffset(2026, 9, 7, 0, 0, 0, TimeSpan.Zero),
    };

    /// <summary>What happened to the entry, the changes that tell it (<c>!</c>: needs review), and a part of the first one's reason.</summary>
    public static IEnumerable<(string Case, RegistryEntry Now, string Changes, string Reason)> Scenarios =>
    [
        ("the default changes", Entry with { DefaultModel = Other.Id, DefaultReason = "clearly better" },
            "default_changed google/other: google/base -> google/other", "clearly better"),
        ("to another owner", Entry.With(Model("meta/new")).Standing("meta/new"),
            "default_changed meta/new: google/base -> meta/new !", "a person has to look: meta is not the owner before, google"),
        ("to a young model", Entry.With(Model("google/new") with { CreatedAt = DaysAgo(13) }).Standing("google/new"),
            "default_changed google/new: google/base -> google/new !", "google/new was created on 2026-09-01, less than 14 days before 2026-09-14"),
        ("to a model that is just old enough", Entry.With(Model("google/new") with { CreatedAt = DaysAgo(14) }).Standing("google/new"),
            "default_changed google/new: google/base -> google/new", "because"),
        ("to a young model of another owner", Entry.With(Model("meta/new") with { CreatedAt = DaysAgo(1) }).Standing("meta/new"),
            "default_changed meta/new: google/base -> meta/new !", "google; and meta/new was created on 2026-09-13"),
        ("there is no default any more", Entry with { DefaultModel = null, DefaultReason = "no known model is fit" },
            "default_gone google/base: google/base ->  !", "no known model is fit; a person has to look"),
        ("the Hub loses the default", Entry.Having(Base with { GoneSince = Today }).Standing("google/other"),
            "default_changed google/other: google/base -> google/other|model_gone google/base: google/base -> ", "because"),
        ("the Hub loses another model", Entry.Having(Other with { GoneSince = Today }),
            "model_gone google/other: google/other -> ", "does not know google/other since 2026-09-14"),
        ("the default's id is frozen", Entry.Having(Base with { ReplacedSince = Today }),
            "replaced google/base: 6a00 ->  !", "names another repository since 2026-09-14; a person has to look"),
        ("another repository was accepted", Entry.Having(Base with { HubId = "beef", License = "mit", Revision = Commit('b') }),
            "replaced google/base: 6a00 -> beef !", "names another repository; a person has to look"),
        ("a model is renamed", Entry.Having(Other.Id, Other with { Id = ModelId.Parse("google/better"), RenamedFrom = [Other.Id] }),
            "renamed google/better: google/other -> google/better", "the Hub answers for the old id with the new one"),
        ("the default is renamed", Entry.Having(Base.Id, Base with { Id = ModelId.Parse("google/base-v1"), RenamedFrom = [Base.Id] }).Standing("google/base-v1"),
            "renamed google/base-v1: google/base -> google/base-v1", "the Hub answers for the old id"),
        ("the default moves to another owner", Entry.Having(Base.Id, Base with { Id = ModelId.Parse("meta/base"), RenamedFrom = [Base.Id] }).Standing("meta/base"),
            "renamed meta/base: google/base -> meta/base !", "a person has to look: meta is not the owner before, google"),
        ("a renamed model has another license", Entry.Having(Other.Id, Other with { Id = ModelId.Parse("google/better"), RenamedFrom = [Other.Id], License = "mit" }),
            "license_changed google/better: apache-2.0 -> mit|renamed google/better: google/other -> google/better", "its license changed"),
        ("two models become one", Entry with { Models = [Base with { RenamedFrom = [Other.Id] }] },
            "renamed google/base: google/other -> google/base", "the Hub answers for the old id"),
        ("a rename has its day", Entry.Having(Other.Id, Other with
            {
                Id = ModelId.Parse("google/better"), RenamedFrom = [Other.Id], RenamedSince = ImmutableSortedDictionary<ModelId, DateOnly>.Empty.Add(Other.Id, Today),
            }),
            "renamed google/better: google/other -> google/better", "the Hub answers for the old id with the new one (first seen on 2026-09-14)"),
        ("a card names a new version", Entry.Having(Other with { NewVersion = ModelId.Parse("google/next") }),
            "superseded google/other:  -> google/next", "its card names a new version"),
        ("the default's card names a new version", Entry.Having(Base with { NewVersion = ModelId.Parse("google/next") }),
            "superseded google/base:  -> google/next !", "its card names a new version; a person has to look: it is or was what"),
        ("the default is gated and pinned", Entry.Having(Base with { Gating = Gating.Manual }),
            "newly_gated google/base: open -> manual !", "terms"),
        ("another model is gated", Entry.Having(Other with { Gating = Gating.Auto }),
            "newly_gated google/other: open -> auto", "terms"),
        ("a model is disabled", Entry.Having(Other with { IsDisabled = true }),
            "disabled google/other:  -> ", "disabled"),
        ("the default's license changes", Entry.Having(Base with { License = "cc-by-nc-4.0" }),
            "license_changed google/base: apache-2.0 -> cc-by-nc-4.0 !", "a person has to look"),
        ("another model's license changes", Entry.Having(Other with { License = "mit" }),
            "license_changed google/other: apache-2.0 -> mit", "its license changed"),
        ("a second license restricts it", Entry.Having(Other with { License = "cc-by-nc-4.0", Licenses = ["apache-2.0", "cc-by-nc-4.0"] }),
            "license_changed google/other: apache-2.0 -> apache-2.0 AND cc-by-nc-4.0", "its license changed"),
        ("a name contradicts the license", Entry.Having(Other with { LicenseName = "gemma" }),
            "license_changed google/other: apache-2.0 -> apache-2.0 AND gemma", "its license changed"),
        ("a license is withdrawn", Entry.Having(Other with { License = null }),
            "license_changed google/other: apache-2.0 -> ", "its license was removed"),
        ("the default has a new commit", Entry.Having(Base with { Revision = Commit('b') }),
            $"new_revision google/base: {Commit('a')} -> {Commit('b')}", "a new commit"),
        ("a new default has a new commit", Entry.Having(Other with { Revision = Commit('b') }).Standing("google/other"),
            $"default_changed google/other: google/base -> google/other|new_revision google/other: {Commit('a')} -> {Commit('b')}", "because"),
        ("the default before has a new commit", Entry.Having(Base with { Revision = Commit('b') }).Standing("google/other"),
            $"default_changed google/other: google/base -> google/other|new_revision google/base: {Commit('a')} -> {Commit('b')}", "because"),
        ("the default's downloads fall to a third", Entry.Having(Base with { Downloads30d = 333_333 }),
            "popularity google/base: 1000000 -> 333333", "fell by a factor of 3 or more"),
        ("the default's downloads triple", Entry.Having(Base with { Downloads30d = 3_000_000 }),
            "popularity google/base: 1000000 -> 3000000", "rose by a factor of 3 or more"),
    ];

    [TestMethod]
    [DynamicData(nameof(Scenarios))]
    public void A_change_that_matters_is_told(string name, RegistryEntry now, string changes, string reason)
    {
        var diff = Between(Entry, now);

        Assert.AreEqual(changes, Told(diff), name);
        Assert.Contains(reason, diff.Changes[0].Reason);
    }

    /// <summary>What differs without mattering, and where it is counted.</summary>
    public static IEnumerable<(string Case, RegistryEntry Now, RegistryVolatileFields Noise)> Noises =>
    [
        ("downloads of a default below the factor", Entry.Having(Base with { Downloads30d = 2_900_000 }), new() { Downloads = 1 }),
        ("downloads of another model, however far", Entry.Having(Other with { Downloads30d = 900_000_000 }), new() { Downloads = 1 }),
        ("likes", Entry.Having(Other with { Likes = 12 }), new() { Likes = 1 }),
        ("the day of the facts", Entry.Having(Other with { AsOf = Today.AddDays(7) }), new() { Dates = 1 }),
        ("the day of the confirmation", Entry with { UpdatedAt = DaysAgo(0) }, new() { Dates = 1 }),
        ("the order", Entry with { Models = [Other, Base] }, new() { Order = 1 }),
        ("a model that joins the list", Entry.With(Model("somebody/tune")), new() { LongTail = 1 }),
        ("a model that leaves the list", Entry with { Models = [Base] }, new() { LongTail = 1 }),
        ("a new commit of a model that is no default", Entry.Having(Other with { Revision = Commit('b') }), new() { Revisions = 1 }),
        ("a new commit that brings another size", Entry.Having(Other with { Revision = Commit('b'), Size = new ByteSize(7) }), new() { Revisions = 1, Facts = 1 }),
        ("a commit that is not known any more", Entry.Having(Other with { Revision = null }), new() { Facts = 1 }),
        ("a size", Entry.Having(Other with { Size = new ByteSize(7) }), new() { Facts = 1 }),
        ("an old id that the registry never had", Entry.Having(Other with { RenamedFrom = [ModelId.Parse("other")] }), new() { Facts = 1 }),
        ("a benchmark result", Entry.Having(Other with { Benchmarks = [new BenchmarkResult(null, "glue", "f1", 0.5)] }), new() { Facts = 1 }),
        ("a reason", Entry with { DefaultReason = "as ever" }, new() { Reasons = 1 }),
        ("what keeps the default", Entry with { DefaultState = DefaultState.Frozen }, new() { Reasons = 1 }),
        ("a type that is a part of another", Entry with { ComponentOf = ModelType.Parse("clip") }, new() { Facts = 1 }),
    ];

    [TestMethod]
    [DynamicData(nameof(Noises))]
    public void What_does_not_matter_is_counted_apart(string name, RegistryEntry now, RegistryVolatileFields noise)
    {
        var diff = Between(Entry, now);

        Assert.AreEqual("", Told(diff), name);
        Assert.AreEqual(noise, diff.Noise, name);
    }

    [TestMethod]
    public void A_fact_learned_for_the_first_time_is_noise()
    {
        var bare = new ModelRecord { Id = Base.Id };

        var diff = Between(Entry with { Models = [bare, Other] }, Entry);

        Assert.AreEqual("", Told(diff));
        Assert.AreEqual(new RegistryVolatileFields { Downloads = 1, Dates = 1, Facts = 1 }, diff.Noise);
    }

    [TestMethod]
    public void The_name_of_a_license_that_is_learned_for_the_first_time_is_no_change()
    {
        var unnamed = Entry.Having(Other with { License = "other" });

        Assert.AreEqual("", Told(Between(unnamed, Entry.Having(Other with { License = "other", LicenseName = "gemma" }))));
        Assert.AreEqual(
            "license_changed google/other: other (gemma) -> other (acme)",
            Told(Between(Entry.Having(Other with { License = "other", LicenseName = "gemma" }), Entry.Having(Other with { License = "other", LicenseName = "acme" }))));
    }

    [TestMethod]
    public void A_new_commit_is_not_counted_beside_a_change_of_the_same_model() => Assert.AreEqual(
        RegistryVolatileFields.None,
        Between(Entry, Entry.Having(Other with { License = "mit", Revision = Commit('b') })).Noise);

    [TestMethod]
    [DataRow(5_000, 14_999, false)]
    [DataRow(5_000, 15_000, true)]
    [DataRow(0, 9_999, false)]
    [DataRow(0, 10_000, true)]
    [DataRow(30_000, 10_001, false)]
    public void A_move_in_popularity_is_big_by_factor_and_by_count(long before, long after, bool isBig)
    {
        var diff = Between(Entry.Having(Base with { Downloads30d = before }), Entry.Having(Base with { Downloads30d = after }));

        Assert.AreEqual(isBig, diff.Changes.Any(change => change.Kind == ChangeKind.Popularity));
        Assert.AreEqual(isBig ? 0 : 1, diff.Noise.Downloads);
    }

    [TestMethod]
    public void A_model_that_was_not_known_to_be_gated_and_is_counts_as_newly_gated() => Assert.AreEqual(
        "newly_gated google/other: unknown -> gated",
        Told(Between(Entry.Having(Other with { Gating = Gating.Unknown }), Entry.Having(Other with { Gating = Gating.Gated }))));

    [TestMethod]
    public void A_gated_model_that_is_open_now_is_told() => Assert.AreEqual(
        "ungated google/base: manual -> open",
        Told(Between(Entry.Having(Base with { Gating = Gating.Manual }), Entry)));

    [TestMethod]
    public void A_rename_is_told_once()
    {
        var renamed = Entry.Having(Other.Id, Other with { Id = ModelId.Parse("google/better"), RenamedFrom = [Other.Id] });

        Assert.AreEqual("", Told(Between(renamed, renamed.Having(Base with { Likes = 9 }))));
    }

    [TestMethod]
    public void A_first_default_is_told_and_is_no_matter_of_owners() => Assert.AreEqual(
        "default_changed google/base:  -> google/base",
        Told(Between(Entry with { DefaultModel = null }, Entry)));

    [TestMethod]
    public void New_and_removed_types_come_with_what_they_stand_for()
    {
        var gpt2 = Entry with { Type = ModelType.Parse("gpt2"), Models = [Base with { CreatedAt = DaysAgo(3) }] };
        var part = new RegistryEntry { Type = ModelType.Parse("clip_text_model"), ComponentOf = ModelType.Parse("clip"), DefaultReason = "a part of clip" };

        var diff = RegistryDiff.Between(ModelRegistry.Of([Entry]), ModelRegistry.Of([gpt2, part]), CooldownDays);

        Assert.AreEqual("type_removed google/base: google/base -> |new_type :  -> |new_type google/base:  -> google/base !", Told(diff));
        Assert.AreEqual("a part of clip", diff.Changes[1].Reason);
    }

    [TestMethod]
    public void Equal_registries_do_not_differ()
    {
        var diff = RegistryDiff.Between(EmbeddedRegistry.Registry, EmbeddedRegistry.Registry, CooldownDays);

        Assert.IsEmpty(diff.Changes);
        Assert.AreEqual(RegistryVolatileFields.None, diff.Noise);
    }

    [TestMethod]
    public void Changes_stand_by_type_kind_and_model()
    {
        var gpt2 = Entry with { Type = ModelType.Parse("gpt2") };
        var models = ImmutableArray.Create(Other with { License = "mit", Gating = Gating.Auto }, Base with { License = "mit" });

        var diff = RegistryDiff.Between(ModelRegistry.Of([gpt2, Entry]), ModelRegistry.Of([gpt2 with { Models = models }, Entry with { Models = models }]), CooldownDays);

        Assert.AreSequenceEqual(
            ["bert license_changed google/base", "bert license_changed google/other", "bert newly_gated google/other",
                "gpt2 license_changed google/base", "gpt2 license_changed google/other", "gpt2 newly_gated google/other"],
            diff.Changes.Select(change => $"{change.Type} {change.KindName} {change.Model}"));
    }

    private static RegistryDiff Between(RegistryEntry old, RegistryEntry now) =>
        RegistryDiff.Between(ModelRegistry.Of([old]), ModelRegistry.Of([now]), CooldownDays);

    private static string Told(RegistryDiff diff) => string.Join('|', diff.Changes.Select(change =>
        $"{change.KindName} {change.Model}: {change.Old} -> {change.New}{(change.NeedsReview ? " !" : "")}"));

    private static ModelRecord Model(string id) => new()
    {
        Id = ModelId.Parse(id),
        HubId = "6a00",
        Revision = Commit('a'),
        License = "apache-2.0",
        Gating = Gating.Open,
        CreatedAt = DaysAgo(1_000),
        AsOf = Today,
    };

    private static DateTimeOffset DaysAgo(int days) => new(Today.AddDays(-days), TimeOnly.MinValue, TimeSpan.Zero);

    private static Revision Commit(char digit) => Revision.Parse(new string(digit, 40));
}

/// <summary>What happens to an entry.</summary>
file static class Events
{
    public static RegistryEntry With(this RegistryEntry entry, ModelRecord model) => entry with { Models = entry.Models.Add(model) };

    public static RegistryEntry Having(this RegistryEntry entry, ModelRecord model) => entry.Having(model.Id, model);

    public static RegistryEntry Having(this RegistryEntry entry, ModelId id, ModelRecord model) =>
        entry with { Models = [.. entry.Models.Select(old => old.Id == id ? model : old)] };

    public static RegistryEntry Standing(this RegistryEntry entry, string id) =>
        entry with { DefaultModel = ModelId.Parse(id), DefaultReason = "because" };
}
