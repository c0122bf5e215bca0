using System.Diagnostics;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Registry;

/// <summary>What other processes find in the registry file while it is written, and after its writer was killed.</summary>
[TestClass]
internal sealed class RegistryProcessTests
{
    private const int Kills = 50;
    private const int Additions = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("hf").FullName;

    public TestContext TestContext { get; set; } = null!;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task A_kill_at_any_moment_leaves_the_old_file_or_the_new_one()
    {
        var seed = Environment.TickCount;
        TestContext.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "killed")).FullName, RegistryFile.FileName);
        var (old, @new) = (RegistryOf(models: 5), RegistryOf(models: 400));
        var (oldPath, newPath) = (Save(old, "old.json"), Save(@new, "new.json"));
        byte[][] allowed = [RegistryFile.Render(old), RegistryFile.Render(@new)];
        Assert.IsNull(RegistryFile.Save(old, path));

        // The next process starts while the last one is at work: to start takes longer than to save.
        var next = OtherProcess.Start("alternate", path, oldPath, newPath);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var writer = next;
            next = OtherProcess.Start("alternate", path, oldPath, newPath);
            await writer.BeginAsync(TestContext.CancellationToken);
            await KillDuringASaveAsync(writer, random);

            var left = await File.ReadAllBytesAsync(path, TestContext.CancellationToken);
            Assert.IsTrue(allowed.Any(left.SequenceEqual), $"seed {seed}, kill {kill}: {left.Length} bytes are neither file");
        }

        await next.DisposeAsync();
        AssertTheNextSaveClearsUp(path, old);
    }

    [TestMethod]
    public async Task Processes_with_temporary_folders_of_their_own_and_through_a_linked_folder_lose_no_change()
    {
        var real = Directory.CreateDirectory(Path.Combine(_folder, "real")).FullName;
        var path = Save(RegistryOf(models: 1), Path.Combine("real", RegistryFile.FileName));
        var linked = OperatingSystem.IsWindows() ? path : Path.Combine(Directory.CreateSymbolicLink(Path.Combine(_folder, "linked"), real).FullName, RegistryFile.FileName);
        var processes = new[] { path, path, linked, linked }
            .Select((each, i) => OtherProcess.StartWith(Directory.CreateDirectory(Path.Combine(_folder, $"tmp{i}")).FullName, "count", each, $"{Additions}")).ToList();
        try
        {
            await Task.WhenAll(processes.Select(process => process.BeginAsync(TestContext.CancellationToken)));
            await Task.WhenAll(processes.Select(process => process.FinishAsync(TestContext.CancellationToken)));
        }
        finally
        {
            foreach (var process in processes)
                await process.DisposeAsync();
        }

        Assert.AreEqual(processes.Count * Additions, RegistryFile.Load(path).Value!.Entries.Single().Models.Single().Downloads30d);
        Assert.AreEqual(path, Directory.GetFileSystemEntries(real).Single());
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(_folder, "tmp0")));
    }

    // After some whole saves, at a moment within about one more.
    private async Task KillDuringASaveAsync(OtherProcess writer, Random random)
    {
        var started = Stopwatch.GetTimestamp();
        var saves = random.Next(1, 5);
        for (var i = 0; i < saves; i++)
        {
            started = Stopwatch.GetTimestamp();
            await writer.WaitForLineAsync("saved", TestContext.CancellationToken);
        }

        var moment = Stopwatch.GetElapsedTime(started) * random.NextDouble();
        var from = Stopwatch.GetTimestamp();
        SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(from) >= moment);
        await writer.KillAsync(TestContext.CancellationToken);
    }

    private void AssertTheNextSaveClearsUp(string path, ModelRegistry registry)
    {
        var orphans = Directory.GetFiles(Path.GetDirectoryName(path)!).Where(file => file != path).ToList();
        TestContext.WriteLine($"{orphans.Count} temporary files after {Kills} kills");
        Assert.IsLessThanOrEqualTo(Kills, orphans.Count);
        foreach (var orphan in orphans)
            File.SetLastWriteTimeUtc(orphan, DateTime.UtcNow.AddHours(-2));
        File.Delete(path);

        Assert.IsNull(RegistryFile.Save(registry, path));

        Assert.AreEqual(path, Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!).Single());
    }

    private string Save(ModelRegistry registry, string name)
    {
        var path = Path.Combine(_folder, name);
        Assert.IsNull(RegistryFile.Save(registry, path));
        return path;
    }

    private static ModelRegistry RegistryOf(int models) => ModelRegistry.Of([new RegistryEntry
    {
        Type = ModelType.Parse("bert"),
        Models = [.. Enumerable.Range(0, models).Select(static i => new ModelRecord { Id = ModelId.Parse($"o/m{i}"), Likes = i, Downloads30d = 0 })],
    }]);
}
