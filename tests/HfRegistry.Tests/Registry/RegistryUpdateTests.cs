using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Registry;

/// <summary>An update of a registry whose file others changed meanwhile.</summary>
[TestClass]
internal sealed class RegistryUpdateTests
{
    private static readonly DateTimeOffset Then = new(2026, 9, 7, 5, 0, 0, TimeSpan.Zero);

    private static readonly ModelRegistry Base = ModelRegistry.Of([Entry("bert"), Entry("gpt2"), Entry("t5")]);

    [TestMethod]
    public void What_each_side_changed_is_kept()
    {
        var there = Base.With(Entry("gpt2", days: 1, reason: "theirs")).With(Entry("vit"));
        var update = Base.With(Entry("bert", days: 2, reason: "ours"));

        var (merged, kept) = RegistryUpdate.Rebase(Base, there, update);

        Assert.AreEqual("bert:ours gpt2:theirs t5:old vit:old", Text(merged));
        Assert.IsEmpty(kept);
    }

    [TestMethod]
    public void An_entry_that_was_removed_from_the_file_stays_removed()
    {
        var there = ModelRegistry.Of(Base.Entries.Where(entry => entry.Type.Name != "t5"));

        var (merged, kept) = RegistryUpdate.Rebase(Base, there, Base.With(Entry("bert", days: 1, reason: "ours")).With(Entry("t5", days: 1, reason: "ours")));

        Assert.AreEqual("bert:ours gpt2:old", Text(merged));
        Assert.AreEqual("t5", kept.Single().Name);
    }

    [TestMethod]
    public void Within_an_entry_an_edit_and_a_refresh_are_merged_value_by_value()
    {
        var there = Base.With(Entry("bert", reason: "a person decided"));

        var (merged, kept) = RegistryUpdate.Rebase(Base, there, Base.With(Entry("bert", days: 1, downloads: 9)));

        var entry = merged.Find(ModelType.Parse("bert"))!;
        Assert.AreEqual("a person decided", entry.DefaultReason);
        Assert.AreEqual(9, entry.Models.Single().Downloads30d);
        Assert.AreEqual(Then.AddDays(1), entry.UpdatedAt);
        Assert.IsEmpty(kept);
    }

    [TestMethod]
    public void Scores_that_another_run_wrote_meanwhile_survive_a_refresh()
    {
        var bert = Entry("bert", days: 1);
        var scores = new RecordedScores { AsOf = new DateOnly(2026, 9, 8), Metrics = ImmutableSortedDictionary<string, RecordedScore>.Empty.Add("license", new RecordedScore(1)), Coverage = 0.1 };
        var there = Base.With(bert with { Models = [bert.Models[0] with { Scores = scores }] });

        var (merged, _) = RegistryUpdate.Rebase(Base, there, Base.With(Entry("bert", days: 2, downloads: 9)));

        var model = merged.Find(ModelType.Parse("bert"))!.Models.Single();
        Assert.AreEqual(9, model.Downloads30d);
        Assert.AreEqual(scores.AsOf, model.Scores?.AsOf);
    }

    [TestMethod]
    [DataRow(1, 2, "ours")]
    [DataRow(2, 1, "theirs")]
    public void Of_two_refreshes_that_say_different_things_the_newer_counts(int daysThere, int daysOurs, string expected)
    {
        var (merged, kept) = RegistryUpdate.Rebase(Base, Base.With(Entry("bert", daysThere, "theirs")), Base.With(Entry("bert", daysOurs, "ours")));

        Assert.AreEqual($"bert:{expected} gpt2:old t5:old", Text(merged));
        Assert.IsEmpty(kept);
    }

    [TestMethod]
    public void A_person_s_edit_of_what_the_refresh_changed_too_stays_and_is_told()
    {
        var (merged, kept) = RegistryUpdate.Rebase(Base, Base.With(Entry("bert", reason: "a person decided")), Base.With(Entry("bert", days: 1, reason: "ours")));

        Assert.AreEqual("bert:a person decided gpt2:old t5:old", Text(merged));
        Assert.AreEqual("bert", kept.Single().Name);
    }

    private static string Text(ModelRegistry registry) => string.Join(' ', registry.Entries.Select(entry => $"{entry.Type.Name}:{entry.DefaultReason}"));

    private static RegistryEntry Entry(string type, int days = 0, string reason = "old", long downloads = 7) => new()
    {
        Type = ModelType.Parse(type),
        DefaultModel = ModelId.Parse($"o/{type}"),
        DefaultReason = reason,
        Models = [new ModelRecord { Id = ModelId.Parse($"o/{type}"), Formats = ["safetensors"], Downloads30d = downloads }],
        UpdatedAt = Then.AddDays(days),
    };
}
