using System.Net;
using HfRegistry.ExtraTests.Databases;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Testing;

namespace HfRegistry.ExtraTests.Cluster;

/// <summary>Two nodes over PostgreSQL and S3: whichever is killed, no ingestion is lost, and none is done twice.</summary>
[TestClass]
[TestCategory("Postgres")]
internal sealed class ClusterTests
{
    private const int Models = 100;

    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(6);

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Canceled => TestContext.CancellationToken;

    [TestMethod]
    [Timeout(600_000, CooperativeCancellation = true)]
    public async Task Killed_nodes_lose_no_ingestion_and_do_none_twice()
    {
        await using var scene = await ClusterScene.CreateAsync(Models, Canceled);
        scene.Hub.FailWith(Faults.When("model.safetensors", Faults.Latency(TimeSpan.FromSeconds(4))));
        await scene.StartAsync(Canceled);
        var names = Enumerable.Range(0, Models).Select(ClusterScene.NameOf).ToList();
        await scene.Nodes[0].SendAsync(HttpMethod.Post, "/ingest", names.Select(static name => new { model_id = name }), Canceled);

        var (random, kills) = (new Random(), 0);
        while ((await scene.Catalog.ListOpenRunsAsync(Canceled)).Value is not { Count: 0 })
        {
            await Task.Delay(BetweenKills, Canceled);
            var node = scene.Nodes[random.Next(scene.Nodes.Count)];
            await node.KillAsync();
            node.Start();
            kills++;
            await node.WaitUntilReadyAsync(Canceled);
        }

        var interrupted = scene.Hub.Requests.Count(static request => request.Target.EndsWith("model.safetensors", StringComparison.Ordinal)) - Models;
        TestContext.WriteLine($"{kills} kills, {interrupted} downloads interrupted");
        Assert.IsGreaterThan(0, interrupted);
        var runs = await scene.RunsAsync(Canceled);
        CollectionAssert.AreEquivalent(names, runs.Where(static run => run.State == RunState.Done).Select(static run => run.Request.Id.ToString()).ToList(), string.Join('\n', runs.Select(static run => run.Failure)));
        Assert.HasCount(Models, runs);
        await scene.AssertAgreementAsync(Canceled);
    }

    [TestMethod]
    [Timeout(300_000, CooperativeCancellation = true)]
    public async Task Database_that_goes_and_comes_back_loses_no_ingestion()
    {
        const int Few = 16;
        await using var scene = await ClusterScene.CreateAsync(Few, Canceled);
        var asked = new TaskCompletionSource();
        scene.Hub.FailWith(Faults.When("model.safetensors", async (context, next) =>
        {
            asked.TrySetResult();
            await Faults.Latency(TimeSpan.FromSeconds(2))(context, next);
        }));
        await scene.StartAsync(Canceled);
        await scene.Nodes[0].SendAsync(HttpMethod.Post, "/ingest", Enumerable.Range(0, Few).Select(static number => new { model_id = ClusterScene.NameOf(number) }), Canceled);
        await asked.Task.WaitAsync(Canceled);

        await PostgresServer.CloseAsync(scene.DatabaseName, Canceled);
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, await StatusAsync("/packages"));

        // What was found stands for two seconds.
        await ClusterScene.UntilAsync(async () => await StatusAsync("/health/ready") == HttpStatusCode.ServiceUnavailable, Canceled);

        // Longer than a job takes: all that run meet it.
        await Task.Delay(TimeSpan.FromSeconds(5), Canceled);
        await PostgresServer.OpenAsync(scene.DatabaseName, Canceled);

        await ClusterScene.UntilAsync(async () => (await scene.Catalog.ListOpenRunsAsync(Canceled)).Value is { Count: 0 }, Canceled);
        var runs = await scene.RunsAsync(Canceled);
        Assert.AreEqual(Few, runs.Count(static run => run.State == RunState.Done), string.Join('\n', runs.Select(static run => run.Failure)));
        await scene.AssertAgreementAsync(Canceled);
        foreach (var node in scene.Nodes)
            await node.WaitUntilReadyAsync(Canceled);

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var answer = await scene.Nodes[1].Http.GetAsync(new Uri(path, UriKind.Relative), Canceled);
            return answer.StatusCode;
        }
    }

    [TestMethod]
    [Timeout(300_000, CooperativeCancellation = true)]
    public async Task Ingestion_is_canceled_by_the_node_that_does_not_run_it()
    {
        await using var scene = await ClusterScene.CreateAsync(models: 1, Canceled);
        var (asked, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Hub.FailWith(Faults.When("model.safetensors", async (context, next) =>
        {
            asked.TrySetResult();
            await Faults.SaysNothing(context, next);
            ended.TrySetResult();
        }));
        var (runner, other) = (scene.Nodes[0], scene.Nodes[1]);
        runner.Start();
        await scene.SignInAsync(runner, Canceled);
        var jobs = await runner.SendAsync(HttpMethod.Post, "/ingest", new[] { new { model_id = ClusterScene.NameOf(0) } }, Canceled);
        await asked.Task.WaitAsync(Canceled);
        other.Start();
        await scene.SignInAsync(other, Canceled);

        var canceled = await other.SendAsync(HttpMethod.Delete, $"/ingest/{jobs[0]!["job_id"]}", null, Canceled);

        Assert.AreEqual("canceled", (string)canceled["state"]!);
        await ended.Task.WaitAsync(Canceled);
        scene.Hub.FailWith();
        await runner.SendAsync(HttpMethod.Post, "/package/ingest-huggingface", new { model_id = ClusterScene.NameOf(0) }, Canceled);
        await scene.AssertAgreementAsync(Canceled);
    }
}
