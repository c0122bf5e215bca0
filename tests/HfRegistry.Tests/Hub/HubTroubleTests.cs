using System.Diagnostics;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubTroubleTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static IEnumerable<(string Case, LocalFault Fault, Type Expected)> Troubles =>
    [
        ("says nothing", Faults.SaysNothing, typeof(HubError.Unavailable)),
        ("a byte a second", Faults.ByteASecond, typeof(HubError.Unavailable)),
        ("cut connection", Faults.CutConnection, typeof(HubError.Unavailable)),
        ("truncated body", Faults.TruncatedBody, typeof(HubError.Unavailable)),
        ("an HTML 502", Faults.HtmlBadGateway, typeof(HubError.Unavailable)),
        ("an HTML 200", Faults.Body("<html>log in to this network</html>"), typeof(HubError.Malformed)),
        ("bad JSON", Faults.Body("""[{"id":"a/b",}]"""), typeof(HubError.Malformed)),
        ("JSON that ends early", Faults.Body("""[{"id":"a/b"}"""), typeof(HubError.Malformed)),
        ("no JSON at all", Faults.Body(""), typeof(HubError.Malformed)),
        ("another shape", Faults.Body("\"text\""), typeof(HubError.Malformed)),
        ("deep JSON", Faults.Body(new string('[', 10_000)), typeof(HubError.Malformed)),
        ("gzip that is none", Faults.Body("plain", ("Content-Encoding", "gzip")), typeof(HubError.Malformed)),
    ];

    [TestMethod]
    [DynamicData(nameof(Troubles))]
    public async Task A_listing_in_trouble_ends_in_time_with_a_coded_error(string @case, LocalFault fault, Type expected)
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(fault);
        using var client = hub.Client(timeoutSeconds: 0.3);
        var started = Stopwatch.GetTimestamp();

        var error = await client.ListingErrorAsync();

        Assert.AreEqual(expected, error.GetType(), $"{@case}: {error.Message}");
        Assert.IsLessThan(Soon, Stopwatch.GetElapsedTime(started), @case);
    }

    [TestMethod]
    [DynamicData(nameof(Troubles))]
    public async Task A_model_in_trouble_is_answered_by_a_coded_error(string @case, LocalFault fault, Type expected)
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(fault);
        using var client = hub.Client(timeoutSeconds: 0.3);

        var error = await client.ErrorOfAsync(HubScene.Bert.Id);

        Assert.AreEqual(expected, error?.GetType(), $"{@case}: {error?.Message}");
    }

    [TestMethod]
    public async Task Our_own_limit_of_time_is_named()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.SaysNothing);
        using var client = hub.Client(timeoutSeconds: 0.2);

        Assert.AreEqual("the Hub cannot be reached: no complete answer within 0.2 s", (await client.ErrorOfAsync("org/a"))!.Message);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(5)]
    public async Task The_callers_cancellation_is_no_error_of_the_Hub(int maxRetries)
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.SaysNothing);
        using var client = hub.Client(maxRetries: maxRetries);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetModelAsync(HubScene.BertId, cancellationToken: cancel.Token));

        Assert.IsLessThanOrEqualTo(1, hub.Requests.Length);
    }

    [TestMethod]
    public async Task A_refused_connection_says_so()
    {
        Uri endpoint;
        await using (var hub = await LocalHub.StartAsync())
            endpoint = hub.Endpoint;
        using var client = new HubClient(new HubOptions { Endpoint = endpoint, MaxRetries = 0 });

        Assert.AreEqual("the Hub cannot be reached: the connection was refused", (await client.ErrorOfAsync("org/a"))!.Message);
    }

    [TestMethod]
    public async Task A_connection_that_breaks_once_does_no_harm()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(20)]);
        hub.FailWith(Faults.First(1, Faults.TruncatedBody), Faults.When("cursor=", Faults.First(1, Faults.CutConnection)));
        using var client = hub.Client(maxRetries: 2, clock: clock);

        Assert.HasCount(20, await client.IdsAsync(new HubModelQuery { PageSize = 10 }));
        Assert.HasCount(4, hub.Requests);
    }

    [TestMethod]
    public async Task A_body_without_end_is_given_up()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.EndlessBody);
        using var client = hub.Client(timeoutSeconds: 30);

        Assert.Contains("larger than 64 MB", (await client.ListingErrorAsync()).Message);
    }

    [TestMethod]
    [DataRow("ftp://hub.test", 5, 16)]
    [DataRow("http://user@hub.test", 5, 16)]
    [DataRow("http://hub.test", -1, 16)]
    [DataRow("http://hub.test", 11, 16)]
    [DataRow("http://hub.test", 5, 0)]
    [DataRow("http://hub.test", 5, 65)]
    public void Options_out_of_range_are_refused_at_once(string endpoint, int maxRetries, int maxConcurrency)
    {
        var options = new HubOptions { Endpoint = new Uri(endpoint), MaxRetries = maxRetries, MaxConcurrency = maxConcurrency };

        Assert.Throws<ArgumentException>(() => new HubClient(options).Dispose());
    }
}
