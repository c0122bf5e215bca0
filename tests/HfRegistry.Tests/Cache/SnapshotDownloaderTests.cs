using HfRegistry.Cache;
using HfRegistry.Selection;
using HfRegistry.Testing;
using HfRegistry.UseCases;

namespace HfRegistry.Tests.Cache;

[TestClass]
internal sealed class SnapshotDownloaderTests
{
    [TestMethod]
    public async Task Locked_files_are_downloaded_and_another_content_is_refused_with_both_hashes()
    {
        await using var scene = await DownloadScene.StartAsync();
        using var hub = scene.Connect();
        var files = new ModelFilesUseCase(new DownloadOptions { Root = scene.Root }, hub, TimeProvider.System);
        var listed = await files.ListAsync(DownloadScene.Id, Revision.Parse(DownloadScene.Commit), new RawRequest { Include = "", Files = "model.safetensors; *.json" }, CancellationToken.None);
        Assert.AreEqual("1_Pooling/config.json config.json model.safetensors", string.Join(' ', listed.Value!.Files.Select(file => file.Path)));

        var restored = await files.RestoreAsync(DownloadScene.Id, listed.Value, CancellationToken.None);
        Assert.IsEmpty(restored.Diagnostics);
        Assert.AreEqual(3, restored.Value!.Fetched);
        Assert.IsFalse(File.Exists(Path.Combine(scene.Snapshot, "onnx", "model.onnx")), "Nobody locked it.");
        foreach (var file in listed.Value.Files)
            Assert.AreEqual(file.Hash, await ModelFilesUseCase.HashAsync(Path.Combine(scene.Snapshot, file.Path), file, CancellationToken.None));

        var other = listed.Value with { Files = [listed.Value.Files[2] with { Hash = new('0', 64) }] };
        var refused = (await files.RestoreAsync(DownloadScene.Id, other, CancellationToken.None)).Diagnostics.Single();
        Assert.AreEqual("HFR7110", refused.Code);
        StringAssert.Contains(refused.Message, other.Files[0].Hash);
        StringAssert.Contains(refused.Message, listed.Value.Files[2].Hash);
    }

    [TestMethod]
    public async Task A_model_is_stored_in_the_layout_of_the_shared_cache()
    {
        await using var scene = await DownloadScene.StartAsync();

        var snapshot = (await scene.DownloadAsync()).Value!;

        Assert.AreEqual(scene.Snapshot, snapshot.Folder);
        CollectionAssert.AreEqual(new[] { "1_Pooling/config.json", "config.json", "model.safetensors" }, snapshot.Selection.Files.Select(static file => file.Path).ToList());
        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));
        var link = new FileInfo(Path.Combine(scene.Snapshot, "1_Pooling", "config.json")).LinkTarget!;
        StringAssert.StartsWith(link, Path.Combine("..", "..", "..", "blobs"), StringComparison.Ordinal);
        Assert.AreEqual(DownloadScene.Commit, await File.ReadAllTextAsync(Path.Combine(scene.Root, "models--garden--bird", "refs", "main")));
        Assert.IsTrue(File.Exists(Path.Combine(scene.Root, "models--garden--bird", "trees", $"{DownloadScene.Commit}.json")));
        StringAssert.StartsWith(await File.ReadAllTextAsync(Path.Combine(scene.Root, "CACHEDIR.TAG")), "Signature: 8a477f597d28d172789f06886806bc55", StringComparison.Ordinal);
        Assert.IsTrue(Directory.GetFiles(scene.Blobs).All(static blob => RepositoryCache.IsETag(Path.GetFileName(blob))), "something unfinished is left");
    }

    [TestMethod]
    public async Task A_complete_commit_asks_nothing()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync(revision: DownloadScene.Commit);
        var before = scene.Hub.Requests.Length + scene.Cdn.Requests.Length;

        var again = (await scene.DownloadAsync(revision: DownloadScene.Commit)).Value!;

        Assert.AreEqual((0L, 0), (again.Requests, again.Fetched));
        Assert.AreEqual(before, scene.Hub.Requests.Length + scene.Cdn.Requests.Length);
        Assert.IsNotNull((await scene.ReadOfflineAsync(revision: DownloadScene.Commit)).Value);
    }

    [TestMethod]
    public async Task A_branch_that_was_downloaded_is_found_without_the_network()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();

        Assert.AreEqual(scene.Snapshot, (await scene.ReadOfflineAsync()).Value!.Folder);
        var missing = await scene.ReadOfflineAsync(new FileRequest { Framework = "onnx" });
        Assert.AreEqual(DiagnosticCatalog.NotCached.Code, missing.Diagnostics.Single().Code);
        StringAssert.Contains(missing.Diagnostics[0].Message, "onnx/model.onnx", StringComparison.Ordinal);
        StringAssert.Contains(missing.Diagnostics[0].Message, "HF_HUB_OFFLINE", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task The_token_stays_with_the_Hub()
    {
        await using var scene = await DownloadScene.StartAsync();

        await scene.DownloadAsync(token: "hf_valid");

        Assert.IsTrue(scene.Hub.Requests.All(static request => request.HasAuthorization));
        Assert.IsNotEmpty(scene.Cdn.Requests);
        Assert.IsFalse(scene.Cdn.Requests.Any(static request => request.HasAuthorization));
        Assert.IsTrue(scene.Cdn.Requests.All(static request => request.Headers.GetValueOrDefault("Accept-Encoding", "") is "" or "identity"));
    }

    [TestMethod]
    public async Task A_cut_transfer_goes_on_where_it_ended()
    {
        await using var scene = await DownloadScene.StartAsync();
        scene.Cdn.FailWith(Faults.First(1, DownloadFaults.CutAt(1_000_000)));

        await scene.DownloadAsync();

        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));
        var ranges = scene.Cdn.Requests.Select(static request => request.Headers.GetValueOrDefault("Range", "")).ToList();
        Assert.HasCount(2, ranges);
        Assert.AreEqual("", ranges[0]);
        StringAssert.Matches(ranges[1], new System.Text.RegularExpressions.Regex(@"\Abytes=[1-9][0-9]+-\z"));
    }

    [TestMethod]
    public async Task What_an_earlier_run_left_is_not_fetched_again()
    {
        await using var scene = await DownloadScene.StartAsync();
        Directory.CreateDirectory(scene.Blobs);
        await File.WriteAllBytesAsync(scene.PartialOf(DownloadScene.Weights), DownloadScene.Weights[..2_000_000]);

        await scene.DownloadAsync();

        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));
        Assert.AreEqual("bytes=2000000-", scene.Cdn.Requests.Single().Headers["Range"]);
    }

    [TestMethod]
    public async Task A_damaged_remainder_of_an_earlier_run_is_thrown_away()
    {
        await using var scene = await DownloadScene.StartAsync();
        Directory.CreateDirectory(scene.Blobs);
        await File.WriteAllBytesAsync(scene.PartialOf(DownloadScene.Weights), new byte[2_000_000]);

        var outcome = await scene.DownloadAsync();

        Assert.IsNotNull(outcome.Value, string.Join('\n', outcome.Diagnostics));
        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));
    }

    [TestMethod]
    public async Task A_remainder_longer_than_the_file_is_thrown_away()
    {
        await using var scene = await DownloadScene.StartAsync();
        Directory.CreateDirectory(scene.Blobs);
        await File.WriteAllBytesAsync(scene.PartialOf(DownloadScene.Weights), new byte[4_000_000]);

        Assert.IsNotNull((await scene.DownloadAsync()).Value);
        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));
    }

    [TestMethod]
    public async Task A_store_that_knows_no_ranges_sends_the_whole_file_and_the_file_is_right()
    {
        await using var scene = await DownloadScene.StartAsync();
        Directory.CreateDirectory(scene.Blobs);
        await File.WriteAllBytesAsync(scene.PartialOf(DownloadScene.Weights), DownloadScene.Weights[..2_000_000]);
        scene.Cdn.FailWith((context, next) =>
        {
            context.Request.Headers.Remove("Range");
            return next(context);
        });

        Assert.IsNotNull((await scene.DownloadAsync()).Value);
        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));
    }

    [TestMethod]
    public async Task Wrong_bytes_never_get_a_name()
    {
        await using var scene = await DownloadScene.StartAsync();
        scene.Cdn.FailWith(Faults.Damaged(static bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]));

        var outcome = await scene.DownloadAsync();

        Assert.IsNull(outcome.Value);
        var error = outcome.Diagnostics.Single();
        Assert.AreEqual(DiagnosticCatalog.ContentDiffers.Code, error.Code);
        StringAssert.Contains(error.Message, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(DownloadScene.Weights)), StringComparison.Ordinal);
        Assert.IsFalse(File.Exists(Path.Combine(scene.Snapshot, "model.safetensors")));
        Assert.IsFalse(File.Exists(Path.Combine(scene.Root, "models--garden--bird", "refs", "main")), "a snapshot with a missing file must not count as there");
    }

    [TestMethod]
    public async Task An_answer_that_always_ends_early_is_given_up_and_kept()
    {
        await using var scene = await DownloadScene.StartAsync();
        scene.Cdn.FailWith(Faults.After(1, Faults.CutConnection), DownloadFaults.CutAt(1_000_000));

        var outcome = await scene.DownloadAsync();

        Assert.AreEqual(DiagnosticCatalog.DownloadFailed.Code, outcome.Diagnostics.Single().Code);
        Assert.IsTrue(new FileInfo(scene.PartialOf(DownloadScene.Weights)).Length > 0);
        scene.Cdn.FailWith();
        Assert.IsNotNull((await scene.DownloadAsync()).Value);
        StringAssert.StartsWith(scene.Cdn.Requests[^1].Headers["Range"], "bytes=", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Two_downloads_at_once_fetch_each_byte_once()
    {
        await using var scene = await DownloadScene.StartAsync();

        var both = await Task.WhenAll(scene.DownloadAsync(), scene.DownloadAsync());

        Assert.IsTrue(both.All(static one => one.Value is not null));
        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));
        Assert.HasCount(1, scene.Cdn.Requests);
    }

    [TestMethod]
    public async Task A_file_name_that_is_a_trap_stops_the_download_before_the_first_byte()
    {
        await using var scene = await DownloadScene.StartAsync(DownloadScene.Model.With("../../evil.json", "{}"u8.ToArray()));

        var outcome = await scene.DownloadAsync();

        Assert.AreEqual(DiagnosticCatalog.UnsafeFileName.Code, outcome.Diagnostics.Single().Code);
        Assert.IsFalse(Directory.Exists(scene.Root));
    }

    [TestMethod]
    public async Task A_link_that_somebody_planted_is_replaced_and_its_target_untouched()
    {
        await using var scene = await DownloadScene.StartAsync();
        var victim = Path.Combine(scene.Folder, "victim");
        await File.WriteAllTextAsync(victim, DownloadScene.Config);
        Directory.CreateDirectory(scene.Snapshot);
        File.CreateSymbolicLink(Path.Combine(scene.Snapshot, "config.json"), victim);

        await scene.DownloadAsync();

        Assert.AreEqual(DownloadScene.Config, await File.ReadAllTextAsync(victim));
        StringAssert.Contains(new FileInfo(Path.Combine(scene.Snapshot, "config.json")).LinkTarget!, "blobs", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Without_links_the_files_are_copies_and_the_cache_is_complete()
    {
        await using var scene = await DownloadScene.StartAsync();
        var options = new DownloadOptions { Root = scene.Root, ForbidsLinks = true };

        Assert.IsNotNull((await scene.DownloadAsync(options: options)).Value);

        Assert.IsNull(new FileInfo(Path.Combine(scene.Snapshot, "model.safetensors")).LinkTarget);
        Assert.IsNotNull((await scene.ReadOfflineAsync()).Value);
        Assert.IsEmpty((await CacheVerifier.VerifyAsync(scene.Root, [], CancellationToken.None)).Diagnostics);
    }

    [TestMethod]
    public async Task Without_links_equal_files_of_another_commit_do_not_travel_again()
    {
        const string Next = "2222222222222222222222222222222222222222";
        await using var scene = await DownloadScene.StartAsync(DownloadScene.Model with { Revisions = DownloadScene.Model.Revisions.Add("next", Next) });
        var options = new DownloadOptions { Root = scene.Root, ForbidsLinks = true };
        await scene.DownloadAsync(options: options);
        // Whoever wrote to a copy changed what it is.
        await File.WriteAllTextAsync(Path.Combine(scene.Snapshot, "config.json"), DownloadScene.Config.Replace("bert", "gpt2", StringComparison.Ordinal));
        var before = scene.Hub.Requests.Length;

        var next = (await scene.DownloadAsync(revision: "next", options: options)).Value!;

        Assert.HasCount(1, scene.Cdn.Requests);
        var asked = scene.Hub.Requests.Skip(before).Where(static request => request.Target.Contains("/resolve/", StringComparison.Ordinal)).Select(static request => request.Target);
        Assert.EndsWith("/config.json", asked.Single());
        Assert.AreEqual(Next, Path.GetFileName(next.Folder));
        CollectionAssert.AreEqual(DownloadScene.Weights, await File.ReadAllBytesAsync(Path.Combine(next.Folder, "model.safetensors")));
        Assert.AreEqual(DownloadScene.Config, await File.ReadAllTextAsync(Path.Combine(next.Folder, "config.json")));
        Assert.IsEmpty(Directory.GetFiles(scene.Blobs), "Without links the contents lie in the snapshots.");
    }

    [TestMethod]
    public async Task Files_that_transformers_looks_for_and_the_commit_lacks_are_noted()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync(new FileRequest { Include = ["config.json"] });

        var notes = Path.Combine(scene.Root, "models--garden--bird", ".no_exist", DownloadScene.Commit);
        Assert.AreEqual(0, new FileInfo(Path.Combine(notes, "adapter_config.json")).Length);
        Assert.IsTrue(File.Exists(Path.Combine(notes, "custom_generate", "generate.py")));
        Assert.IsFalse(File.Exists(Path.Combine(notes, "model.safetensors")), "The commit has it.");
    }

    [TestMethod]
    public async Task A_gated_model_says_what_to_do()
    {
        await using var scene = await DownloadScene.StartAsync(DownloadScene.Model with { Gating = Gating.Manual });

        var outcome = await scene.DownloadAsync(token: "hf_valid");

        Assert.AreEqual(DiagnosticCatalog.NotAvailable.Code, outcome.Diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task A_cut_cached_file_is_fetched_again()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();
        await File.WriteAllBytesAsync(Path.Combine(scene.Blobs, Sha256(DownloadScene.Weights)), []);

        Assert.AreEqual(1, (await scene.DownloadAsync()).Value!.Fetched);
        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));
    }

    [TestMethod]
    public async Task Progress_ends_at_the_whole()
    {
        await using var scene = await DownloadScene.StartAsync();
        var reports = new System.Collections.Concurrent.ConcurrentQueue<DownloadProgress>();
        using var hub = scene.Connect();

        await new SnapshotDownloader(new DownloadOptions { Root = scene.Root }, hub, TimeProvider.System, new Collecting(reports))
            .DownloadAsync(new DownloadRequest { Id = DownloadScene.Id });

        Assert.IsTrue(reports.Any(static report => report.Files == report.TotalFiles && report.Bytes == report.TotalBytes));
        Assert.IsTrue(reports.All(static report => report.Bytes <= report.TotalBytes));
    }

    [TestMethod]
    public async Task Bytes_of_an_earlier_run_do_not_count_as_fast_ones()
    {
        await using var scene = await DownloadScene.StartAsync();
        Directory.CreateDirectory(scene.Blobs);
        await File.WriteAllBytesAsync(scene.PartialOf(DownloadScene.Weights), DownloadScene.Weights[..2_000_000]);
        var reports = new System.Collections.Concurrent.ConcurrentQueue<DownloadProgress>();
        using var hub = scene.Connect();

        await new SnapshotDownloader(new DownloadOptions { Root = scene.Root }, hub, TimeProvider.System, new Collecting(reports))
            .DownloadAsync(new DownloadRequest { Id = DownloadScene.Id });

        Assert.AreEqual(2_000_000, reports.Max(static report => report.Found));
    }

    [TestMethod]
    public async Task A_canceled_download_ends_and_keeps_what_came()
    {
        await using var scene = await DownloadScene.StartAsync();
        using var cancellation = new CancellationTokenSource();
        scene.Cdn.FailWith(async (context, next) =>
        {
            await DownloadFaults.CutAt(1_000_000, () => cancellation.Cancel())(context, next);
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() => scene.DownloadAsync(cancellationToken: cancellation.Token));

        Assert.IsFalse(File.Exists(Path.Combine(scene.Root, "models--garden--bird", "refs", "main")));
    }

    [TestMethod]
    public async Task Without_links_two_downloads_at_once_fetch_each_file_once()
    {
        await using var scene = await DownloadScene.StartAsync();
        var options = new DownloadOptions { Root = scene.Root, ForbidsLinks = true };

        for (var i = 0; i < 5; i++)
        {
            var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.DownloadAsync(options: options)));

            Assert.IsTrue(all.All(static one => one.Value is not null), string.Join('\n', all.SelectMany(static one => one.Diagnostics)));
            Assert.HasCount(i + 1, scene.Cdn.Requests);
            Directory.Delete(scene.Root, recursive: true);
        }
    }

    [TestMethod]
    public async Task A_content_that_lies_there_without_a_place_is_hashed_before_it_gets_one()
    {
        await using var scene = await DownloadScene.StartAsync();
        Directory.CreateDirectory(scene.Blobs);
        await File.WriteAllBytesAsync(Path.Combine(scene.Blobs, Sha256(DownloadScene.Weights)), new byte[DownloadScene.Weights.Length]);

        Assert.IsNotNull((await scene.DownloadAsync()).Value);
        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));

        Directory.Delete(scene.Snapshot, recursive: true);
        var requests = scene.Cdn.Requests.Length;
        Assert.IsNotNull((await scene.DownloadAsync()).Value);
        Assert.HasCount(requests, scene.Cdn.Requests);
    }

    [TestMethod]
    public async Task What_lies_in_a_cache_without_a_list_is_not_taken_for_all_files()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync(new FileRequest { Include = ["config.json"] });
        Directory.Delete(Path.Combine(scene.Root, "models--garden--bird", "trees"), recursive: true);
        var files = new ModelFilesUseCase(new DownloadOptions { Root = scene.Root, OfflineSwitch = "HF_HUB_OFFLINE" }, hub: null, TimeProvider.System);

        var listed = await files.ListAsync(DownloadScene.Id, Revision.Parse(DownloadScene.Commit), new RawRequest { Include = "" }, CancellationToken.None);

        Assert.AreEqual(DiagnosticCatalog.NotCached.Code, listed.Diagnostics.Single().Code);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Locked_files_need_no_list_of_the_commit(bool withoutLinks)
    {
        await using var scene = await DownloadScene.StartAsync();
        var options = new DownloadOptions { Root = scene.Root, ForbidsLinks = withoutLinks };
        var selection = (await scene.DownloadAsync(options: options)).Value!.Selection;
        var locked = new ModelFiles(Revision.Parse(DownloadScene.Commit), [.. selection.Files.Select(static file => new ModelFile(file.Path, file.Size, file.ETag))]);
        Directory.Delete(Path.Combine(scene.Root, "models--garden--bird", "trees"), recursive: true);
        using var hub = scene.Connect();

        var online = await new ModelFilesUseCase(options, hub, TimeProvider.System).RestoreAsync(DownloadScene.Id, locked, CancellationToken.None);
        Assert.AreEqual((0, 0L), (online.Value?.Fetched, online.Value?.Requests));

        var offline = new ModelFilesUseCase(options with { OfflineSwitch = "HF_HUB_OFFLINE" }, hub: null, TimeProvider.System);
        Assert.IsNotNull((await offline.RestoreAsync(DownloadScene.Id, locked, CancellationToken.None)).Value);
        File.Delete(Path.Combine(scene.Snapshot, "config.json"));
        var missing = (await offline.RestoreAsync(DownloadScene.Id, locked, CancellationToken.None)).Diagnostics.Single();
        Assert.AreEqual(DiagnosticCatalog.NotCached.Code, missing.Code);
        StringAssert.Contains(missing.Message, "config.json", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_locked_size_that_the_Hub_does_not_state_is_refused()
    {
        await using var scene = await DownloadScene.StartAsync();
        using var hub = scene.Connect();
        var files = new ModelFilesUseCase(new DownloadOptions { Root = scene.Root }, hub, TimeProvider.System);
        var listed = (await files.ListAsync(DownloadScene.Id, Revision.Parse(DownloadScene.Commit), new RawRequest { Include = "", Files = "config.json" }, CancellationToken.None)).Value!;

        var refused = await files.RestoreAsync(DownloadScene.Id, listed with { Files = [listed.Files[0] with { Size = 7 }] }, CancellationToken.None);

        Assert.AreEqual("HFR7110", refused.Diagnostics.Single().Code);
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));

    private sealed class Collecting(System.Collections.Concurrent.ConcurrentQueue<DownloadProgress> reports) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => reports.Enqueue(value);
    }
}
