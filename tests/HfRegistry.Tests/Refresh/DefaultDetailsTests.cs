using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Testing;
using HfRegistry.Tests.Hub;

namespace HfRegistry.Tests.Refresh;

/// <summary>What a refresh adds to the defaults when it is told to ask for their details.</summary>
[TestClass]
internal sealed class DefaultDetailsTests
{
    private const string Index = """[{"results":[{"dataset":{"type":"wikitext"},"metrics":[{"type":"perplexity","value":4}]}]}]""";

    private static readonly LocalModel Detailed = SampleModels.BertBase with { CardData = """{"new_version":"google-bert/bert-next"}""", ModelIndex = Index };

    [TestMethod]
    public async Task The_default_gets_what_no_listing_carries_for_one_request()
    {
        await using var scenario = await RefreshScenario.WithAsync(Detailed, SampleModels.BertLarge);
        var refreshed = await scenario.RefreshAsync();

        var detailed = await AddAsync(scenario, refreshed);

        var model = DefaultOf(detailed.Registry);
        Assert.AreEqual("google-bert/bert-next", model.NewVersion?.ToString());
        Assert.AreEqual(new BenchmarkResult(null, "wikitext", "perplexity", 4), model.Benchmarks.Single());
        Assert.HasCount(2, scenario.Hub.Requests);
    }

    [TestMethod]
    public async Task A_type_that_was_unchanged_counts_as_updated_when_its_details_are_new()
    {
        await using var scenario = await RefreshScenario.WithAsync(Detailed);
        var first = await scenario.RefreshAsync();
        var second = await scenario.RefreshAsync(first.Registry);

        var detailed = await AddAsync(scenario, second);

        Assert.IsEmpty(second.Updated);
        Assert.AreEqual("bert", detailed.Updated.Single().Name);
        Assert.IsEmpty(detailed.Unchanged);
    }

    [TestMethod]
    public async Task Equal_details_change_nothing()
    {
        await using var scenario = await RefreshScenario.WithAsync(Detailed);
        var first = await AddAsync(scenario, await scenario.RefreshAsync());
        scenario.Clock.Advance(TimeSpan.FromDays(1));

        var second = await AddAsync(scenario, await scenario.RefreshAsync(first.Registry));

        Assert.IsEmpty(second.Updated);
        CollectionAssert.AreEqual(RegistryFile.Render(first.Registry), RegistryFile.Render(second.Registry));
    }

    [TestMethod]
    public async Task A_recommendation_that_was_withdrawn_is_forgotten()
    {
        await using var scenario = await RefreshScenario.WithAsync(Detailed);
        var first = await AddAsync(scenario, await scenario.RefreshAsync());
        scenario.Hub.Replace([SampleModels.BertBase with { CardData = "{}" }]);

        var second = await AddAsync(scenario, await scenario.RefreshAsync(first.Registry));

        Assert.IsNull(DefaultOf(second.Registry).NewVersion);
    }

    [TestMethod]
    public async Task Another_repository_under_the_same_id_brings_no_details()
    {
        await using var scenario = await RefreshScenario.WithAsync(Detailed);
        var refreshed = await scenario.RefreshAsync();
        scenario.Hub.Replace([Detailed with { HubId = new string('f', 24) }]);

        Assert.IsNull(DefaultOf((await AddAsync(scenario, refreshed)).Registry).NewVersion);
    }

    [TestMethod]
    public async Task What_could_not_be_asked_is_told_and_keeps_what_was_known()
    {
        await using var scenario = await RefreshScenario.WithAsync(Detailed);
        var first = await AddAsync(scenario, await scenario.RefreshAsync());
        var refreshed = await scenario.RefreshAsync(first.Registry);
        scenario.Hub.FailWith(Faults.HtmlBadGateway);

        var second = await AddAsync(scenario, refreshed);

        Assert.IsTrue(second.IsPartial);
        Assert.StartsWith("The details of 1 of 1 default are missing: ", second.Diagnostics.Single().Message);
        Assert.IsNotNull(DefaultOf(second.Registry).NewVersion);
    }

    [TestMethod]
    public async Task After_a_wrong_token_nobody_else_is_asked_about()
    {
        var models = Enumerable.Range(0, 60).Select(i => LocalModel.Of($"acme/t{i}-base", $"t{i}", 50_000)).ToArray();
        await using var scenario = await RefreshScenario.WithAsync(models);
        var refreshed = await scenario.RefreshAsync(null, [.. models.Select(model => model.Type!)]);
        using var client = scenario.Hub.Client("hf_wrong", with: static options => options with { MaxConcurrency = 1 });
        var before = scenario.Hub.Requests.Length;

        var detailed = await new DefaultDetails(client, scenario.Clock).AddAsync(refreshed);

        Assert.AreEqual("HFR4104", detailed.Diagnostics.Single().Code);
        Assert.Contains("60 of 60", detailed.Diagnostics.Single().Message);
        Assert.IsLessThan(20, scenario.Hub.Requests.Length - before);
    }

    private static async Task<RefreshResult> AddAsync(RefreshScenario scenario, RefreshResult refreshed)
    {
        using var client = scenario.Hub.Client();
        return await new DefaultDetails(client, scenario.Clock).AddAsync(refreshed);
    }

    private static ModelRecord DefaultOf(ModelRegistry registry)
    {
        var entry = registry.Find(ModelType.Parse("bert"))!;
        return entry.Find(entry.DefaultModel!)!;
    }
}
