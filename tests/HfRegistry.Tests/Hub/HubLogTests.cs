using HfRegistry.Hub;
using HfRegistry.Testing;
using Microsoft.Extensions.Logging;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubLogTests
{
    private const string Token = "hf_LoggedNowhere0123456789";

    [TestMethod]
    public async Task Retries_are_logged_with_their_wait_and_reason()
    {
        var log = new LogLines();
        await using var hub = await LocalHub.StartAsync([HubScene.Bert], new LocalHubOptions { Tokens = [Token] });
        hub.FailWith(Faults.First(1, Faults.Status(502, "", ("X-Request-Id", "Root=1-abc"))));
        using var client = Client(hub, log, maxRetries: 1);

        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));
        hub.FailWith(Faults.RateLimited(resetSeconds: 55));
        await client.ErrorOfAsync(HubScene.Bert.Id);

        var lines = log.Of(LogLevel.Information);
        Assert.AreEqual("Retrying in 1 s: the Hub cannot be reached: status 502 (request id Root=1-abc)", lines[0]);
        Assert.Contains("Retrying in 56 s: the Hub's rate limit is used up; it asks to wait 56 s", lines[1]);
    }

    [TestMethod]
    public async Task An_error_keeps_the_id_of_its_request()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.Status(500, "", ("X-Request-Id", "Root=1-abc")));
        using var client = hub.Client();

        var error = await client.ErrorOfAsync(HubScene.Bert.Id);

        Assert.AreEqual("Root=1-abc", error!.RequestId);
        Assert.DoesNotContain("Root=1-abc", error.Message);
    }

    [TestMethod]
    public async Task Requests_are_logged_without_query_and_token()
    {
        var log = new LogLines();
        await using var cdn = await LocalCdn.StartAsync();
        await using var hub = await LocalHub.StartAsync([HubAsk.Model], new LocalHubOptions { Cdn = cdn, Tokens = [Token] });
        using var client = Client(hub, log);

        Assert.IsNotNull((await client.GetCardAsync(HubScene.BertId)).Value);
        hub.FailWith(Faults.Status(307, "", ("Location", $"{hub.Endpoint}api/{Token}?{Token}")));
        await client.ErrorOfAsync(HubScene.Bert.Id);

        Assert.AreEqual($"GET {hub.Endpoint}{HubScene.Bert.Id}/resolve/main/README.md", log.Of(LogLevel.Debug)[0]);
        Assert.IsTrue(log.Of(LogLevel.Debug).Any(line => line.StartsWith("307 from ", StringComparison.Ordinal)));
        Assert.DoesNotContain("?", log.ToString());
        Assert.DoesNotContain(Token, log.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static HubClient Client(LocalHub hub, LogLines log, int maxRetries = 0) =>
        hub.Client(Token, maxRetries, clock: new FakeClock { SkipsWaits = true }, with: options => options with { Logger = log });
}
