using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary><c>download</c>, <c>restore</c> and <c>cache</c> with a local Hub.</summary>
[TestClass]
internal sealed class CacheCommandTests
{
    private const string Bert = "google-bert/bert-base-uncased";

    private static readonly string Commit = new('a', 40);

    private static readonly LocalModel Model = (LocalModel.Of(Bert, "bert") with { Sha = Commit, FormerIds = ["old-owner/bert"] })
        .With("config.json", "{\"model_type\":\"bert\"}"u8.ToArray())
        .With("model.safetensors", new byte[100_000])
        .With("onnx/model.onnx", new byte[50_000]);

    [TestMethod]
    public async Task Download_prints_the_folder_of_the_files_and_nothing_else()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);

        var run = (await shell.RunAsync($"download {Bert} --quiet")).Ended(ExitCode.Done);

        Assert.AreEqual($"{SnapshotIn(shell)}\n", run.Out);
        Assert.AreEqual("", run.Error);
        CollectionAssert.AreEquivalent(new[] { "config.json", "model.safetensors" }, Directory.GetFiles(SnapshotIn(shell)).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public async Task Download_takes_the_files_that_patterns_or_a_framework_name()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);

        var onnx = await (await shell.RunAsync($"download {Bert} --framework onnx --json")).Ended(ExitCode.Done).JsonOfAsync("download");
        var named = await (await shell.RunAsync($"download {Bert} --include *.json --exclude config* --include *.safetensors --json")).Ended(ExitCode.Done).JsonOfAsync("download");

        CollectionAssert.AreEqual(new[] { "config.json", "onnx/model.onnx" }, onnx.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()).ToArray());
        Assert.AreEqual(2, onnx.GetProperty("fetched").GetInt32());
        CollectionAssert.AreEqual(new[] { "model.safetensors" }, named.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()).ToArray());
    }

    [TestMethod]
    [DataRow("download nobody/nothing", ExitCode.Findings, "HFR4103")]
    [DataRow("download google-bert/bert-base-uncased --include *.gguf", ExitCode.Findings, "HFR7104")]
    [DataRow("download google-bert/bert-base-uncased --framework gguf", ExitCode.Findings, "HFR7104")]
    [DataRow("download google-bert/bert-base-uncased --framework guff", ExitCode.Usage, "gguf")]
    [DataRow("download a/b/c", ExitCode.Usage, "a/b/c")]
    public async Task A_download_that_cannot_be_says_why(string line, int code, string said)
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);

        var run = (await shell.RunAsync(line)).Ended(code);

        Assert.Contains(said, run.Error);
        Assert.AreEqual("", run.Out);
    }

    [TestMethod]
    public async Task Download_copies_the_files_into_a_local_folder()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        var local = shell.PathOf("model");

        Assert.AreEqual($"{local}\n", (await shell.RunAsync($"download {Bert} --framework onnx --local-dir model")).Ended(ExitCode.Done).Out);

        var graph = new FileInfo(Path.Combine(local, "onnx", "model.onnx"));
        Assert.AreEqual((50_000L, null), (graph.Length, graph.LinkTarget));
        await File.WriteAllTextAsync(Path.Combine(local, "config.json"), "{\"mine\":true}");
        await File.WriteAllTextAsync(Path.Combine(local, "notes.txt"), "mine");
        (await shell.RunAsync($"download {Bert} --framework onnx --local-dir model")).Ended(ExitCode.Done);
        Assert.Contains("bert", await File.ReadAllTextAsync(Path.Combine(local, "config.json")));
        CollectionAssert.AreEquivalent(new[] { "config.json", "notes.txt", "onnx" }, Directory.GetFileSystemEntries(local).Select(Path.GetFileName).ToArray());
        (await shell.RunAsync("cache verify")).Ended(ExitCode.Done);

        // A folder in it that leads elsewhere is not written through.
        Directory.Delete(Path.Combine(local, "onnx"), recursive: true);
        Directory.CreateSymbolicLink(Path.Combine(local, "onnx"), Directory.CreateDirectory(shell.PathOf("victim")).FullName);
        Assert.Contains("HFR7106", (await shell.RunAsync($"download {Bert} --framework onnx --local-dir model")).Ended(ExitCode.Usage).Error);
        Assert.IsEmpty(Directory.GetFileSystemEntries(shell.PathOf("victim")));
    }

    [TestMethod]
    public async Task A_renamed_model_is_downloaded_with_a_warning()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);

        var run = (await shell.RunAsync("download old-owner/bert")).Ended(ExitCode.Done);

        Assert.AreEqual($"{SnapshotIn(shell)}\n", run.Out);
        Assert.Contains(Bert, run.Error);
    }

    [TestMethod]
    public async Task Offline_uses_what_is_there_and_names_what_is_not()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        (await shell.RunAsync($"download {Bert}")).Ended(ExitCode.Done);
        shell.Variables["HF_HUB_OFFLINE"] = "1";
        var requests = hub.Requests.Length;

        Assert.AreEqual($"{SnapshotIn(shell)}\n", (await shell.RunAsync($"download {Bert}")).Ended(ExitCode.Done).Out);
        Assert.Contains("HFR7107", (await shell.RunAsync($"download {Bert} --framework onnx")).Ended(ExitCode.Refused).Error);
        Assert.Contains("HF_HUB_OFFLINE", (await shell.RunAsync("download other/model")).Ended(ExitCode.Refused).Error);
        Assert.HasCount(requests, hub.Requests);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("app")]
    [DataRow("app/App.csproj")]
    [DataRow("app/hfregistry.lock.json")]
    public async Task Restore_downloads_what_lock_files_name_once(string path)
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        Lock(shell, Entry("bert"), Entry("bert") with { Request = new RawRequest { Include = "bert", Framework = "onnx" } });
        shell.Write("app/App.csproj", "<Project/>");

        var first = await (await shell.RunAsync($"restore {path} --json")).Ended(ExitCode.Done).JsonOfAsync("restore");
        var requests = hub.Requests.Length;
        var second = await (await shell.RunAsync($"restore {path} --json")).Ended(ExitCode.Done).JsonOfAsync("restore");

        Assert.AreEqual(3, first.GetProperty("fetched").GetInt32());
        Assert.AreEqual((0, 0), (second.GetProperty("fetched").GetInt32(), second.GetProperty("requests").GetInt32()));
        Assert.HasCount(requests, hub.Requests);
        Assert.Contains("up to date", (await shell.RunAsync($"restore {path}")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    public async Task Restore_takes_the_files_that_a_request_names_where_the_lock_file_lists_none()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        Lock(
            shell,
            Entry(Bert) with { Request = new RawRequest { Include = Bert, Revision = Commit, Download = "true", Files = "config.json" } },
            Entry(Bert) with { Request = new RawRequest { Include = Bert, Revision = Commit, Download = "true", Files = "onnx/*" } });

        var restored = await (await shell.RunAsync("restore app --json")).Ended(ExitCode.Done).JsonOfAsync("restore");

        Assert.AreEqual(2, restored.GetProperty("fetched").GetInt32());
        Assert.IsFalse(File.Exists(Path.Combine(SnapshotIn(shell), "model.safetensors")));
        Assert.IsTrue(File.Exists(Path.Combine(SnapshotIn(shell), "onnx", "model.onnx")));
    }

    [TestMethod]
    public async Task Files_of_transformers_js_are_those_of_ONNX()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        Lock(shell, Entry("bert") with { Request = new RawRequest { Include = "bert", Framework = "transformers.js" } });

        (await shell.RunAsync("restore app")).Ended(ExitCode.Done);
        (await shell.RunAsync($"download {Bert} --framework transformers.js")).Ended(ExitCode.Done);

        Assert.IsTrue(File.Exists(Path.Combine(SnapshotIn(shell), "onnx", "model.onnx")));
    }

    [TestMethod]
    public async Task Lock_update_writes_the_files_of_a_model_and_restore_takes_these_alone()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        shell.Clock = TimeProvider.System;
        Lock(shell, Entry(Bert) with { Request = new RawRequest { Include = Bert, Revision = Commit, Download = "true", Files = "onnx/*; config.json" } });

        (await shell.RunAsync("lock update app")).Ended(ExitCode.Done);
        var locked = LockFile.Load(shell.PathOf("app", LockFile.FileName)).Value!.Entries.Single();
        Assert.AreEqual("config.json onnx/model.onnx", string.Join(' ', locked.Files.Select(file => file.Path)));
        (await shell.RunAsync("lock update app")).Ended(ExitCode.Done);
        Assert.HasCount(1, hub.Requests.Where(static request => request.Target.Contains("/tree/", StringComparison.Ordinal)).ToList(), "What is locked is not listed again.");

        var restored = await (await shell.RunAsync("restore app --json")).Ended(ExitCode.Done).JsonOfAsync("restore");
        Assert.AreEqual(2, restored.GetProperty("fetched").GetInt32());
        Assert.IsFalse(File.Exists(Path.Combine(SnapshotIn(shell), "model.safetensors")));

        // A Hub that has other bytes under the same commit.
        await using var changed = await LocalHub.StartAsync(Model.With("config.json", "{\"model_type\":\"nest\"}"u8.ToArray()));
        using var other = Shell(changed);
        Lock(other, locked);
        var refused = (await other.RunAsync("restore app")).Ended(ExitCode.Findings);
        Assert.Contains("HFR7110", refused.Error);
        Assert.Contains(locked.Files[0].Hash, refused.Error);
        Assert.IsFalse(Directory.Exists(SnapshotIn(other)));
    }

    [TestMethod]
    public async Task Restore_goes_on_after_a_model_that_cannot_be_had()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        Lock(shell, Entry("gone") with { Id = ModelId.Parse("nobody/nothing") }, Entry("bert"), Entry("loose") with { Id = ModelId.Parse("some/model"), Revision = null });

        var run = (await shell.RunAsync("restore app")).Ended(ExitCode.Findings);

        Assert.Contains("nobody/nothing", run.Error);
        Assert.Contains("HFR7108", run.Error);
        Assert.Contains("1 model restored, 2 files downloaded", run.Out);
    }

    [TestMethod]
    public async Task Restore_without_a_lock_file_is_a_mistake()
    {
        using var shell = new Shell();

        Assert.Contains("HFR1023", (await shell.RunAsync("restore")).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    public async Task Cache_lists_verifies_and_prunes()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        (await shell.RunAsync($"download {Bert}")).Ended(ExitCode.Done);
        Lock(shell, Entry("bert"));

        var listed = await (await shell.RunAsync("cache list --json")).Ended(ExitCode.Done).JsonOfAsync("cache-list");
        Assert.AreEqual(Bert, listed.GetProperty("models")[0].GetProperty("model_id").GetString());
        Assert.Contains("main", (await shell.RunAsync("cache list")).Ended(ExitCode.Done).Out);
        Assert.AreEqual(0, (await (await shell.RunAsync("cache verify --json")).Ended(ExitCode.Done).JsonOfAsync("cache-verify")).GetProperty("damaged").GetInt32());
        Assert.AreEqual(0, (await (await shell.RunAsync("cache prune app --json")).Ended(ExitCode.Done).JsonOfAsync("cache-prune")).GetProperty("removed").GetArrayLength());

        File.Delete(shell.PathOf("app", LockFile.FileName));
        Lock(shell, Entry("bert") with { Id = ModelId.Parse("some/model") });
        Assert.AreEqual(1, (await (await shell.RunAsync("cache prune app --dry-run --json")).Ended(ExitCode.Done).JsonOfAsync("cache-prune")).GetProperty("removed").GetArrayLength());
        Assert.Contains("removed", (await shell.RunAsync("cache prune app")).Ended(ExitCode.Done).Out);
        Assert.Contains("0 models", (await shell.RunAsync("cache list")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    public async Task Cache_verify_names_a_damaged_file()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        (await shell.RunAsync($"download {Bert}")).Ended(ExitCode.Done);
        var blob = new FileInfo(Path.Combine(SnapshotIn(shell), "model.safetensors")).ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        await File.WriteAllBytesAsync(blob, [1, .. new byte[99_999]]);

        var run = (await shell.RunAsync($"cache verify {Bert}")).Ended(ExitCode.Findings);

        Assert.Contains("HFR7109", run.Error);
        Assert.Contains(Path.GetFileName(blob), run.Error);
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("17")]
    [DataRow("many")]
    public async Task Connections_are_a_number_from_1_to_16(string number)
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync($"download acme/any --connections {number}")).Ended(ExitCode.Usage);

        Assert.Contains($"--connections is '{number}': write a number from 1 to 16.", run.Error);
    }

    [TestMethod]
    [DataRow("cache list")]
    [DataRow("cache verify")]
    [DataRow("download acme/any")]
    public async Task A_cache_that_is_a_file_is_an_error(string line)
    {
        using var shell = new Shell();
        await File.WriteAllTextAsync(shell.PathOf("file"), "no folder");

        var run = (await shell.RunAsync($"{line} --cache-dir file")).Ended(ExitCode.Usage);

        Assert.Contains("error HFR7106", run.Error);
        Assert.Contains("it is a file", run.Error);
    }

    [TestMethod]
    public async Task Prune_without_a_lock_file_removes_nothing()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        (await shell.RunAsync($"download {Bert}")).Ended(ExitCode.Done);

        (await shell.RunAsync("cache prune")).Ended(ExitCode.Usage);

        Assert.IsTrue(File.Exists(Path.Combine(SnapshotIn(shell), "config.json")));
    }

    private static Shell Shell(LocalHub hub)
    {
        var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(hub);
        shell.Variables["HF_HUB_CACHE"] = shell.PathOf("cache");
        return shell;
    }

    private static string SnapshotIn(Shell shell) => shell.PathOf("cache", "models--google-bert--bert-base-uncased", "snapshots", Commit);

    private static void Lock(Shell shell, params LockEntry[] entries)
    {
        Directory.CreateDirectory(shell.PathOf("app"));
        Assert.IsNull(new LockFile { Entries = [.. entries] }.Save(shell.PathOf("app", LockFile.FileName)));
    }

    private static LockEntry Entry(string type) => new()
    {
        Request = new RawRequest { Include = type },
        Id = ModelId.Parse(Bert),
        Revision = Revision.Parse(Commit),
        Tier = Tier.Registry,
        Reason = "a test locked it",
    };
}
