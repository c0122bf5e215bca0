using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>The local Hub answers as the Hub was seen to: what it does wrong, every other test would learn wrong.</summary>
[TestClass]
internal sealed class LocalHubTests
{
    private static readonly LocalModel Full = HubScene.Bert with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        Tags = ["en"],
        Files = [new HubFile("config.json", 570)],
        ParameterCount = 110,
    };

    [TestMethod]
    [DataRow("/api/models", "_id createdAt downloads id library_name likes modelId pipeline_tag private tags")]
    [DataRow("/api/models?full=true", "_id author createdAt disabled downloads gated id lastModified library_name likes modelId pipeline_tag private sha siblings tags")]
    [DataRow("/api/models?config=true", "_id config createdAt downloads id library_name likes modelId pipeline_tag private tags")]
    [DataRow("/api/models?expand=sha&expand=gated", "_id gated id sha")]
    [DataRow("/api/models?expand[]=safetensors", "_id id safetensors")]
    [DataRow("/api/models/google-bert/bert-base-uncased", "_id author config createdAt disabled downloads gated id lastModified library_name likes model-index modelId pipeline_tag private safetensors sha siblings tags")]
    [DataRow("/api/models/google-bert/bert-base-uncased?expand=downloads", "_id downloads id")]
    public async Task A_row_has_the_members_that_the_request_asks_for(string target, string expected)
    {
        await using var hub = await LocalHub.StartAsync(Full);

        using var body = JsonDocument.Parse((await hub.SendAsync(target)).Body);

        var row = body.RootElement.ValueKind == JsonValueKind.Array ? body.RootElement[0] : body.RootElement;
        Assert.AreEqual(expected, string.Join(' ', row.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public async Task File_sizes_come_only_with_blobs()
    {
        await using var hub = await LocalHub.StartAsync(Full);

        Assert.DoesNotContain("\"size\"", (await hub.SendAsync("/api/models/google-bert/bert-base-uncased")).Body);
        Assert.Contains("\"size\":570", (await hub.SendAsync("/api/models/google-bert/bert-base-uncased?blobs=true")).Body);
    }

    [TestMethod]
    [DataRow("/api/models?expand=_id", null, 400, null, "\\u0022expand\\u0022 must be one of [author, baseModels, ")]
    [DataRow("/api/models?sort=download", null, 400, null, "Invalid sort parameter")]
    [DataRow("/api/models?limit=many", null, 400, null, "limit")]
    [DataRow("/api/models?cursor=bm9uc2Vuc2U=", null, 400, null, "Invalid cursor")]
    [DataRow("/api/models", "hf_wrong", 401, null, "Invalid credentials in Authorization header")]
    [DataRow("/api/models/org/missing", null, 401, null, "Invalid username or password.")]
    [DataRow("/api/models/org/missing", "hf_valid", 404, "RepoNotFound", "Repository not found")]
    [DataRow("/api/models/google-bert/bert-base-uncased/revision/x", null, 404, "RevisionNotFound", "Invalid rev id: x")]
    [DataRow("/api/models/bert-base-uncased?blobs=true", null, 307, null, "Temporary Redirect")]
    [DataRow("/api/elsewhere", null, 404, null, "")]
    public async Task Every_answer_tells_its_limits_and_each_refusal_its_reason(string target, string? token, int status, string? code, string text)
    {
        await using var hub = await LocalHub.StartAsync([Full], new LocalHubOptions { Quota = 500 });

        var (answer, body) = await hub.SendAsync(target, token);

        Assert.AreEqual(status, (int)answer.StatusCode);
        Assert.AreEqual(code, answer.Headers.TryGetValues("X-Error-Code", out var codes) ? codes.Single() : null);
        Assert.Contains(text, body);
        Assert.AreEqual("\"api\";r=499;t=300", answer.Headers.GetValues("RateLimit").Single());
        Assert.AreEqual("\"fixed window\";\"api\";q=500;w=300", answer.Headers.GetValues("RateLimit-Policy").Single());
        Assert.IsTrue(answer.Headers.Contains("X-Request-Id"));
        Assert.AreEqual(status == 307 ? "/api/models/google-bert/bert-base-uncased?blobs=true" : null, answer.Headers.Location?.ToString());
    }

    [TestMethod]
    public async Task A_page_is_clamped_and_links_to_the_next_on_the_host_that_was_asked()
    {
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(1_001)]);

        var (answer, body) = await hub.SendAsync("/api/models?limit=5000&filter=bert");

        using var page = JsonDocument.Parse(body);
        Assert.AreEqual(1_000, page.RootElement.GetArrayLength());
        Assert.StartsWith($"<{hub.Endpoint}api/models?limit=5000&filter=bert&cursor=", answer.Headers.GetValues("Link").Single());
        Assert.EndsWith("; rel=\"next\"", answer.Headers.GetValues("Link").Single());
    }

    [TestMethod]
    public async Task A_window_that_is_used_up_refuses_until_it_ends()
    {
        var clock = new FakeClock();
        await using var hub = await LocalHub.StartAsync([Full], new LocalHubOptions { Quota = 1, Clock = clock });

        Assert.AreEqual(HttpStatusCode.OK, (await hub.SendAsync("/api/models")).Answer.StatusCode);
        clock.Advance(TimeSpan.FromSeconds(245));
        var (refused, _) = await hub.SendAsync("/api/models");
        Assert.AreEqual(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.AreEqual("\"api\";r=0;t=55", refused.Headers.GetValues("RateLimit").Single());
        clock.Advance(TimeSpan.FromSeconds(55));
        Assert.AreEqual(HttpStatusCode.OK, (await hub.SendAsync("/api/models")).Answer.StatusCode);
    }

    [TestMethod]
    public async Task A_disabled_model_is_refused_unless_it_is_gated_too()
    {
        await using var hub = await LocalHub.StartAsync(
            Full with { Id = "org/disabled", IsDisabled = true }, Full with { Id = "org/both", IsDisabled = true, Gating = Gating.Manual });

        Assert.AreEqual(HttpStatusCode.Forbidden, (await hub.SendAsync("/api/models/org/disabled")).Answer.StatusCode);
        Assert.Contains("\"disabled\":true", (await hub.SendAsync("/api/models/org/both")).Body);
    }

    [TestMethod]
    public async Task A_share_of_failures_is_the_same_for_the_same_seed()
    {
        var rounds = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            await using var hub = await LocalHub.StartAsync(Full);
            hub.FailWith(Faults.Share(0.5, seed: 7, Faults.HtmlBadGateway));
            var statuses = ImmutableArray.CreateBuilder<int>();
            for (var i = 0; i < 20; i++)
                statuses.Add((int)(await hub.SendAsync("/api/models")).Answer.StatusCode);
            rounds.Add(string.Join(' ', statuses));
        }

        Assert.AreEqual(rounds[0], rounds[1]);
        Assert.Contains("200", rounds[0]);
        Assert.Contains("502", rounds[0]);
    }
}
