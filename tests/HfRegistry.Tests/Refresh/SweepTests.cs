using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Refresh;

/// <summary>What a refresh of many types asks the Hub: the most downloaded models once, and a type's own query only where these do not answer for it.</summary>
[TestClass]
internal sealed class SweepTests
{
    private static readonly string[] AllTypes = [.. TypeCatalog.BuiltIn.All.Where(info => info.IsCurrent).Select(info => info.Type.Name)];

    [TestMethod]
    public async Task A_Hub_that_the_sweep_reads_to_its_end_costs_its_pages_and_nothing_more()
    {
        var types = AllTypes.Take(200).ToArray();
        await using var scenario = await RefreshScenario.WithAsync([.. Population.OfEach(types, 20)]);

        var result = await scenario.RefreshAsync(null, types);

        Assert.AreEqual(4, result.Requests);
        Assert.HasCount(200, result.Updated);
        Assert.IsEmpty(result.Failed);
    }

    [TestMethod]
    public async Task All_types_of_a_large_Hub_stay_inside_one_anonymous_window()
    {
        await using var scenario = await RefreshScenario.WithAsync([.. Population.WithRareTypes(AllTypes, models: 100_000, popular: 10_000)]);

        var result = await scenario.RefreshAsync(null, AllTypes);

        Assert.HasCount(666, AllTypes);
        Assert.HasCount(666, result.Updated);
        Assert.IsLessThanOrEqualTo(450, result.Requests);
        Assert.HasCount(10, scenario.Listings().Where(target => !target.Contains("filter=", StringComparison.Ordinal)).ToList());
        foreach (var rare in AllTypes.Skip((AllTypes.Length + 1) / 2))
            Assert.HasCount(1, scenario.QueriesOf(rare), rare);
    }

    [TestMethod]
    public async Task A_swept_type_is_what_its_own_query_makes_of_it()
    {
        var types = AllTypes.Take(60).ToArray();
        await using var scenario = await RefreshScenario.WithAsync([.. Population.OfEach(types, 150), SampleModels.MiniLm, SampleModels.BertBase, SampleModels.Gpt2]);

        var swept = await scenario.RefreshAsync(null, types);
        var one = ModelRegistry.Empty;
        foreach (var part in types.Chunk(20))
            one = (await scenario.RefreshAsync(one, part)).Registry;

        Assert.IsLessThan(60, swept.Requests);
        CollectionAssert.AreEqual(RegistryFile.Render(one), RegistryFile.Render(swept.Registry));
    }

    [TestMethod]
    public async Task A_type_that_only_fine_tunes_stand_for_in_the_sweep_gets_its_own_query()
    {
        var types = AllTypes.Take(60).Append("bert").Distinct().ToArray();
        var tuned = Enumerable.Range(0, 30).Select(i => LocalModel.Of($"somebody/bert-finetuned-squad-{i}", "bert", 90_000_000));
        var crowd = Population.WithRareTypes([.. types.Where(type => type != "bert")], models: 8_000, popular: 8_000);
        await using var scenario = await RefreshScenario.WithAsync([.. tuned, .. crowd, SampleModels.BertBase with { Downloads = 10 }]);

        var result = await scenario.RefreshAsync(null, types);

        Assert.HasCount(1, scenario.QueriesOf("bert"));
        Assert.AreEqual(SampleModels.BertBase.Id, result.Registry.Find(ModelType.Parse("bert"))!.DefaultModel?.ToString());
    }

    [TestMethod]
    public async Task Few_types_are_asked_for_one_by_one()
    {
        var types = AllTypes.Take(49).ToArray();
        await using var scenario = await RefreshScenario.WithAsync([.. Population.OfEach(types, 3)]);

        await scenario.RefreshAsync(null, types);

        Assert.HasCount(49, scenario.Listings());
        Assert.IsTrue(scenario.Listings().All(target => target.Contains("filter=", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_sweep_costs_at_most_a_tenth_of_the_queries_that_it_may_save()
    {
        var types = AllTypes.Take(60).ToArray();
        await using var scenario = await RefreshScenario.WithAsync([.. Population.OfEach(["unasked"], 7_000), .. Population.OfEach(types, 1).Select(model => model with { Downloads = 2_000 })]);

        var result = await scenario.RefreshAsync(null, types);

        Assert.AreEqual(66, result.Requests);
        Assert.HasCount(60, result.Updated);
    }

    [TestMethod]
    public async Task A_full_page_without_a_next_link_is_not_taken_for_the_end_of_the_Hub()
    {
        var types = AllTypes.Take(60).ToArray();
        await using var scenario = await RefreshScenario.WithAsync([.. Population.OfEach(types, 40)]);
        scenario.Hub.FailWith(Faults.When("limit=1000", Faults.Header("Link", "")));

        var result = await scenario.RefreshAsync(null, types);

        Assert.AreEqual(61, result.Requests);
        Assert.IsTrue(result.Registry.Entries.All(entry => entry.Models.Length == 40));
    }

    [TestMethod]
    public async Task What_a_sweep_read_before_a_page_failed_stands_and_the_others_are_asked_for()
    {
        var types = AllTypes.Take(60).ToArray();
        await using var scenario = await RefreshScenario.WithAsync([.. Population.OfEach(types, 150)]);
        scenario.Hub.FailWith(Faults.When("cursor=", Faults.Status(504)));

        var result = await scenario.RefreshAsync(null, types);

        Assert.IsEmpty(result.Failed);
        Assert.HasCount(60, result.Updated);
        Assert.AreEqual(62, result.Requests, "a page, a page that failed, and sixty queries");
    }

    [TestMethod]
    public async Task A_sweep_that_lists_nothing_is_no_answer()
    {
        var types = AllTypes.Take(60).ToArray();
        await using var scenario = await RefreshScenario.WithAsync([.. Population.OfEach(types, 5)]);
        scenario.Hub.FailWith(Faults.When("limit=1000", Faults.Body("[]", ("Content-Type", "application/json"))));

        var result = await scenario.RefreshAsync(null, types);

        Assert.HasCount(60, result.Updated);
        Assert.IsTrue(result.Registry.Entries.All(entry => entry.Models.Length == 5));
    }

    [TestMethod]
    public async Task A_tag_that_is_repeated_counts_once()
    {
        var types = AllTypes.Take(60).ToArray();
        var loud = LocalModel.Of("loud/model", "bert", 900_000_000) with { Tags = [.. Enumerable.Repeat("bert", 500)] };
        await using var scenario = await RefreshScenario.WithAsync([loud, .. Population.OfEach([.. types.Append("bert").Distinct()], 10)]);

        var result = await scenario.RefreshAsync(null, [.. types.Append("bert").Distinct()]);

        Assert.HasCount(11, result.Registry.Find(ModelType.Parse("bert"))!.Models);
    }

    [TestMethod]
    public async Task A_type_that_failed_in_passing_is_asked_for_once_more_when_the_others_are_done()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.Gpt2);
        scenario.Hub.FailWith(Faults.When("filter=bert", Faults.First(1, Faults.Status(503))));

        var result = await scenario.RefreshAsync(null, "bert", "gpt2");

        Assert.IsEmpty(result.Failed);
        Assert.AreEqual(3, result.Requests);
    }

    [TestMethod]
    public async Task Progress_tells_the_models_that_were_read_and_then_the_types_that_are_done()
    {
        var types = AllTypes.Take(60).ToArray();
        await using var scenario = await RefreshScenario.WithAsync([.. Population.OfEach(types, 25)]);
        var told = new Progress();

        await scenario.RefreshAsync(new RefreshOptions { Types = [.. types.Select(ModelType.Parse)] }, progress: told);

        Assert.AreSequenceEqual(["1000 of the most downloaded models read", "1500 of the most downloaded models read"], told.Lines.Take(2));
        Assert.Contains("60 of 60 types asked", told.Lines);
    }

    [TestMethod]
    [DataRow(0, 100, 10, null)]
    [DataRow(50, 50, 10, 10)]
    [DataRow(25, 75, 10, 30)]
    [DataRow(100, 0, 10, 0)]
    public void The_time_left_follows_the_pace_of_the_queries_so_far(int queried, int open, int elapsedSeconds, int? leftSeconds) =>
        Assert.AreEqual(
            leftSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null,
            RefreshCollector.TimeLeft(queried, open, TimeSpan.FromSeconds(elapsedSeconds)));

    private sealed class Progress : IProgress<RefreshProgress>
    {
        public List<string> Lines { get; } = [];

        public void Report(RefreshProgress value)
        {
            lock (Lines)
                Lines.Add(value.ToString());
        }
    }
}
