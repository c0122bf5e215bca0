using HfRegistry.Server.Access;

namespace HfRegistry.Server.Tests;

/// <summary>The requests of an ingestion, which the Hub's quota bounds: <c>docs/scaling.md</c> states them.</summary>
[TestClass]
internal sealed class HubRequestTests
{
    [TestMethod]
    public async Task Ingestion_takes_five_requests_of_the_API_one_for_each_file_and_one_for_the_card()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload);

        Assert.AreEqual(200, (await scene.IngestAsync()).Status);

        var requests = scene.Hub.Requests.Select(static request => request.Target).ToList();
        Assert.AreEqual(5, requests.Count(static target => target.StartsWith("/api/models/", StringComparison.Ordinal)), string.Join('\n', requests));
        Assert.AreEqual(3 + 1, requests.Count(static target => target.StartsWith("/garden/bird/resolve/", StringComparison.Ordinal)), string.Join('\n', requests));
    }
}
