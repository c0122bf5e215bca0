using System.Collections.Concurrent;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Refresh;

[TestClass]
internal sealed class RefreshEndTests
{
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
