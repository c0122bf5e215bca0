using HfRegistry.Server.Access;
using HfRegistry.Testing;

namespace HfRegistry.Server.Tests;

/// <summary>What becomes of ingestions when the server stops, and when they meet each other.</summary>
[TestClass]
internal sealed class JobTests
{
    [TestMethod]
    public async Task Stop_does_not_wait_for_the_Hub_and_the_next_start_goes_on()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search);
        var asked = new TaskCompletionSource();
        scene.Hub.FailWith((context, next) =>
        {
            asked.TrySetResult();
            return Faults.SaysNothing(context, next);
        });
        var waiting = scene.IngestAsync();
        await asked.Task;

        await scene.StopServerAsync();

        var stopped = await waiting;
        Assert.AreEqual(503, stopped.Status, stopped.Text);
        Assert.IsNotNull(stopped.Headers.RetryAfter);
        scene.Hub.FailWith();
        await using var next = await scene.RestartAsync();
        var run = (await next.RunsAsync()).Single();
        Assert.Contains("event: done", (await next.SendAsync(HttpMethod.Get, $"/ingest/{run.RunId}/events")).Text);
    }

    [TestMethod]
    public async Task Ingestion_that_goes_on_after_a_stop_is_repeated_after_trouble()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search);
        var asked = new TaskCompletionSource();
        scene.Hub.FailWith((context, next) =>
        {
            asked.TrySetResult();
            return Faults.SaysNothing(context, next);
        });
        var job = (await scene.SendAsync(HttpMethod.Post, "/package/ingest-huggingface", new { model_id = ServerScene.Bird }, ("Prefer", "respond-async"))).Headers.Location!.ToString();
        await asked.Task;
        await scene.StopServerAsync();
        scene.Hub.FailWith(Faults.First(1, Faults.Body("no answer of the Hub")));

        await using var next = await scene.RestartAsync();

        Assert.Contains("event: done", (await next.SendAsync(HttpMethod.Get, $"{job}/events")).Text);
    }

    [TestMethod]
    public async Task Versions_of_one_model_at_once_wait_for_each_other()
    {
        await using var scene = await ServerScene.StartAsync(static options => options.MaxRetries = 0);
        await scene.SignInAsync(Right.Upload);

        var answers = await Task.WhenAll(new[] { "1.0.0", "2.0.0" }.Select(version => scene.IngestAsync(new { model_id = ServerScene.Bird, version })));

        foreach (var answer in answers)
            Assert.AreEqual(200, answer.Status, answer.Text);
    }

    [TestMethod]
    public async Task End_of_every_ingestion_is_audited()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search);
        foreach (var id in new[] { ServerScene.Bird, "garden/fish" })
        {
            var job = (await scene.SendAsync(HttpMethod.Post, "/package/ingest-huggingface", new { model_id = id }, ("Prefer", "respond-async"))).Headers.Location;
            await scene.SendAsync(HttpMethod.Get, $"{job}/events");
        }

        CollectionAssert.AreEqual(
            new[] { "garden/bird@1.0.0 requested", "garden/bird@1.0.0 done", "garden/fish@1.0.0 requested", "garden/fish@1.0.0 failed" },
            (await scene.AuditAsync()).Where(static row => row.Action == "ingest").Select(static row => $"{row.Subject} {row.Result}").ToList());
    }
}
