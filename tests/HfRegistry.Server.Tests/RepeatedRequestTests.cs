using HfRegistry.Server.Access;
using HfRegistry.Testing;

namespace HfRegistry.Server.Tests;

/// <summary>Requests that come more than once, in a row and at once.</summary>
[TestClass]
internal sealed class RepeatedRequestTests
{
    private const string Ingest = "/package/ingest-huggingface";

    private static readonly (string, string) Async = ("Prefer", "respond-async");

    [TestMethod]
    public async Task Same_key_and_request_get_the_first_job_again()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload);
        var key = ("Idempotency-Key", "\"8e03978e-40d5\"");
        var request = new { model_id = ServerScene.Bird };
        var stored = await scene.SendAsync(HttpMethod.Post, Ingest, request, key);
        Assert.AreEqual(200, stored.Status, stored.Text);

        var again = await scene.SendAsync(HttpMethod.Post, Ingest, request, key);

        Assert.AreEqual((200, stored.Text), (again.Status, again.Text));
        Assert.HasCount(1, await scene.RunsAsync());
        var other = await scene.SendAsync(HttpMethod.Post, Ingest, new { model_id = ServerScene.Bird, version = "2.0.0" }, key);
        Assert.AreEqual(422, other.Status);
        Assert.Contains("Idempotency-Key", other.Detail);
        Assert.AreEqual(400, (await scene.SendAsync(HttpMethod.Post, Ingest, request, ("Idempotency-Key", new string('k', 300)))).Status);
        await scene.SignInAsync("bob", "default", Right.Upload);
        Assert.AreEqual(400, (await scene.SendAsync(HttpMethod.Post, Ingest, request, key)).Status, "The key of another user is another key.");
    }

    [TestMethod]
    public async Task Batch_with_a_key_is_the_same_batch_again()
    {
        await using var scene = await ServerScene.StartAsync(null, """{"gate":{"preset":"license-only"}}""", ServerScene.Model, ServerScene.Named("garden/frog"));
        await scene.SignInAsync(Right.Upload, Right.Search);
        var batch = new[] { new { model_id = ServerScene.Bird }, new { model_id = "garden/frog" } };
        var first = await scene.SendAsync(HttpMethod.Post, "/ingest", batch, ("Idempotency-Key", "k"));
        foreach (var job in first.Json.AsArray())
            await scene.SendAsync(HttpMethod.Get, $"/ingest/{job!["job_id"]}/events");

        var second = await scene.SendAsync(HttpMethod.Post, "/ingest", batch, ("Idempotency-Key", "k"));

        CollectionAssert.AreEqual(first.Json.AsArray().Select(static job => (string)job!["job_id"]!).ToList(), second.Json.AsArray().Select(static job => (string)job!["job_id"]!).ToList());
        Assert.AreEqual(400, (await scene.SendAsync(HttpMethod.Post, "/ingest", "[null]")).Status);
    }

    [TestMethod]
    public async Task User_has_only_so_many_open_ingestions()
    {
        await using var scene = await ServerScene.StartAsync(static options => options.MaxOpenIngestions = 1);
        await scene.SignInAsync(Right.Upload);
        scene.Hub.FailWith(Faults.SaysNothing);
        var first = await scene.SendAsync(HttpMethod.Post, Ingest, new { model_id = ServerScene.Bird }, Async);
        Assert.AreEqual(202, first.Status, first.Text);

        var second = await scene.SendAsync(HttpMethod.Post, Ingest, new { model_id = "garden/frog" }, Async);

        Assert.AreEqual(429, second.Status);
        Assert.IsNotNull(second.Headers.RetryAfter);
        Assert.AreEqual(first.Headers.Location, (await scene.SendAsync(HttpMethod.Post, Ingest, new { model_id = ServerScene.Bird }, Async)).Headers.Location);
        await scene.SignInAsync("bob", "default", Right.Upload);
        Assert.AreEqual(202, (await scene.SendAsync(HttpMethod.Post, Ingest, new { model_id = "garden/frog" }, Async)).Status);
    }
}
