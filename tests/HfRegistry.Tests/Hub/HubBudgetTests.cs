using HfRegistry.Http;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>What a client costs in all on a Hub that is down, silent or stingy.</summary>
[TestClass]
internal sealed class HubBudgetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestMethod]
    [DataRow(503, typeof(HubError.Unavailable))]
    [DataRow(429, typeof(HubError.RateLimited))]
    public async Task After_five_equal_failures_in_a_row_nothing_more_is_sent(int status, Type error)
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.Status(status));
        using var client = hub.Client();

        for (var i = 0; i < 20; i++)
            Assert.IsInstanceOfType(await client.ErrorOfAsync($"org/model-{i}"), error);

        Assert.HasCount(5, hub.Requests);
    }

    [TestMethod]
    public async Task An_answer_in_between_begins_the_count_anew()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.When("org/", Faults.Status(503)));
        using var client = hub.Client();

        for (var i = 0; i < 20; i++)
            Assert.AreEqual(i % 4 != 0, await client.ErrorOfAsync(i % 4 == 0 ? HubScene.Bert.Id : $"org/model-{i}") is HubError.Unavailable);

        Assert.HasCount(20, hub.Requests);
    }

    [TestMethod]
    public async Task One_model_s_odd_answer_says_nothing_about_the_next()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.When("org/", Faults.Body("no JSON")));
        using var client = hub.Client();

        for (var i = 0; i < 10; i++)
            Assert.IsInstanceOfType<HubError.Malformed>(await client.ErrorOfAsync($"org/model-{i}"));

        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));
    }

    [TestMethod]
    public async Task A_silent_Hub_is_left_after_one_attempt_of_each_question_and_not_after_six()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.SaysNothing);
        using var client = hub.Client(maxRetries: 5, timeoutSeconds: 0.3, clock: new FakeClock { SkipsWaits = true });

        var errors = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.ErrorOfAsync($"org/model-{i}"))).WaitAsync(Patience);

        Assert.IsTrue(errors.All(static error => error is HubError.Unavailable { Reason: "no complete answer within 0.3 s" }));
        Assert.IsLessThanOrEqualTo(32, hub.Requests.Length);
    }

    [TestMethod]
    public async Task The_time_for_everything_counts_from_the_first_request_and_ends_what_is_under_way()
    {
        var clock = new FakeClock();
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        using var client = hub.Client(clock: clock, with: options => options with { TotalTime = TimeSpan.FromSeconds(90) });
        clock.Advance(TimeSpan.FromHours(1));
        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));
        hub.FailWith(Faults.SaysNothing);

        Task<Result<HubModel, HubError>>[] asking = [.. Enumerable.Range(0, 30).Select(i => client.GetModelAsync(ModelId.Parse($"org/model-{i}")))];
        clock.Advance(TimeSpan.FromSeconds(90));
        var answers = await Task.WhenAll(asking).WaitAsync(Patience);

        var over = new HubError.TimeOver(TimeSpan.FromSeconds(90));
        Assert.IsTrue(answers.All(answer => over.Equals(answer.Error)));
        var sent = client.RequestCount;
        Assert.AreEqual(over, await client.ErrorOfAsync("org/later"));
        Assert.AreEqual(sent, client.RequestCount);
    }

    [TestMethod]
    public async Task Windows_that_are_used_up_again_and_again_after_a_few_requests_are_not_waited_for_forever()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.Header("RateLimit", "\"api\";r=0;t=30"), Faults.Header("RateLimit-Policy", "\"fixed window\";\"api\";q=1;w=30"));
        using var client = hub.Client(clock: clock);

        var errors = new List<HubError?>();
        for (var i = 0; i < 60; i++)
            errors.Add(await client.ErrorOfAsync(HubScene.Bert.Id));

        Assert.IsInstanceOfType<HubError.RateLimited>(errors[^1]);
        Assert.IsLessThanOrEqualTo(10, clock.Waits.Count);
    }

    [TestMethod]
    public async Task Honest_windows_are_waited_for_as_often_as_it_takes()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync([HubScene.Bert], new LocalHubOptions { Quota = 60, Clock = clock });
        using var client = hub.Client(clock: clock);

        for (var i = 0; i < 600; i++)
            Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));
    }
}
