using System.Diagnostics;
using System.Text.Json;
using HfRegistry.Cache;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.ExtraTests.Caches;

/// <summary>
/// The Hub's other clients as judges of the shared cache: what one of us writes, the other finds complete. JavaScript's client comes from npm, or from
/// <c>HFREGISTRY_NODE_MODULES</c>; Python's is used where <c>HFREGISTRY_PYTHON</c> names a Python that can import huggingface_hub.
/// </summary>
[TestClass]
internal sealed class OtherClients : IDisposable
{
    private const string JavaScript = "JavaScript";
    private const string Python = "Python";
    private const string Package = "@huggingface/hub@2.17.5";
    private const string Commit = "1111111111111111111111111111111111111111";

    private static readonly ModelId Id = ModelId.Parse("garden/bird");

    private static readonly string[] Paths = ["1_Pooling/config.json", "config.json", "model.safetensors"];

    private static readonly LocalModel Model = (LocalModel.Of(Id.ToString(), "bert") with { Sha = Commit })
        .With("config.json", "{\"model_type\":\"bert\"}"u8.ToArray())
        .With("1_Pooling/config.json", "{}"u8.ToArray())
        .With("model.safetensors", Enumerable.Range(0, 3_000_000).Select(static i => (byte)(i * 7)).ToArray());

    private readonly string _folder = Directory.CreateTempSubdirectory("hf").FullName;

    public TestContext TestContext { get; set; } = null!;

    private string Cache => Path.Combine(_folder, "cache");

    private string Snapshot => Path.Combine(Cache, "models--garden--bird", "snapshots", Commit);

    [TestMethod]
    [DataRow(JavaScript)]
    [DataRow(Python)]
    public async Task Another_client_finds_our_cache_complete_without_a_network(string client)
    {
        await using var cdn = await LocalCdn.StartAsync();
        await using var hub = await LocalHub.StartAsync([Model], new LocalHubOptions { Cdn = cdn });
        Assert.IsNotNull((await DownloadAsync(hub)).Value);

        var seen = await JudgeAsync(client, ["read", Cache, Id.ToString(), Commit, .. Paths]);

        Assert.AreSequenceEqual(Paths.Select(path => Path.Combine(Snapshot, path)), seen.GetProperty("places").EnumerateArray().Select(place => place.GetString()!));
        Assert.AreEqual($"{Id} {Commit} main", seen.GetProperty("repositories")[0].GetString());
        Assert.AreEqual("[]", seen.GetProperty("warnings").GetRawText());
        // Only Python keeps notes of what a commit lacks.
        Assert.AreEqual(client == Python, seen.TryGetProperty("knows_missing", out var known) && known.GetBoolean());
    }

    [TestMethod]
    [DataRow(JavaScript)]
    [DataRow(Python)]
    public async Task We_find_the_cache_of_another_client_complete(string client)
    {
        await using var cdn = await LocalCdn.StartAsync();
        await using var hub = await LocalHub.StartAsync([Model], new LocalHubOptions { Cdn = cdn });
        await JudgeAsync(client, ["write", hub.Endpoint.ToString().TrimEnd('/'), Cache, Id.ToString()]);
        var bodies = cdn.Requests.Length;
        var before = hub.Requests.Length;

        var found = (await DownloadAsync(hub)).Value!;

        Assert.AreEqual((0, Snapshot), (found.Fetched, found.Folder));
        Assert.HasCount(bodies, cdn.Requests);
        Assert.IsFalse(hub.Requests.Skip(before).Any(static request => request.Target.Contains("/resolve", StringComparison.Ordinal)), "a file was asked for");
        Assert.IsEmpty((await CacheVerifier.VerifyAsync(Cache, [], TestContext.CancellationToken)).Diagnostics);
    }

    [TestMethod]
    [DataRow(Python)]
    public async Task Two_clients_at_once_make_one_cache(string client)
    {
        await using var cdn = await LocalCdn.StartAsync();
        await using var hub = await LocalHub.StartAsync([Model], new LocalHubOptions { Cdn = cdn });

        var other = JudgeAsync(client, ["write", hub.Endpoint.ToString().TrimEnd('/'), Cache, Id.ToString()]);
        var ours = DownloadAsync(hub);
        await Task.WhenAll(other, ours);

        Assert.IsNotNull((await ours).Value);
        Assert.AreEqual("[]", (await JudgeAsync(client, ["read", Cache, Id.ToString(), Commit, .. Paths])).GetProperty("warnings").GetRawText());
        Assert.IsEmpty((await CacheVerifier.VerifyAsync(Cache, [], TestContext.CancellationToken)).Diagnostics);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<Outcome<DownloadedSnapshot>> DownloadAsync(LocalHub hub)
    {
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });
        return await new SnapshotDownloader(new DownloadOptions { Root = Cache }, client, TimeProvider.System).DownloadAsync(
            new DownloadRequest { Id = Id, Files = new FileRequest { Include = ["*"] } }, TestContext.CancellationToken);
    }

    private async Task<JsonElement> JudgeAsync(string client, string[] arguments)
    {
        var judges = RepositoryFiles.PathOf("tests", "HfRegistry.ExtraTests", "Caches");
        if (client == JavaScript)
            return JsonDocument.Parse(await NodeScript.RunAsync("node", [await NodeScript.InstallAsync(Path.Combine(judges, "judge.mjs"), Path.Combine(_folder, "node"), [Package], TestContext.CancellationToken), .. arguments], _folder, TestContext.CancellationToken)).RootElement;
        if (Environment.GetEnvironmentVariable("HFREGISTRY_PYTHON") is not { Length: > 0 } python)
            Assert.Inconclusive("Set HFREGISTRY_PYTHON to a Python that can import huggingface_hub.");
        else
            return JsonDocument.Parse(await NodeScript.RunAsync(python, [Path.Combine(judges, "judge.py"), .. arguments], _folder, TestContext.CancellationToken)).RootElement;
        throw new UnreachableException();
    }
}
