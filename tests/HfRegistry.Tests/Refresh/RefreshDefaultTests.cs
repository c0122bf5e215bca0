using HfRegistry.Configuration;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Refresh;

[TestClass]
internal sealed class RefreshDefaultTests
{
    [TestMethod]
    public async Task A_renamed_default_keeps_its_place_under_its_new_id_and_says_so()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        var first = await scenario.RefreshAsync();
        var moved = SampleModels.BertBase with { Id = "google/bert-base-uncased", FormerIds = ["google-bert/bert-base-uncased"] };
        scenario.Hub.Replace([moved]);

        var second = await scenario.RefreshAsync(first.Registry);

        var entry = second.Registry.Find(ModelType.Parse("bert"))!;
        Assert.AreEqual("google/bert-base-uncased", entry.DefaultModel?.ToString());
        Assert.AreEqual("google-bert/bert-base-uncased", entry.Models[0].RenamedFrom.Single().ToString());
        Assert.HasCount(1, entry.Models);
        Assert.IsNotNull(second.Registry.FindRenamed(ModelId.Parse("google-bert/bert-base-uncased")));
    }

    [TestMethod]
    public async Task A_vanished_default_becomes_a_tombstone_and_the_next_best_takes_its_place()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.BertLarge);
        var first = await scenario.RefreshAsync();
        scenario.Clock.Advance(TimeSpan.FromDays(7));
        scenario.Hub.Replace([SampleModels.BertLarge]);

        var second = await scenario.RefreshAsync(first.Registry);

        var entry = second.Registry.Find(ModelType.Parse("bert"))!;
        Assert.AreEqual("google-bert/bert-large-uncased", entry.DefaultModel?.ToString());
        Assert.AreEqual(new DateOnly(2026, 9, 14), entry.Find(ModelId.Parse("google-bert/bert-base-uncased"))!.GoneSince);
        Assert.Contains("is gone since 2026-09-14", entry.DefaultReason!);
    }

    [TestMethod]
    public async Task A_gated_default_gives_way()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.BertLarge);
        var first = await scenario.RefreshAsync();
        scenario.Hub.Replace([SampleModels.BertBase with { Gating = Gating.Manual }, SampleModels.BertLarge]);

        var second = await scenario.RefreshAsync(first.Registry);

        var entry = second.Registry.Find(ModelType.Parse("bert"))!;
        Assert.AreEqual("google-bert/bert-large-uncased", entry.DefaultModel?.ToString());
        Assert.Contains("is gated", entry.DefaultReason!);
    }

    [TestMethod]
    public async Task The_same_id_with_another_repository_behind_it_freezes_the_default()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        var first = await scenario.RefreshAsync();
        scenario.Hub.Replace([SampleModels.BertBase with { HubId = "ffffffffffffffffffffffff", Sha = new string('f', 40) }]);

        var second = await scenario.RefreshAsync(first.Registry);

        var entry = second.Registry.Find(ModelType.Parse("bert"))!;
        Assert.AreEqual("google-bert/bert-base-uncased", entry.DefaultModel?.ToString());
        Assert.AreEqual(SampleModels.BertBase.Sha, entry.Models[0].Revision?.ToString());
        Assert.IsNotNull(entry.Models[0].ReplacedSince);
        Assert.Contains("a person has to decide", entry.DefaultReason!);
        Assert.AreEqual(DefaultState.Frozen, entry.DefaultState);
    }

    [TestMethod]
    public async Task A_better_newcomer_waits_until_it_is_old_enough()
    {
        var day = DateOnly.FromDateTime(RefreshScenario.Start.UtcDateTime);
        var modest = SampleModels.BertBase with { Id = "somebody/bert-base", Downloads = 1_000, CreatedAt = RefreshScenario.Start.AddYears(-1) };
        await using var scenario = await RefreshScenario.WithAsync(modest);
        var first = await scenario.RefreshAsync();
        scenario.Hub.Replace([modest, SampleModels.BertBase with { CreatedAt = RefreshScenario.Start.AddDays(-3) }]);

        var early = await scenario.RefreshAsync(first.Registry);
        scenario.Clock.Advance(TimeSpan.FromDays(14));
        var late = await scenario.RefreshAsync(early.Registry);

        Assert.AreEqual("somebody/bert-base", early.Registry.Find(ModelType.Parse("bert"))!.DefaultModel?.ToString());
        Assert.AreEqual("google-bert/bert-base-uncased", late.Registry.Find(ModelType.Parse("bert"))!.DefaultModel?.ToString());
        Assert.Contains("clearly better than somebody/bert-base", late.Registry.Find(ModelType.Parse("bert"))!.DefaultReason!);
        Assert.AreEqual(new DateOnly(2026, 9, 7), day);
    }

    [TestMethod]
    public async Task A_pinned_default_stays_whatever_the_ranking_says()
    {
        var configuration = HfConfiguration.Empty with
        {
            PinnedDefaults = HfConfiguration.Empty.PinnedDefaults.Add(ModelType.Parse("bert"), ModelId.Parse("google-bert/bert-large-uncased")),
        };
        await using var scenario = await RefreshScenario.ConfiguredAsync(configuration, SampleModels.BertBase, SampleModels.BertLarge);

        var result = await scenario.RefreshAsync();

        var entry = result.Registry.Find(ModelType.Parse("bert"))!;
        Assert.AreEqual("google-bert/bert-large-uncased", entry.DefaultModel?.ToString());
        Assert.AreEqual("pinned by hfregistry.json", entry.DefaultReason);
    }

    [TestMethod]
    public async Task An_empty_Hub_unseats_no_default()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.BertLarge);
        var first = await scenario.RefreshAsync();
        scenario.Hub.Replace([]);

        var second = await scenario.RefreshAsync(first.Registry);

        Assert.AreSame(first.Registry.Find(ModelType.Parse("bert")), second.Registry.Find(ModelType.Parse("bert")));
        Assert.Contains(diagnostic => diagnostic.Code == "HFR4109", second.Diagnostics);
    }

    [TestMethod]
    public async Task A_disabled_default_gives_way()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.BertLarge);
        var first = await scenario.RefreshAsync();
        scenario.Hub.Replace([SampleModels.BertLarge]);
        scenario.Hub.FailWith(Faults.When(SampleModels.BertBase.Id, Faults.Status(403, "", ("X-Error-Message", "Access to this resource is disabled."))));

        var second = await scenario.RefreshAsync(first.Registry);

        var entry = second.Registry.Find(ModelType.Parse("bert"))!;
        Assert.AreEqual("google-bert/bert-large-uncased", entry.DefaultModel?.ToString());
        Assert.IsTrue(entry.Find(ModelId.Parse(SampleModels.BertBase.Id))!.IsDisabled);
        Assert.Contains("has been disabled by the Hub", entry.DefaultReason!);
    }

    [TestMethod]
    public async Task A_default_that_few_use_for_a_week_keeps_its_place_before_a_newcomer()
    {
        var held = SampleModels.BertBase with { Id = "somebody/bert-base", Downloads = 1_100 };
        await using var scenario = await RefreshScenario.WithAsync(held);
        var first = await scenario.RefreshAsync();
        scenario.Hub.Replace([held with { Downloads = 990 }, SampleModels.BertLarge with { Id = "other/xyz", Downloads = 1_500, CreatedAt = RefreshScenario.Start.AddDays(-1) }]);

        var second = await scenario.RefreshAsync(first.Registry);

        Assert.AreEqual("somebody/bert-base", second.Registry.Find(ModelType.Parse("bert"))!.DefaultModel?.ToString());
    }

    [TestMethod]
    public async Task A_reason_that_reads_like_a_pin_is_kept()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        var first = (await scenario.RefreshAsync()).Registry;
        var entry = first.Find(ModelType.Parse("bert"))! with { DefaultReason = "pinned by ada, who knows it" };

        var second = await scenario.RefreshAsync(ModelRegistry.Of([entry]));

        Assert.AreEqual(entry.DefaultReason, second.Registry.Find(ModelType.Parse("bert"))!.DefaultReason);
    }

    [TestMethod]
    public async Task The_reason_of_a_pin_ends_with_the_pin()
    {
        var pins = HfConfiguration.Empty.PinnedDefaults.Add(ModelType.Parse("bert"), ModelId.Parse(SampleModels.BertBase.Id));
        await using var pinned = await RefreshScenario.ConfiguredAsync(HfConfiguration.Empty with { PinnedDefaults = pins }, SampleModels.BertBase);
        var first = await pinned.RefreshAsync();
        await using var free = await RefreshScenario.WithAsync(SampleModels.BertBase);

        var second = await free.RefreshAsync(first.Registry);

        Assert.AreEqual(("pinned by hfregistry.json", DefaultState.Pinned), (first.Registry.Find(ModelType.Parse("bert"))!.DefaultReason, first.Registry.Find(ModelType.Parse("bert"))!.DefaultState));
        Assert.AreEqual(DefaultState.Chosen, second.Registry.Find(ModelType.Parse("bert"))!.DefaultState);
        Assert.Contains("google-bert publishes bert", second.Registry.Find(ModelType.Parse("bert"))!.DefaultReason!);
    }
}
