using HfRegistry.Server.Access;
using HfRegistry.Testing;

namespace HfRegistry.Server.Tests;

/// <summary>Every status of the contract, for two equal requests at once and for one after them.</summary>
[TestClass]
internal sealed class ContractTests
{
    private const string LicenseOnly = """{"gate":{"preset":"license-only"}}""";
    private const string KnownAuthors = """{"gate":{"preset":"license-only","thresholds":{"bus_factor":0.1},"allowUnknown":[]}}""";

    private static readonly Dictionary<string, Row> Rows = new()
    {
        ["stored"] = new(200, "HuggingFace model ingested successfully") { Next = 400 },
        ["duplicate"] = new(400, "garden/bird 1.0.0 is in the catalog already") { IsStored = true },
        ["gate"] = new(400, "Model does not meet quality requirements. Failed metrics: Ramp-Up Time (") { Policy = """{"gate":{"thresholds":{"ramp_up_time":1.0}}}""" },
        ["unknown"] = new(400, "Failed metrics: Bus Factor (unknown: ") { Policy = KnownAuthors, Model = ServerScene.Model with { Gating = Gating.Manual } },
        ["unknown for now"] = new(503, "the Hub's rate limit is used up") { Policy = KnownAuthors, Fault = Faults.When("/commits/", Faults.RateLimited(3600)) },
        ["missing"] = new(404, "Model 'garden/bird' not found on HuggingFace Hub") { Model = ServerScene.Named("garden/fish") },
        ["private"] = new(404, "Model 'garden/bird' not found on HuggingFace Hub") { Model = ServerScene.Model with { IsPrivate = true } },
        ["gated"] = new(400, "/garden/bird.") { Model = ServerScene.Model with { Gating = Gating.Manual } },
        ["Hub refuses"] = new(503, "the Hub's rate limit is used up") { Fault = Faults.RateLimited(3600) },
        ["Hub fails"] = new(503, "garden/bird") { Fault = Faults.Body("no answer of the Hub") },
        ["store"] = new(500, "The ingestion failed at the step 'store' (HFR7201).") { HasNoStore = true },
        ["quota"] = new(400, "1 KB") { Configure = static options => options.MaxTenantBytes = 1000 },
    };

    public static IEnumerable<object[]> Names => Rows.Keys.Select(static name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Equal_requests_at_once_share_a_job_and_its_answer(string name)
    {
        var row = Rows[name];
        await using var scene = await ServerScene.StartAsync(
            options =>
            {
                options.MaxRetries = 0;
                row.Configure(options);
            },
            row.Policy, row.Model);
        await scene.SignInAsync(Right.Upload);
        if (row.IsStored)
            Assert.AreEqual(200, (await scene.IngestAsync()).Status);
        if (row.HasNoStore)
            await File.WriteAllTextAsync(scene.StoreFolder, "");
        var (runs, requests) = ((await scene.RunsAsync()).Count, (await scene.AuditAsync()).Count(static one => one.Result == "requested"));
        var open = new TaskCompletionSource();
        scene.Hub.FailWith(async (context, answer) =>
        {
            await open.Task.WaitAsync(context.RequestAborted);
            await (row.Fault is { } fault ? fault(context, answer) : answer(context));
        });

        var both = new[] { scene.IngestAsync(), scene.IngestAsync() };
        while ((await scene.AuditAsync()).Count(static one => one.Result == "requested") < requests + both.Length)
        {
            if (Array.Find(both, static one => one.IsCompleted) is { } early)
                Assert.Fail($"A request did not wait: {(await early).Text}");
            await Task.Delay(10);
        }

        open.SetResult();
        var answers = await Task.WhenAll(both);

        Assert.AreEqual(row.Status, answers[0].Status, answers[0].Text);
        Assert.Contains(row.Text, answers[0].Text);
        Assert.AreEqual((answers[0].Status, answers[0].Text), (answers[1].Status, answers[1].Text));
        Assert.HasCount(runs + 1, await scene.RunsAsync());
        var again = await scene.IngestAsync();
        Assert.AreEqual(row.Next ?? row.Status, again.Status, again.Text);
        Assert.IsNotNull(again.Detail);
        foreach (var answer in answers.Append(again))
        {
            Assert.AreEqual(answer.Status == 503, answer.Headers.RetryAfter is not null);
            Assert.AreEqual(answer.Detail?.Contains("in the catalog already", StringComparison.Ordinal) is true, answer.Headers.Contains("X-Package-Id"));
        }
    }

    [TestMethod]
    [DataRow(400, "alice", """{"model_id":"../bird"}""")]
    [DataRow(401, null, """{"model_id":"garden/bird"}""")]
    [DataRow(403, "bob", """{"model_id":"garden/bird"}""")]
    [DataRow(429, "alice", """{"model_id":"garden/frog"}""")]
    public async Task Refused_requests_begin_no_job_however_often_they_come(int status, string? user, string body)
    {
        await using var scene = await ServerScene.StartAsync(static options => options.MaxOpenIngestions = 1);
        await scene.SignInAsync(Right.Upload);
        scene.Hub.FailWith(Faults.SaysNothing);
        Assert.AreEqual(202, (await scene.SendAsync(HttpMethod.Post, "/package/ingest-huggingface", new { model_id = ServerScene.Bird }, ("Prefer", "respond-async"))).Status);
        if (user == "bob")
            await scene.SignInAsync(user, "default", Right.Search);
        if (user is null)
            scene.Http.DefaultRequestHeaders.Authorization = null;

        var answers = new List<Answer> { await scene.IngestAsync(body), await scene.IngestAsync(body) };
        answers.AddRange(await Task.WhenAll(scene.IngestAsync(body), scene.IngestAsync(body)));

        foreach (var answer in answers)
        {
            Assert.AreEqual(status, answer.Status, answer.Text);
            Assert.AreEqual(answers[0].Detail, answer.Detail);
            Assert.AreEqual(status == 401, answer.Headers.WwwAuthenticate.Count > 0);
            Assert.AreEqual(status == 429, answer.Headers.RetryAfter is not null);
        }

        Assert.HasCount(1, await scene.RunsAsync());
    }

    /// <summary>A row of the contract.</summary>
    /// <param name="Status">The status of both requests.</param>
    /// <param name="Text">A part of their answers.</param>
    private sealed record Row(int Status, string Text)
    {
        /// <summary>The status of the request after them; null for the same.</summary>
        public int? Next { get; init; }

        public string Policy { get; init; } = LicenseOnly;

        public LocalModel Model { get; init; } = ServerScene.Model;

        public LocalFault? Fault { get; init; }

        public bool IsStored { get; init; }

        public bool HasNoStore { get; init; }

        public Action<ServerOptions> Configure { get; init; } = static _ => { };
    }
}
