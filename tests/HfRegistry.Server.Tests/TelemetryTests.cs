using System.Collections.Concurrent;
using System.Text;
using HfRegistry.Server.Access;
using HfRegistry.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HfRegistry.Server.Tests;

/// <summary>What a collector of OpenTelemetry gets, over HTTP.</summary>
[TestClass]
internal sealed class TelemetryTests
{
    [TestMethod]
    public async Task Ingestions_are_measured_and_traced_by_step_without_secrets()
    {
        await using var collector = await Collector.StartAsync();
        await using var scene = await ServerScene.StartAsync(options => options.OtlpEndpoint = collector.Address, """{"gate":{"thresholds":{"ramp_up_time":1.0},"models":{"garden/frog":{"thresholds":{"ramp_up_time":0,"bus_factor":0,"performance_claims":0,"dataset_and_code_score":0,"dataset_quality":0,"code_quality":0},"reason":"a test"}}}}""", ServerScene.Model, ServerScene.Named("garden/frog"));
        var token = await scene.SignInAsync(Right.Upload, Right.Search);
        var stored = await scene.IngestAsync(new { model_id = "garden/frog" });
        Assert.AreEqual(200, stored.Status, stored.Text);
        Assert.AreEqual(400, (await scene.IngestAsync()).Status);
        await scene.SendAsync(HttpMethod.Get, "/packages?name=SecretQuery");

        await scene.StopServerAsync();

        var (metrics, traces) = (collector.TextOf("/v1/metrics"), collector.TextOf("/v1/traces"));
        foreach (var name in new[] { "running", "ended", "bytes", "step.duration", "open" })
            Assert.Contains($"hfregistry.ingestion.{name}", metrics);
        foreach (var text in new[] { "hfregistry.gate.failed_metrics", "ramp_up_time", "stored", "refused", "downloaded", "http.server.request.duration", "http.client.request.duration", "hfregistry-server" })
            Assert.Contains(text, metrics);
        foreach (var step in new[] { "resolve", "duplicate", "size", "score", "gate", "fetch", "verify", "package", "store", "catalog" })
            Assert.Contains($"ingest {step}", traces);
        Assert.Contains("HFR3001", traces);
        Assert.DoesNotContain("garden/frog", metrics);
        foreach (var text in new[] { metrics, traces, collector.TextOf("/v1/logs") })
        {
            foreach (var secret in new[] { token, ServerScene.Password, "SecretQuery", "alice" })
                Assert.DoesNotContain(secret, text);
        }
    }

    [TestMethod]
    public async Task Trouble_is_logged_with_its_reason_and_without_a_stack()
    {
        await using var collector = await Collector.StartAsync();
        await using var scene = await ServerScene.StartAsync(options => (options.OtlpEndpoint, options.MaxRetries) = (collector.Address, 0));
        await scene.SignInAsync(Right.Upload);
        scene.Hub.FailWith(Faults.Body("no answer of the Hub"));
        Assert.AreEqual(503, (await scene.IngestAsync()).Status);

        await scene.StopServerAsync();

        var log = collector.TextOf("/v1/logs");
        Assert.Contains("was not ingested", log);
        Assert.DoesNotContain("Exception", log);
    }

    /// <summary>An endpoint that keeps what is sent to it. Protobuf has texts as they are.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Text)> _received = new();
        private readonly WebApplication _app;

        private Collector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            _app = builder.Build();
            _app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                _received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
                context.Response.ContentType = "application/x-protobuf";
            });
        }

        public Uri Address => new(_app.Urls.First());

        public static async Task<Collector> StartAsync()
        {
            var collector = new Collector();
            await collector._app.StartAsync();
            return collector;
        }

        public string TextOf(string path) => string.Concat(_received.Where(one => one.Path == path).Select(static one => one.Text));

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
