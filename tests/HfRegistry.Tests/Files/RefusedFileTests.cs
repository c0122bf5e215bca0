using System.Diagnostics;
using HfRegistry.Configuration;
using HfRegistry.Registry;
using HfRegistry.Resolution;

namespace HfRegistry.Tests.Files;

/// <summary>What is no small regular file is refused by its nature: no byte of it is read, and nobody waits for one.</summary>
[TestClass]
internal sealed class RefusedFileTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("hf").FullName;

    public TestContext TestContext { get; set; } = null!;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow(65_000_000)]
    [DataRow(200_000_000)]
    public async Task A_huge_file_is_refused_by_its_length(long length)
    {
        var path = Path.Combine(_folder, "huge");
        using (var sparse = File.Create(path))
            sparse.SetLength(length);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var diagnostic = RegistryFile.Load(path).Diagnostics.Single();

        Assert.IsLessThan(1_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual("HFR4005", diagnostic.Code);
        StringAssert.Contains(diagnostic.Message, $"{length:N0}");
        await AssertRefusedSoonAsync(path, "HFR4005");
    }

    [TestMethod]
    public async Task A_folder_is_refused() => await AssertRefusedSoonAsync(_folder, "HFR4006");

    [TestMethod]
    public async Task An_empty_file_is_refused()
    {
        var path = Path.Combine(_folder, "empty");
        await File.WriteAllTextAsync(path, "", TestContext.CancellationToken);

        await AssertRefusedSoonAsync(path, "HFR4006");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_pipe_is_refused_and_stays_one()
    {
        var path = Path.Combine(_folder, "pipe");
        await MakePipeAsync(path);

        await AssertRefusedSoonAsync(path, "HFR4006");
        var saving = Task.Run(() => RegistryFile.Save(ModelRegistry.Empty, path));
        Assert.AreEqual("HFR4007", (await saving.WaitAsync(Soon, TestContext.CancellationToken))?.Code);
        Assert.AreEqual("pipe", Path.GetFileName(Directory.GetFileSystemEntries(_folder).Single()));
        Assert.AreEqual(0, new FileInfo(path).Length);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("/dev/zero")]
    [DataRow("/proc/self/mem")]
    public async Task A_token_is_never_read_out_of_a_device(string path)
    {
        var (reading, source) = await Task.Run(() => HubToken.Find(name => name == "HF_TOKEN_PATH" ? path : null)).WaitAsync(Soon, TestContext.CancellationToken);

        Assert.AreEqual("HF_TOKEN_PATH: its file holds no token", $"{source}: {reading.Problem}");
        Assert.IsNull(reading.Token);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_device_without_an_end_is_refused() => await AssertRefusedSoonAsync("/dev/zero", "HFR4006");

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_link_to_a_device_is_refused()
    {
        var path = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(path, "/dev/zero");

        await AssertRefusedSoonAsync(path, "HFR4006");
    }

    private async Task AssertRefusedSoonAsync(string path, string registryCode)
    {
        var loading = Task.Run(() => new[]
        {
            RegistryFile.Load(path).Diagnostics.Single(), ConfigurationFile.Load(path).Diagnostics.Single(), LockFile.Load(path).Diagnostics.Single(),
        });

        var refusals = await loading.WaitAsync(Soon, TestContext.CancellationToken);

        CollectionAssert.AreEqual(new[] { registryCode, "HFR5004", "HFR1021" }, refusals.Select(static refusal => refusal.Code).ToArray());
        Assert.IsTrue(refusals.All(refusal => refusal.Location == new SourceLocation(path)));
    }

    private async Task MakePipeAsync(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        await process.WaitForExitAsync(TestContext.CancellationToken);
        Assert.AreEqual(0, process.ExitCode);
    }
}
