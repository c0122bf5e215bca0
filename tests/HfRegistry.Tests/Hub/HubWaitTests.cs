using System.Globalization;
using HfRegistry.Http;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubWaitTests
{
    [TestMethod]
    public async Task A_used_up_window_is_waited_for_to_its_end_and_a_second()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.First(2, Faults.RateLimited(resetSeconds: 55)));
        using var client = hub.Client(maxRetries: 5, clock: clock);

        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));

        CollectionAssert.AreEqual(HubScene.Seconds(56, 56), clock.Waits.ToArray());
        Assert.HasCount(3, hub.Requests);
    }

    [TestMethod]
    public async Task Trouble_without_a_word_about_time_is_waited_out_longer_and_longer()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.HtmlBadGateway);
        using var client = hub.Client(maxRetries: 5, clock: clock);

        var error = await client.ErrorOfAsync(HubScene.Bert.Id);

        Assert.AreEqual("the Hub cannot be reached: status 502", error!.Message);
        CollectionAssert.AreEqual(HubScene.Seconds(1, 2, 4, 8, 8), clock.Waits.ToArray());
        Assert.HasCount(6, hub.Requests);
        Assert.AreEqual(6, client.RequestCount);
    }

    [TestMethod]
    public async Task A_limit_of_another_kind_is_not_waited_for_as_if_the_window_were_used_up()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.First(1, Faults.Status(429, "300 per day", ("RateLimit", "\"api\";r=400;t=200"))));
        using var client = hub.Client(maxRetries: 1, clock: clock);

        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));

        CollectionAssert.AreEqual(HubScene.Seconds(1), clock.Waits.ToArray());
    }

    [TestMethod]
    [DataRow(503, "7", 8)]
    [DataRow(429, "7", 8)]
    [DataRow(503, "Sat, 21 Nov 2026 12:00:30 GMT", 31)]
    [DataRow(503, "Sat, 21 Nov 2026 11:00:00 GMT", 1)]
    [DataRow(503, "soon", 1)]
    public async Task Retry_After_is_honored_in_seconds_and_as_a_date(int status, string retryAfter, int expectedSeconds)
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.First(1, Faults.Status(status, "", ("Retry-After", retryAfter), ("RateLimit", "?"))));
        using var client = hub.Client(maxRetries: 1, clock: clock);

        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));

        CollectionAssert.AreEqual(HubScene.Seconds(expectedSeconds), clock.Waits.ToArray());
    }

    [TestMethod]
    public async Task A_wait_beyond_the_callers_patience_is_not_begun()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.RateLimited(resetSeconds: 30));
        using var client = hub.Client(maxRetries: 5, clock: clock, with: options => options with { MaxRateLimitWait = TimeSpan.FromSeconds(70) });

        var error = await client.ErrorOfAsync(HubScene.Bert.Id);

        Assert.AreEqual(new HubError.RateLimited(TimeSpan.FromSeconds(31)), error);
        CollectionAssert.AreEqual(HubScene.Seconds(31, 31), clock.Waits.ToArray());
        Assert.AreEqual(new HubError.RateLimited(TimeSpan.FromSeconds(31)), await client.ErrorOfAsync(HubScene.Bert.Id), "the next request pays for its own waits");
    }

    [TestMethod]
    public async Task A_request_that_the_quota_cannot_admit_in_time_is_not_sent()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync([HubScene.Bert], new LocalHubOptions { Quota = 1, Clock = clock });
        using var client = hub.Client(clock: clock, with: options => options with { MaxRateLimitWait = TimeSpan.FromSeconds(10) });

        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));
        Assert.AreEqual(new HubError.RateLimited(TimeSpan.FromSeconds(301)), await client.ErrorOfAsync(HubScene.Bert.Id));

        Assert.HasCount(1, hub.Requests);
        Assert.IsEmpty(clock.Waits);
    }

    [TestMethod]
    public async Task Requests_in_parallel_do_not_run_past_the_quota_together()
    {
        var clock = new FakeClock();
        await using var hub = await LocalHub.StartAsync([HubScene.Bert], new LocalHubOptions { Quota = 10, Clock = clock });
        using var client = hub.Client(clock: clock);
        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));

        Task<Result<HubModel, HubError>>[] asking = [.. Enumerable.Range(0, 15).Select(_ => client.GetModelAsync(HubScene.BertId))];
        await Task.WhenEach(asking).Take(9).CountAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        await clock.UntilWaitingAsync(6);
        Assert.HasCount(10, hub.Requests, "the first window holds ten");
        clock.Advance(TimeSpan.FromSeconds(301));
        var answers = await Task.WhenAll(asking).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.IsTrue(answers.All(answer => answer.Error is null), "nobody was refused");
        Assert.HasCount(16, hub.Requests);
    }

    [TestMethod]
    public async Task A_bound_of_requests_a_minute_holds_for_every_minute()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        using var client = hub.Client(clock: clock, with: options => options with { MaxRequestsPerMinute = 2, MaxRateLimitWait = TimeSpan.Zero });

        for (var i = 0; i < 5; i++)
            Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));

        CollectionAssert.AreEqual(HubScene.Seconds(60, 60), clock.Waits.ToArray());
    }

    [TestMethod]
    public async Task Cancelling_ends_a_wait_at_once_and_sends_nothing_more()
    {
        var clock = new FakeClock();
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.RateLimited(resetSeconds: 55));
        using var client = hub.Client(maxRetries: 5, clock: clock);
        using var cancel = new CancellationTokenSource();

        var asking = client.GetModelAsync(HubScene.BertId, cancellationToken: cancel.Token);
        await clock.UntilWaitingAsync(1);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => asking);
        Assert.HasCount(1, hub.Requests);
    }

    [TestMethod]
    public async Task No_more_requests_run_at_once_than_allowed()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.Latency(TimeSpan.FromMilliseconds(20)));
        using var client = hub.Client(with: options => options with { MaxConcurrency = 4 });

        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => client.ErrorOfAsync(HubScene.Bert.Id)));

        Assert.AreEqual(4, hub.MostConcurrentRequests);
    }

    [TestMethod]
    [DataRow("\"api\";r=499;t=295", "\"fixed window\";\"api\";q=500;w=300", "499 295 500 300")]
    [DataRow("\"api\"; r=0; t=55", null, "0 55 - -")]
    [DataRow("\"api\";r=1;t=99999999", "\"api\";q=x;w=-5", "1 86400 - -")]
    [DataRow("\"api\";r=-1;t=55", null, "nothing")]
    [DataRow("\"api\";t=55", null, "nothing")]
    [DataRow("", "\"api\";q=500;w=300", "nothing")]
    [DataRow(null, null, "nothing")]
    public void The_rate_limit_headers_are_read_as_far_as_they_make_sense(string? rateLimit, string? policy, string expected)
    {
        var limit = HubRateLimit.Parse(rateLimit, policy);

        Assert.AreEqual(expected, limit is null ? "nothing" : string.Create(
            CultureInfo.InvariantCulture,
            $"{limit.Remaining} {limit.ResetsIn.TotalSeconds} {limit.Quota?.ToString(CultureInfo.InvariantCulture) ?? "-"} {limit.Window?.TotalSeconds.ToString(CultureInfo.InvariantCulture) ?? "-"}"));
    }
}
