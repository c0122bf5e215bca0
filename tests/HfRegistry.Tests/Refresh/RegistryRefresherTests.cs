using System.Collections.Concurrent;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Refresh;

[TestClass]
public sealed class RegistryRefresherTests
{
    [TestMethod]
    public async Task A_type_gets_its_base_model_and_the_facts_of_the_listing_in_one_request()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.MiniLm, SampleModels.BertBase, SampleModels.BertLarge);

        var result = await scenario.RefreshAsync();

        var entry = result.Registry.Find(ModelType.Parse("bert"))!;
        Assert.AreEqual("google-bert/bert-base-uncased", entry.DefaultModel?.ToString());
        Assert.AreEqual(SampleModels.BertBase.Sha, entry.Models[0].Revision?.ToString());
        Assert.AreEqual("apache-2.0", entry.Models[0].License);
        Assert.AreEqual(RefreshScenario.Start, entry.UpdatedAt);
        Assert.HasCount(3, entry.Models);
        Assert.AreEqual(1, result.Requests);
        Assert.IsFalse(result.IsPartial);
    }

    [TestMethod]
    public async Task The_same_answers_a_week_later_change_nothing()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.MiniLm, SampleModels.BertBase);
        var first = await scenario.RefreshAsync();
        scenario.Clock.Advance(TimeSpan.FromDays(7));
        scenario.Hub.Replace([SampleModels.MiniLm with { Downloads = 260_000_000, Likes = 12 }, SampleModels.BertBase with { Downloads = 59_000_000 }]);

        var second = await scenario.RefreshAsync(first.Registry);

        Assert.IsEmpty(second.Updated);
        Assert.HasCount(1, second.Unchanged);
        Assert.AreSame(first.Registry.Find(ModelType.Parse("bert")), second.Registry.Find(ModelType.Parse("bert")));
    }

    [TestMethod]
    public async Task A_confirmed_entry_gets_a_new_date_before_it_grows_stale()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        var first = await scenario.RefreshAsync();
        scenario.Clock.Advance(TimeSpan.FromDays(16));

        var second = await scenario.RefreshAsync(first.Registry);

        Assert.AreEqual(RefreshScenario.Start.AddDays(16), second.Registry.Find(ModelType.Parse("bert"))!.UpdatedAt);
    }

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
    public async Task A_rename_keeps_the_day_on_which_it_was_first_seen()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        var first = await scenario.RefreshAsync();
        scenario.Clock.Advance(TimeSpan.FromDays(7));
        scenario.Hub.Replace([SampleModels.BertBase with { Id = "google/bert-base-uncased", FormerIds = ["google-bert/bert-base-uncased"] }]);
        var second = await scenario.RefreshAsync(first.Registry);
        scenario.Clock.Advance(TimeSpan.FromDays(7));

        var third = await scenario.RefreshAsync(new RefreshOptions { Ids = [ModelId.Parse("google-bert/bert-base-uncased")] }, second.Registry);

        var model = third.Registry.Find(ModelId.Parse("google/bert-base-uncased"))!.Value.Model;
        Assert.AreEqual(new DateOnly(2026, 9, 14), model.RenamedSince[ModelId.Parse("google-bert/bert-base-uncased")]);
    }

    [TestMethod]
    public async Task A_tombstone_keeps_the_day_on_which_it_was_last_seen()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.BertLarge);
        var first = await scenario.RefreshAsync();
        scenario.Clock.Advance(TimeSpan.FromDays(7));
        scenario.Hub.Replace([SampleModels.BertLarge]);

        var second = await scenario.RefreshAsync(first.Registry);

        var gone = second.Registry.Find(ModelId.Parse("google-bert/bert-base-uncased"))!.Value.Model;
        Assert.AreEqual((new DateOnly(2026, 9, 7), new DateOnly(2026, 9, 14)), (gone.AsOf, gone.GoneSince));
    }

    [TestMethod]
    public async Task A_model_that_is_asked_for_by_id_brings_its_new_version_and_its_benchmark_results()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase with
        {
            CardData = """{"new_version":"google-bert/bert-next"}""",
            ModelIndex = """[{"name":"bert","results":[{"task":{"type":"fill-mask"},"dataset":{"type":"wikitext"},"metrics":[{"type":"Perplexity","value":4.123456789}]}]}]""",
        });

        var result = await scenario.RefreshAsync(new RefreshOptions { Ids = [ModelId.Parse(SampleModels.BertBase.Id)] });

        var model = result.Registry.Find(ModelId.Parse(SampleModels.BertBase.Id))!.Value.Model;
        Assert.AreEqual("google-bert/bert-next", model.NewVersion?.ToString());
        Assert.AreEqual(new BenchmarkResult("fill-mask", "wikitext", "perplexity", 4.12346), model.Benchmarks.Single());
    }

    [TestMethod]
    public async Task A_listing_asks_for_no_card_and_keeps_what_a_card_said()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase with { CardData = """{"new_version":"google-bert/bert-next"}""" });
        var first = await scenario.RefreshAsync(new RefreshOptions { Ids = [ModelId.Parse(SampleModels.BertBase.Id)] });

        var second = await scenario.RefreshAsync(first.Registry);

        Assert.AreEqual("google-bert/bert-next", second.Registry.Find(ModelId.Parse(SampleModels.BertBase.Id))!.Value.Model.NewVersion?.ToString());
        Assert.DoesNotContain("cardData", scenario.Hub.Requests[^1].Target);
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
    public async Task Types_that_fail_keep_their_entries_and_the_others_change()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.Gpt2);
        var first = await scenario.RefreshAsync(null, "bert", "gpt2");
        scenario.Hub.Replace([SampleModels.BertBase with { Sha = new string('a', 40) }, SampleModels.Gpt2 with { Sha = new string('b', 40) }]);
        scenario.Hub.FailWith(Faults.When("filter=gpt2", Faults.Status(500)));

        var second = await scenario.RefreshAsync(first.Registry, "bert", "gpt2");

        Assert.IsTrue(second.IsPartial);
        Assert.AreEqual("gpt2", second.Failed.Single().Type.Name);
        Assert.AreEqual("bert", second.Updated.Single().Name);
        Assert.AreSame(first.Registry.Find(ModelType.Parse("gpt2")), second.Registry.Find(ModelType.Parse("gpt2")));
        Assert.Contains(diagnostic => diagnostic.Code == "HFR4106", second.Diagnostics);
    }

    [TestMethod]
    public async Task An_empty_answer_for_a_type_that_had_models_keeps_them()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.BertLarge);
        var first = await scenario.RefreshAsync();
        scenario.Hub.FailWith(Faults.When("/api/models?", Faults.Body("[]", ("Content-Type", "application/json"))));

        var second = await scenario.RefreshAsync(first.Registry);

        Assert.AreSame(first.Registry.Find(ModelType.Parse("bert")), second.Registry.Find(ModelType.Parse("bert")));
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
    public async Task A_name_that_is_no_type_makes_no_entry()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);

        var result = await scenario.RefreshAsync(null, "brt");

        Assert.AreEqual(0, result.Registry.Count);
        Assert.IsTrue(result.IsPartial);
        Assert.Contains("did you mean", result.Diagnostics.Single(diagnostic => diagnostic.Code == "HFR1001").Message);
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

    [TestMethod]
    public async Task An_old_id_that_leads_to_another_repository_is_no_rename()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        var first = await scenario.RefreshAsync();
        scenario.Hub.Replace([SampleModels.BertBase with { Id = "other/bert-base", HubId = new string('f', 24), FormerIds = [SampleModels.BertBase.Id] }]);

        var second = await scenario.RefreshAsync(first.Registry);

        var entry = second.Registry.Find(ModelType.Parse("bert"))!;
        Assert.AreEqual(SampleModels.BertBase.Id, entry.DefaultModel?.ToString());
        Assert.IsNotNull(entry.Find(ModelId.Parse(SampleModels.BertBase.Id))!.ReplacedSince);
        Assert.Contains(diagnostic => diagnostic.Code == "HFR4110", second.Diagnostics);
    }

    [TestMethod]
    public async Task The_count_goes_on_to_its_end_when_the_Hub_is_given_up()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        scenario.Hub.FailWith(Faults.Status(401, "", ("X-Error-Message", "Invalid credentials in Authorization header")));
        var counts = new Counts();

        await scenario.RefreshAsync(new RefreshOptions { Types = [.. Enumerable.Range(0, 100).Select(i => ModelType.Parse($"type{i}"))] }, progress: counts);

        Assert.AreSequenceEqual(Enumerable.Range(1, 100), counts.Done.Order());
    }

    [TestMethod]
    public async Task A_refused_token_ends_the_refresh_after_the_requests_under_way()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        scenario.Hub.FailWith(Faults.Status(401, "", ("X-Error-Message", "Invalid credentials in Authorization header")));
        var types = Enumerable.Range(0, 100).Select(i => $"type{i}").ToArray();

        var result = await scenario.RefreshAsync(null, types);

        Assert.HasCount(100, result.Failed);
        Assert.IsLessThanOrEqualTo(20, scenario.Hub.Requests.Length);
        Assert.IsTrue(result.Failed.All(failure => failure.Error is HubError.BadToken));
    }

    [TestMethod]
    public async Task An_id_that_is_asked_for_joins_its_type_and_an_old_id_is_remembered()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase with { FormerIds = ["bert-base-uncased"] }, SampleModels.Gpt2);

        var result = await scenario.RefreshAsync(new RefreshOptions { Ids = [ModelId.Parse("bert-base-uncased"), ModelId.Parse("openai-community/gpt2")] });

        Assert.AreEqual("google-bert/bert-base-uncased", result.Registry.FindRenamed(ModelId.Parse("bert-base-uncased"))?.Model.Id.ToString());
        Assert.AreEqual("openai-community/gpt2", result.Registry.Find(ModelType.Parse("gpt2"))?.DefaultModel?.ToString());
        Assert.HasCount(2, result.Registry.Entries.ToList());
    }

    [TestMethod]
    public async Task A_fact_that_the_new_answer_lacks_is_kept()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        var first = await scenario.RefreshAsync();
        scenario.Hub.Replace([SampleModels.BertBase with { ParameterCount = null, Tags = ["pytorch"], LibraryName = null, Sha = new string('c', 40) }]);

        var second = await scenario.RefreshAsync(first.Registry);

        var model = second.Registry.Find(ModelType.Parse("bert"))!.Models[0];
        Assert.AreEqual(new string('c', 40), model.Revision?.ToString());
        Assert.AreEqual("apache-2.0", model.License);
        Assert.AreEqual(110_000_000, model.ParameterCount);
        Assert.AreEqual("transformers", model.Library);
    }

    [TestMethod]
    public async Task Recorded_facts_are_dated_by_their_recording_and_pin_nothing_that_was_not_recorded()
    {
        var recorded = SampleModels.BertBase with { HubId = null, Sha = null, RecordedAt = new DateTimeOffset(2026, 8, 22, 0, 0, 0, TimeSpan.Zero) };
        await using var scenario = await RefreshScenario.WithAsync(recorded);

        var result = await scenario.RefreshAsync();

        var entry = result.Registry.Find(ModelType.Parse("bert"))!;
        Assert.IsNull(entry.Models[0].Revision);
        Assert.AreEqual(new DateOnly(2026, 8, 22), entry.Models[0].AsOf);
        Assert.AreEqual(recorded.RecordedAt, entry.UpdatedAt);
    }

    [TestMethod]
    public async Task Cancellation_ends_a_refresh_at_once()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        using var source = new CancellationTokenSource();
        scenario.Hub.FailWith((_, _) => source.CancelAsync());
        using var client = new HubClient(new HubOptions { Endpoint = scenario.Hub.Endpoint });
        var refresher = new RegistryRefresher(client, scenario.Context);

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => refresher.RefreshAsync(ModelRegistry.Empty, new RefreshOptions { Types = [ModelType.Parse("bert")] }, null, source.Token));
    }

    /// <summary>Reported to from many tasks at once.</summary>
    private sealed class Counts : IProgress<RefreshProgress>
    {
        public ConcurrentBag<int> Done { get; } = [];

        public void Report(RefreshProgress value) => Done.Add(value.Done);
    }
}
