using System.IO.Compression;
using HfRegistry.Server.Access;
using HfRegistry.Testing;

namespace HfRegistry.Server.Tests;

/// <summary>Ingestion over HTTP: the statuses and texts of its contract.</summary>
[TestClass]
internal sealed class IngestTests
{
    [TestMethod]
    public async Task Stored_model_is_answered_with_the_members_of_the_contract_and_downloaded()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Download, Right.Search);

        var stored = await scene.IngestAsync(new { model_id = ServerScene.Bird, description = "A bird" });

        Assert.AreEqual(200, stored.Status, stored.Text);
        var answer = stored.Json;
        CollectionAssert.AreEqual(
            new[] { "package_id", "name", "version", "model_id", "s3_path", "net_score", "size_bytes", "message", "revision", "metrics" }, answer.AsObject().Select(static member => member.Key).ToList());
        Assert.AreEqual(ServerScene.Bird, (string)answer["name"]!);
        Assert.AreEqual("1.0.0", (string)answer["version"]!);
        Assert.AreEqual("HuggingFace model ingested successfully", (string)answer["message"]!);
        Assert.MatchesRegex(@"\Afile:///models--garden--bird/1\.0\.0/[0-9a-f]{64}/package\.zip\z", (string)answer["s3_path"]!);
        CollectionAssert.AreEquivalent(
            new[] { "license", "size_score", "ramp_up_time", "bus_factor", "performance_claims", "dataset_and_code_score", "dataset_quality", "code_quality", "net_score" },
            answer["metrics"]!.AsObject().Select(static member => member.Key).ToList());

        var package = await scene.SendAsync(HttpMethod.Get, $"/package/{answer["package_id"]}");
        Assert.AreEqual(200, package.Status);
        Assert.AreEqual((long)answer["size_bytes"]!, package.Body.Length);
        using var zip = new ZipArchive(new MemoryStream(package.Body));
        Assert.IsNotNull(zip.GetEntry("hfregistry-package.json"));
        var range = await scene.SendAsync(HttpMethod.Get, $"/package/{answer["package_id"]}", null, ("Range", "bytes=10-19"));
        Assert.AreEqual(206, range.Status);
        CollectionAssert.AreEqual(package.Body[10..20], range.Body);
        Assert.AreEqual(416, (await scene.SendAsync(HttpMethod.Get, $"/package/{answer["package_id"]}", null, ("Range", "bytes=9999999-"))).Status);
        Assert.AreEqual("garden/egg", (string)(await scene.SendAsync(HttpMethod.Get, $"/package/{answer["package_id"]}/lineage")).Json["base_models"]![0]!["name"]!);
        var metadata = (await scene.SendAsync(HttpMethod.Get, $"/package/{answer["package_id"]}/metadata")).Json;
        Assert.AreEqual("A bird", (string)metadata["description"]!);
        Assert.IsNotNull(metadata["manifest"]!["files"]);
    }

    [TestMethod]
    public async Task Second_equal_request_is_a_duplicate_that_names_the_package()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload);
        var first = await scene.IngestAsync();

        var second = await scene.IngestAsync();

        Assert.AreEqual(400, second.Status);
        Assert.Contains("garden/bird 1.0.0 is in the catalog already", second.Detail);
        Assert.AreEqual((string)first.Json["package_id"]!, second.Headers.GetValues("X-Package-Id").Single());
    }

    [TestMethod]
    public async Task Equal_requests_at_once_are_one_job_and_one_package()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.IngestAsync()));

        Assert.AreEqual(1, answers.Where(static answer => answer.Status == 200).Select(static answer => (string)answer.Json["package_id"]!).Distinct().Count());
        Assert.IsTrue(answers.All(static answer => answer.Status is 200 or 400), string.Join('\n', answers.Select(static answer => answer.Text)));
        Assert.AreEqual(1, (int)(await scene.SendAsync(HttpMethod.Get, "/packages")).Json["total"]!);
    }

    [TestMethod]
    public async Task Model_that_fails_metrics_is_refused_in_the_words_of_the_contract_each_time()
    {
        await using var scene = await ServerScene.StartAsync(policy: """{"gate":{"thresholds":{"ramp_up_time":1.0}}}""");
        await scene.SignInAsync(Right.Upload);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var refused = await scene.IngestAsync();
            Assert.AreEqual(400, refused.Status, refused.Text);
            StringAssert.StartsWith(refused.Detail, "Model does not meet quality requirements. Failed metrics: Ramp-Up Time (");
        }

        Assert.IsFalse(Directory.Exists(scene.StoreFolder));
    }

    [TestMethod]
    public async Task Model_that_does_not_exist_is_not_found_each_time()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var missing = await scene.IngestAsync(new { model_id = "garden/fish" });
            Assert.AreEqual(404, missing.Status, missing.Text);
            Assert.AreEqual("Model 'garden/fish' not found on HuggingFace Hub", missing.Detail);
        }
    }

    [TestMethod]
    public async Task Hub_that_refuses_for_now_is_503_with_a_time_to_wait()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload);
        scene.Hub.FailWith(Faults.RateLimited(3600));

        var failed = await scene.IngestAsync();

        Assert.AreEqual(503, failed.Status, failed.Text);
        Assert.IsNotNull(failed.Headers.RetryAfter);
    }

    [TestMethod]
    public async Task Hub_that_is_gone_is_503_with_a_time_to_wait()
    {
        await using var scene = await ServerScene.StartAsync(new FastClock(100));
        await scene.SignInAsync(Right.Upload);
        await scene.Hub.DisposeAsync();

        var failed = await scene.IngestAsync();

        Assert.AreEqual(503, failed.Status, failed.Text);
        Assert.IsNotNull(failed.Headers.RetryAfter);
    }

    [TestMethod]
    public async Task Store_that_cannot_be_written_is_500_and_leaves_nothing()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search);
        await File.WriteAllTextAsync(scene.StoreFolder, "");

        var failed = await scene.IngestAsync();

        Assert.AreEqual(500, failed.Status, failed.Text);
        var job = await scene.SendAsync(HttpMethod.Get, $"/ingest/{(await scene.RunsAsync()).Single().RunId}");
        Assert.Contains("'store' (HFR7201)", (string)job.Json["detail"]!);
        Assert.DoesNotContain(scene.StoreFolder, failed.Text + job.Text);
        Assert.AreEqual(0, (int)(await scene.SendAsync(HttpMethod.Get, "/packages")).Json["total"]!);
    }

    [TestMethod]
    public async Task Request_that_cannot_be_read_is_400_with_the_reason()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload);

        foreach (var (body, reason) in new[]
        {
            ("""{"model_id":"../etc/passwd"}""", "not a model id"), ("""{"model_id":"a/b","version":"1"}""", "not a semantic version"), ("""{"model_id":null}""", "'model_id'"),
            ("""{"model_id":5}""", "'model_id'"), ("{}", "required members"), ("{", "required members"), ("", "its body"), ("null", "its body"),
        })
        {
            var refused = await scene.IngestAsync(body);
            Assert.AreEqual(400, refused.Status, $"{body}: {refused.Text}");
            Assert.Contains(reason, refused.Detail, body);
        }

        await scene.SignInAsync("bob", "default", Right.Search);
        Assert.Contains("a parameter", (await scene.SendAsync(HttpMethod.Get, "/packages?offset=x")).Detail);
    }

    [TestMethod]
    public async Task Request_without_waiting_is_followed_to_its_end()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search);

        var accepted = await scene.SendAsync(HttpMethod.Post, "/package/ingest-huggingface", new { model_id = ServerScene.Bird }, ("Prefer", "respond-async"));

        Assert.AreEqual(202, accepted.Status, accepted.Text);
        var job = accepted.Headers.Location!.ToString();
        var events = await scene.SendAsync(HttpMethod.Get, $"{job}/events");
        Assert.AreEqual("text/event-stream", events.ContentHeaders.ContentType!.MediaType);
        Assert.Contains("event: done", events.Text);
        var done = await scene.SendAsync(HttpMethod.Get, job);
        Assert.AreEqual("done", (string)done.Json["state"]!);
        Assert.AreEqual(409, (await scene.SendAsync(HttpMethod.Delete, job)).Status);
    }

    [TestMethod]
    public async Task Canceled_ingestion_stores_nothing_and_the_next_one_works()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search);
        scene.Hub.FailWith(Faults.SaysNothing);
        var job = (await scene.SendAsync(HttpMethod.Post, "/package/ingest-huggingface", new { model_id = ServerScene.Bird }, ("Prefer", "respond-async"))).Headers.Location!.ToString();

        var canceled = await scene.SendAsync(HttpMethod.Delete, job);

        Assert.AreEqual("canceled", (string)canceled.Json["state"]!, canceled.Text);
        scene.Hub.FailWith();
        var next = await scene.IngestAsync();
        Assert.AreEqual(200, next.Status, next.Text);
    }

    [TestMethod]
    public async Task Batch_has_an_answer_for_each_model()
    {
        await using var scene = await ServerScene.StartAsync(null, """{"gate":{"preset":"license-only"}}""", ServerScene.Model, ServerScene.Named("garden/frog"));
        await scene.SignInAsync(Right.Upload, Right.Search);

        var batch = await scene.SendAsync(HttpMethod.Post, "/ingest", new[] { new { model_id = ServerScene.Bird }, new { model_id = "no id" }, new { model_id = "garden/frog" } });

        Assert.AreEqual(202, batch.Status, batch.Text);
        Assert.Contains("not a model id", (string)batch.Json[1]!["detail"]!);
        foreach (var one in new[] { 0, 2 })
            Assert.Contains("event: done", (await scene.SendAsync(HttpMethod.Get, $"/ingest/{batch.Json[one]!["job_id"]}/events")).Text);
        var names = (await scene.SendAsync(HttpMethod.Post, "/packages", new { regex = "^garden/(bird|frog)$", limit = 1 })).Json;
        Assert.AreEqual(2, (int)names["total"]!);
        Assert.AreEqual(1, names["packages"]!.AsArray().Count);
    }

    [TestMethod]
    public async Task Open_run_of_a_stopped_server_goes_on_with_the_next_one()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search);
        scene.Hub.FailWith(Faults.SaysNothing);
        var job = (await scene.SendAsync(HttpMethod.Post, "/package/ingest-huggingface", new { model_id = ServerScene.Bird }, ("Prefer", "respond-async"))).Headers.Location!.ToString();
        await scene.StopServerAsync();
        scene.Hub.FailWith();

        await using var next = await scene.RestartAsync();

        Assert.Contains("event: done", (await next.SendAsync(HttpMethod.Get, $"{job}/events")).Text);
    }
}
