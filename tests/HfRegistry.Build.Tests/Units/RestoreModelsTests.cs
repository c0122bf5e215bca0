using System.Security.Cryptography;
using HfRegistry.Build.Outputs;
using HfRegistry.Testing;
using Microsoft.Build.Framework;
using TaskItem = Microsoft.Build.Utilities.TaskItem;

namespace HfRegistry.Build.Tests.Units;

/// <summary>The task that brings files into the cache, without MSBuild.</summary>
[TestClass]
internal sealed class RestoreModelsTests
{
    private const string Commit = "1111111111111111111111111111111111111111";

    private static readonly byte[] Graph = new byte[2_000_000];

    [TestMethod]
    public async Task Two_projects_at_once_download_a_file_once()
    {
        await using var scene = await Scene.StartAsync();

        var both = await Task.WhenAll(Task.Run(() => scene.Run("one")), Task.Run(() => scene.Run("two")));

        foreach (var (succeeded, engine) in both)
            Assert.IsTrue(succeeded, string.Join('\n', engine.Errors.Select(static error => error.Message)));
        Assert.HasCount(1, scene.Cdn.Requests);
        CollectionAssert.AreEqual(Graph, await File.ReadAllBytesAsync(scene.CachedFile));
    }

    [TestMethod]
    [DataRow("false", null, "HfRestoreModels=false")]
    [DataRow("", "HF_HUB_OFFLINE", "HF_HUB_OFFLINE")]
    public async Task A_missing_file_is_an_error_where_a_download_is_forbidden(string restore, string? variable, string named)
    {
        await using var scene = await Scene.StartAsync();

        var (succeeded, engine) = scene.Run("one", restore, variable is null ? [] : [(variable, "1")]);

        Assert.IsFalse(succeeded);
        Assert.AreEqual("HFR7111", engine.Errors.Single().Code);
        Assert.Contains(named, engine.Errors[0].Message!);
        Assert.Contains("hfregistry restore", engine.Errors[0].Message!);
        Assert.IsEmpty(scene.Hub.Requests);
    }

    [TestMethod]
    public async Task A_truncated_file_is_downloaded_again_and_a_complete_one_asks_nobody()
    {
        await using var scene = await Scene.StartAsync();
        Assert.IsTrue(scene.Run("one").Succeeded);
        var asked = scene.Hub.Requests.Length;
        Assert.IsTrue(scene.Run("one").Succeeded);
        Assert.HasCount(asked, scene.Hub.Requests);

        await File.WriteAllBytesAsync(scene.CachedFile, Graph[..1000]);
        Assert.IsTrue(scene.Run("one").Succeeded);

        CollectionAssert.AreEqual(Graph, await File.ReadAllBytesAsync(scene.CachedFile));
    }

    [TestMethod]
    public async Task A_canceled_restoration_ends_without_an_error()
    {
        await using var scene = await Scene.StartAsync();
        using var task = scene.Task("one", "", []);
        task.Cancel();

        Assert.IsFalse(task.Execute());
        Assert.IsEmpty(((RecordingEngine)task.BuildEngine).Errors);
    }

    [TestMethod]
    public async Task A_cache_whose_path_looks_like_an_escape_sequence_is_named_as_it_is()
    {
        await using var scene = await Scene.StartAsync();
        var cache = Path.Combine(scene.Folder, "100%41;$(x)");
        using var task = scene.Task("one", "", [("HF_HUB_CACHE", cache)], cache);

        Assert.IsTrue(task.Execute());

        Assert.AreEqual(Graph.Length, new FileInfo(task.RestoredFiles.Single().ItemSpec).Length);
    }

    [TestMethod]
    public async Task A_link_that_leads_in_a_circle_is_replaced_by_the_file()
    {
        await using var scene = await Scene.StartAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(scene.CachedFile)!);
        File.CreateSymbolicLink(scene.CachedFile, "other.onnx");
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(scene.CachedFile)!, "other.onnx"), "model.onnx");

        Assert.IsTrue(scene.Run("one").Succeeded);

        CollectionAssert.AreEqual(Graph, await File.ReadAllBytesAsync(scene.CachedFile));
    }

    private sealed class Scene(LocalHub hub, LocalCdn cdn) : IAsyncDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("hfregistry-restore-").FullName;

        public LocalHub Hub => hub;

        public LocalCdn Cdn => cdn;

        public string Folder => _folder;

        public string CachedFile => FileIn(Path.Combine(_folder, "cache"));

        private static string FileIn(string cache) => Path.Combine(cache, "models--garden--bird", "snapshots", Commit, "onnx", "model.onnx");

        public static async Task<Scene> StartAsync()
        {
            var cdn = await LocalCdn.StartAsync();
            var model = (LocalModel.Of("garden/bird", "bert") with { Sha = Commit }).With("onnx/model.onnx", Graph);
            return new Scene(await LocalHub.StartAsync([model], new LocalHubOptions { Cdn = cdn }), cdn);
        }

        public (bool Succeeded, RecordingEngine Engine) Run(string project, string restore = "", params (string Name, string Value)[] variables)
        {
            using var task = Task(project, restore, variables);
            return (task.Execute(), (RecordingEngine)task.BuildEngine);
        }

        public RestoreModels Task(string project, string restore, (string Name, string Value)[] variables, string? cache = null)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, project)).FullName;
            Dictionary<string, string> environment = new() { ["HF_ENDPOINT"] = hub.Endpoint.ToString(), ["HF_HUB_CACHE"] = Path.Combine(_folder, "cache") };
            foreach (var (name, value) in variables)
                environment[name] = value;
            return new RestoreModels
            {
                BuildEngine = new RecordingEngine(),
                ProjectFile = "p.csproj",
                TaskEnvironment = TaskEnvironment.CreateWithProjectDirectoryAndEnvironment(folder, environment),
                StateFile = "restored.txt",
                Restore = restore,
                ModelFiles =
                [
                    ResolvedItems.Item(cache is null ? CachedFile : FileIn(cache), new Dictionary<string, string>
                    {
                        [FileItems.ModelId] = "garden/bird",
                        [FileItems.Revision] = Commit,
                        [FileItems.File] = "onnx/model.onnx",
                        [FileItems.SizeBytes] = "2000000",
                        [FileItems.Hash] = Convert.ToHexStringLower(SHA256.HashData(Graph)),
                        [FileItems.IsLocked] = "false",
                    }),
                ],
            };
        }

        public async ValueTask DisposeAsync()
        {
            await hub.DisposeAsync();
            await cdn.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
