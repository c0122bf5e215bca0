using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Tests.Stores;

/// <summary>Packages in a folder.</summary>
[TestClass]
internal sealed class FolderStoreTests : StoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hfr-store-").FullName;

    protected override IPackageStore Store => field ??= new FolderStore(Path.Combine(_folder, "store"));

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task Canceled_or_refused_upload_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => Store.PutAsync(Key, new MemoryStream(new byte[10]), "", null, cancellation.Token));
        Assert.IsNotNull(await Store.PutAsync(Key, new MemoryStream(new byte[10]), "", null, Canceled));

        Assert.IsEmpty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).ToList());
    }

    [TestMethod]
    public async Task Folders_of_a_deleted_object_go_with_it()
    {
        await PutAsync(Key, [1]);

        await Store.DeleteAsync(Key, Canceled);

        Assert.IsEmpty(Directory.EnumerateDirectories(Path.Combine(_folder, "store")).Where(static path => !path.EndsWith(".uploads", StringComparison.Ordinal)).ToList());
    }

    [TestMethod]
    public async Task Old_unfinished_upload_is_removed_and_a_new_one_stays()
    {
        var uploads = Directory.CreateDirectory(Path.Combine(_folder, "store", ".uploads")).FullName;
        await File.WriteAllTextAsync(Path.Combine(uploads, "old.tmp"), "", Canceled);
        await File.WriteAllTextAsync(Path.Combine(uploads, "new.tmp"), "", Canceled);
        File.SetLastWriteTimeUtc(Path.Combine(uploads, "old.tmp"), DateTime.UtcNow.AddDays(-2));

        Assert.IsNull(await Store.RemoveUnfinishedAsync(DateTimeOffset.UtcNow.AddDays(-1), Every, Canceled));

        Assert.AreEqual("new.tmp", Path.GetFileName(Directory.EnumerateFiles(uploads).Single()));
        Assert.IsEmpty(await ListAsync(""));
    }

    [TestMethod]
    public async Task Folder_that_is_a_file_fails_with_its_path()
    {
        var path = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(path, "", Canceled);
        using var store = new FolderStore(path);

        var failed = await store.PutAsync(Key, new MemoryStream([1]), Sha256([1]), null, Canceled);

        Assert.AreEqual("HFR7201", failed!.Code);
        Assert.Contains(path, failed.Message);
        Assert.AreEqual("HFR7201", (await store.CheckAsync(Canceled))!.Code);
    }

    [TestMethod]
    public void Address_of_an_object_names_no_folder_of_the_machine() => Assert.AreEqual($"file:///{Key}", Store.AddressOf(Key));

    [TestMethod]
    [DataRow("ftp://host/x")]
    [DataRow("s3://")]
    [DataRow("s3://Bucket")]
    [DataRow("s3://bucket/../x")]
    [DataRow("")]
    public void Address_that_names_no_store_is_refused(string address) =>
        Assert.AreEqual("HFR7203", StoreAddress.Open(address, _folder).Diagnostics.Single().Code);
}
