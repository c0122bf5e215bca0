using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
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
    public async Task Ingestion_that_meets_a_bug_ends_and_is_not_begun_for_ever()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search);
        await scene.StopServerAsync();
        var broken = new RunRequest(TenantName.Default, PackageKind.Model, ModelId.Parse(ServerScene.Bird), "1.0.0") { RequestedBy = "alice", Options = "no JSON" };
        var run = (await scene.Catalog.BeginAsync(broken, CancellationToken.None)).Value!;

        await using var next = await scene.RestartAsync();

        var events = await next.SendAsync(HttpMethod.Get, $"/ingest/{run.RunId}/events");
        Assert.Contains("event: failed", events.Text);
        Assert.Contains("Its log has the reason.", events.Text);
    }

    [TestMethod]
    public async Task Packages_that_are_made_at_once_do_not_pass_the_quota_together()
    {
        await using var scene = await ServerScene.StartAsync(
            static options => options.MaxTenantBytes = 150_000, """{"gate":{"preset":"license-only"}}""", ServerScene.Model, ServerScene.Named("garden/frog"));
        await scene.SignInAsync(Right.Upload);
        var (both, begun) = (new TaskCompletionSource(), 0);
        scene.Hub.FailWith(async (context, answer) =>
        {
            // Each has passed the check before it asks for a file.
            if (context.Request.Path.Value!.EndsWith("model.safetensors", StringComparison.Ordinal) && Interlocked.Increment(ref begun) == 2)
                both.TrySetResult();
            if (context.Request.Path.Value!.EndsWith("model.safetensors", StringComparison.Ordinal))
                await both.Task.WaitAsync(context.RequestAborted);
            await answer(context);
        });

        var answers = await Task.WhenAll(new[] { ServerScene.Bird, "garden/frog" }.Select(id => scene.IngestAsync(new { model_id = id })));

        var refused = answers.Single(static answer => answer.Status != 200);
        Assert.AreEqual(400, refused.Status, refused.Text);
        Assert.Contains("are used by other packages", refused.Detail);
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
