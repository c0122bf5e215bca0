using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>What passes, and what does not: each trouble at each place of the way, once and for good, on a clock that only waits move.</summary>
[TestClass]
internal sealed class FaultMatrixTroubleTests
{
    private const int MaxRetries = 2;

    /// <summary>A trouble with the seconds that are waited after it comes the first and the second time.</summary>
    public static IEnumerable<(string Case, LocalFault Fault, int[] Waits, Type Error)> Passing =>
    [
        ("429, the window used up", Faults.RateLimited(resetSeconds: 55), [56, 56], typeof(HubError.RateLimited)),
        ("429 of another limit", Faults.Status(429, "300 per day", ("RateLimit", "\"api\";r=400;t=200")), [1, 2], typeof(HubError.RateLimited)),
        ("429 and nothing more", Faults.Status(429), [1, 2], typeof(HubError.RateLimited)),
        ("429, Retry-After 7", Faults.Status(429, "", ("Retry-After", "7")), [8, 8], typeof(HubError.RateLimited)),
        ("429, r>0, Retry-After 7", Faults.Status(429, "", ("Retry-After", "7"), ("RateLimit", "\"api\";r=9;t=200")), [8, 8], typeof(HubError.RateLimited)),
        ("503, Retry-After a date", Faults.Status(503, "", ("Retry-After", "Sat, 21 Nov 2026 12:00:30 GMT")), [31, 1], typeof(HubError.Unavailable)),
        ("503, Retry-After a date gone by", Faults.Status(503, "", ("Retry-After", "Sat, 21 Nov 2026 11:00:00 GMT")), [1, 1], typeof(HubError.Unavailable)),
        ("503, Retry-After no time at all", Faults.Status(503, "", ("Retry-After", "-5")), [1, 2], typeof(HubError.Unavailable)),
        ("408", Faults.Status(408), [1, 2], typeof(HubError.Unavailable)),
        ("500", Faults.Status(500, """{"error":"Internal Error"}"""), [1, 2], typeof(HubError.Unavailable)),
        ("502 of HTML", Faults.HtmlBadGateway, [1, 2], typeof(HubError.Unavailable)),
        ("504", Faults.Status(504), [1, 2], typeof(HubError.Unavailable)),
        ("cut connection", Faults.CutConnection, [1, 2], typeof(HubError.Unavailable)),
        ("truncated body", Faults.TruncatedBody, [1, 2], typeof(HubError.Unavailable)),
    ];

    public static IEnumerable<(string Case, LocalFault Fault, int Wait)> PassingOnce => Passing.Select(row => (row.Case, row.Fault, row.Waits[0]));

    /// <summary>Troubles that asking again does not cure, or not in a time that anybody would wait.</summary>
    public static IEnumerable<(string Case, LocalFault Fault, Type Error)> Lasting =>
    [
        ("429, the window ends tomorrow", Faults.RateLimited(resetSeconds: 86_400), typeof(HubError.RateLimited)),
        ("429, Retry-After of three years", Faults.Status(429, "", ("Retry-After", "99999999")), typeof(HubError.RateLimited)),
        ("503, Retry-After in the year 9999", Faults.Status(503, "", ("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")), typeof(HubError.Unavailable)),
        ("a page of HTML", Faults.Body("<html>log in to this network</html>"), typeof(HubError.Malformed)),
        ("gzip that is none", Faults.Body("plain", ("Content-Encoding", "gzip")), typeof(HubError.Malformed)),
        ("a redirect to nowhere", Faults.Status(307), typeof(HubError.Malformed)),
        ("a redirect to no address", Faults.Status(307, "", ("Location", "http://")), typeof(HubError.Malformed)),
        ("304, though nothing was asked for conditionally", Faults.Status(304), typeof(HubError.Malformed)),
    ];

    [TestMethod]
    [DynamicData(nameof(PassingOnce))]
    public async Task What_passes_is_waited_out_and_no_more(string @case, LocalFault fault, int wait)
    {
        foreach (var question in HubAsk.All)
        {
            var clock = new FakeClock { SkipsWaits = true };
            await using var hub = await question.HubAsync(Faults.First(1, fault));
            using var client = hub.Client("hf_valid", MaxRetries, clock: clock);

            Assert.IsNull(await question.AskAsync(client, CancellationToken.None), $"{@case}, {question}");

            CollectionAssert.AreEqual(HubScene.Seconds(wait), clock.Waits.ToArray(), $"{@case}, {question}");
            Assert.HasCount(question == HubAsk.Info ? 2 : 3, hub.Requests, $"{@case}, {question}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Passing))]
    public async Task What_does_not_pass_after_all_ends_in_its_error(string @case, LocalFault fault, int[] waits, Type error)
    {
        foreach (var question in HubAsk.All)
        {
            var clock = new FakeClock { SkipsWaits = true };
            await using var hub = await question.HubAsync(fault);
            using var client = hub.Client("hf_valid", MaxRetries, clock: clock);

            Assert.AreEqual(error, (await question.AskAsync(client, CancellationToken.None))?.GetType(), $"{@case}, {question}");

            CollectionAssert.AreEqual(HubScene.Seconds(waits), clock.Waits.ToArray(), $"{@case}, {question}");
            Assert.HasCount(question.Hops + 1 + MaxRetries, hub.Requests, $"{@case}, {question}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Lasting))]
    public async Task What_lasts_is_not_asked_again(string @case, LocalFault fault, Type error)
    {
        foreach (var question in HubAsk.All)
        {
            var clock = new FakeClock { SkipsWaits = true };
            await using var hub = await question.HubAsync(fault);
            using var client = hub.Client("hf_valid", MaxRetries, clock: clock);

            Assert.AreEqual(error, (await question.AskAsync(client, CancellationToken.None))?.GetType(), $"{@case}, {question}");

            Assert.IsEmpty(clock.Waits, $"{@case}, {question}");
            Assert.HasCount(question.Hops + 1, hub.Requests, $"{@case}, {question}");
        }
    }

    [TestMethod]
    [DataRow("""[{"id":"a/b",}]""")]
    [DataRow("""{"id":"a/b" """)]
    [DataRow("\"text\"")]
    [DataRow("")]
    public async Task Bad_JSON_is_not_asked_for_again(string body)
    {
        foreach (var question in HubAsk.OfJson)
        {
            await using var hub = await question.HubAsync(Faults.Body(body));
            using var client = hub.Client(maxRetries: MaxRetries, clock: new FakeClock());

            Assert.IsInstanceOfType<HubError.Malformed>(await question.AskAsync(client, CancellationToken.None), question.Name);
            Assert.HasCount(question.Hops + 1, hub.Requests, question.Name);
        }
    }

    public static IEnumerable<(string Case, LocalFault Fault, HubAsk Question)> Slow =>
    [
        .. HubAsk.All.Select(question => ("says nothing", Faults.SaysNothing, question)),
        .. HubAsk.OfJson.Select(question => ("a byte a second", Faults.ByteASecond, question)),
    ];

    [TestMethod]
    [DynamicData(nameof(Slow))]
    public async Task An_answer_that_takes_too_long_is_asked_for_again(string @case, LocalFault fault, HubAsk question)
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await question.HubAsync(Faults.First(1, fault));
        using var client = hub.Client("hf_valid", MaxRetries, timeoutSeconds: 0.5, clock: clock);

        Assert.IsNull(await question.AskAsync(client, CancellationToken.None), @case);

        CollectionAssert.AreEqual(HubScene.Seconds(1), clock.Waits.ToArray(), @case);
    }

    [TestMethod]
    public async Task Nothing_is_sent_after_a_cancellation()
    {
        foreach (var question in HubAsk.All)
        {
            var clock = new FakeClock();
            await using var hub = await question.HubAsync(Faults.RateLimited(resetSeconds: 55));
            using var client = hub.Client("hf_valid", MaxRetries, clock: clock);
            using var cancel = new CancellationTokenSource();

            await Task.WhenAll(
                Assert.ThrowsAsync<OperationCanceledException>(() => question.AskAsync(client, cancel.Token), question.Name),
                CancelWhenWaitingAsync(clock, cancel));

            await Assert.ThrowsAsync<OperationCanceledException>(() => question.AskAsync(client, cancel.Token), question.Name);
            clock.Advance(TimeSpan.FromMinutes(10));
            Assert.HasCount(question.Hops + 1, hub.Requests, question.Name);
        }
    }

    private static async Task CancelWhenWaitingAsync(FakeClock clock, CancellationTokenSource cancel)
    {
        await clock.UntilWaitingAsync(1);
        await cancel.CancelAsync();
    }
}
