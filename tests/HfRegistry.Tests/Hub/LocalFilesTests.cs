using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>What the local Hub says of files, as the Hub was seen to.</summary>
[TestClass]
internal sealed class LocalFilesTests
{
    private const string Root = "/google-bert/bert-base-uncased/resolve/main/";
    private const string Api = "/api/models/google-bert/bert-base-uncased";

    private static readonly LocalModel Model = HubScene.Bert with
    {
        Files = [new HubFile("README.md", 4), new HubFile("model.safetensors", 5), new HubFile("onnx/model.onnx", 6)],
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", "text").Add("model.safetensors", "bytes"),
    };

    [TestMethod]
    public async Task A_small_file_is_a_redirect_to_the_cache_whose_length_is_not_the_files()
    {
        await using var hub = await LocalHub.StartAsync(Model);

        var (hop, redirectText) = await hub.SendAsync(Root + "README.md");
        var (file, text) = await hub.SendAsync(hop.Headers.Location!.ToString());

        Assert.AreEqual((307, Model.Sha), ((int)hop.StatusCode, Header(hop, "X-Repo-Commit")));
        Assert.StartsWith($"/api/resolve-cache/models/{Model.Id}/{Model.Sha}/README.md?%2Fgoogle-bert", hop.Headers.Location.OriginalString);
        Assert.AreNotEqual("text", redirectText);
        Assert.IsNull(Header(hop, "ETag"));
        Assert.AreEqual((200, "text"), ((int)file.StatusCode, text));
        Assert.AreEqual(Header(hop, "X-Linked-ETag"), Header(file, "ETag"));
        Assert.StartsWith("\"resolvers\"", Header(file, "RateLimit")!);
    }

    [TestMethod]
    public async Task A_large_file_is_a_redirect_to_a_signed_address_of_another_origin()
    {
        await using var cdn = await LocalCdn.StartAsync();
        await using var hub = await LocalHub.StartAsync([Model], new LocalHubOptions { Cdn = cdn });

        var (hop, _) = await hub.SendAsync(Root + "model.safetensors");
        var (file, bytes) = await hub.SendAsync(hop.Headers.Location!.ToString());
        var (refused, error) = await hub.SendAsync(hop.Headers.Location.ToString(), "hf_valid");

        Assert.AreEqual(302, (int)hop.StatusCode);
        Assert.AreNotEqual(hub.Endpoint.Authority, hop.Headers.Location.Authority);
        Assert.AreEqual("5", Header(hop, "X-Linked-Size"));
        Assert.AreEqual((200, "bytes"), ((int)file.StatusCode, bytes));
        Assert.AreNotEqual(Header(hop, "X-Linked-ETag"), Header(file, "ETag"));
        Assert.IsNull(Header(file, "X-Repo-Commit"));
        Assert.AreEqual(403, (int)refused.StatusCode);
        Assert.Contains("<Code>AccessDenied</Code>", error);
        CollectionAssert.AreEqual(new[] { false, true }, cdn.Requests.Select(request => request.HasAuthorization).ToArray());
    }

    [TestMethod]
    [DataRow(Root + "none.txt", null, 404, "EntryNotFound", "Entry not found")]
    [DataRow(Api + "/tree/main/none", null, 404, "EntryNotFound", "{\"error\":\"none does not exist on \\u0022main\\u0022\"}")]
    [DataRow(Api + "/tree/v9", null, 404, "RevisionNotFound", "{\"error\":\"Invalid rev id: v9\"}")]
    [DataRow("/org/gated/resolve/main/README.md", null, 401, "GatedRepo", null)]
    [DataRow("/org/gated/resolve/main/README.md", "hf_valid", 403, "GatedRepo", null)]
    [DataRow("/api/models/org/gated/commits/main", null, 401, "GatedRepo", null)]
    [DataRow("/api/models/org/gated/commits/main", "hf_valid", 403, "GatedRepo", null)]
    [DataRow("/api/models/org/gated/tree/main", null, 200, null, null)]
    [DataRow("/api/models/org/gated", null, 200, null, null)]
    [DataRow("/api/models/org/missing/refs", null, 401, null, "{\"error\":\"Invalid username or password.\"}")]
    [DataRow("/api/models/org/missing/refs", "hf_valid", 404, "RepoNotFound", "{\"error\":\"Repository not found\"}")]
    public async Task A_refusal_has_the_shape_of_its_kind_and_an_ETag_that_nobody_should_keep(
        string target, string? token, int status, string? code, string? expectedBody)
    {
        await using var hub = await LocalHub.StartAsync(Model, Model with { Id = "org/gated", HubId = new string('9', 24), FormerIds = [], Gating = Gating.Manual });

        var (answer, body) = await hub.SendAsync(target, token);

        Assert.AreEqual((status, code), ((int)answer.StatusCode, Header(answer, "X-Error-Code")));
        Assert.AreEqual(expectedBody ?? body, body);
        Assert.AreEqual(status != 200, Header(answer, "ETag")?.StartsWith("W/", StringComparison.Ordinal) == true);
        Assert.AreEqual(target == Root + "none.txt" ? Model.Sha : null, Header(answer, "X-Repo-Commit"));
        Assert.AreEqual(status == 401, answer.Headers.WwwAuthenticate.Count > 0);
    }

    [TestMethod]
    public async Task Paths_are_asked_for_as_JSON_or_as_a_form()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var json = new StringContent("""{"paths":["README.md","none"],"expand":false}""", Encoding.UTF8, "application/json");
        using var single = new StringContent("""{"paths":"onnx","expand":false}""", Encoding.UTF8, "application/json");
        using var form = new FormUrlEncodedContent([new("paths", "README.md"), new("paths", "none"), new("expand", "False")]);

        Assert.AreEqual("file README.md", await PathsAsync(hub, json));
        Assert.AreEqual("directory onnx", await PathsAsync(hub, single));
        Assert.AreEqual("file README.md", await PathsAsync(hub, form));
    }

    [TestMethod]
    public async Task The_chunk_stores_hash_is_masked_for_strangers_of_a_gated_model()
    {
        await using var hub = await LocalHub.StartAsync(Model with { Gating = Gating.Auto });

        Assert.Contains($"\"xetHash\":\"{new string('*', 64)}\"", (await hub.SendAsync(Api + "/tree/main")).Body);
        Assert.DoesNotContain("***", (await hub.SendAsync(Api + "/tree/main", "hf_granted")).Body);
        Assert.Contains("\"type\":\"directory\"", (await hub.SendAsync(Api + "/tree/main")).Body);
    }

    [TestMethod]
    public async Task Commits_count_themselves_and_page_by_number()
    {
        await using var hub = await LocalHub.StartAsync(Model with { CommitTitles = ["c", "b", "a"] });

        var (answer, _) = await hub.SendAsync(Api + "/commits/main?limit=2");

        Assert.AreEqual("3", Header(answer, "X-Total-Count"));
        Assert.AreEqual($"<{hub.Endpoint}api/models/google-bert/bert-base-uncased/commits/main?limit=2&p=1>; rel=\"next\"", Header(answer, "Link"));
    }

    private static async Task<string> PathsAsync(LocalHub hub, HttpContent content)
    {
        using var rows = JsonDocument.Parse((await hub.SendAsync(Api + "/paths-info/main", content: content)).Body);
        return string.Join(", ", rows.RootElement.EnumerateArray().Select(row => $"{row.GetProperty("type")} {row.GetProperty("path")}"));
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
