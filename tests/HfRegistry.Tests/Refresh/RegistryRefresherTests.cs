using HfRegistry.Refresh;

namespace HfRegistry.Tests.Refresh;

[TestClass]
internal sealed class RegistryRefresherTests
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
    public async Task A_name_that_is_no_type_makes_no_entry()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);

        var result = await scenario.RefreshAsync(null, "brt");

        Assert.AreEqual(0, result.Registry.Count);
        Assert.IsTrue(result.IsPartial);
        Assert.Contains("did you mean", result.Diagnostics.Single(diagnostic => diagnostic.Code == "HFR1001").Message);
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
}
