using HfRegistry.Files;

namespace HfRegistry.Tests.Files;

[TestClass]
internal sealed class AtomicFileTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hf").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_file_is_replaced_through_its_link_and_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (target, link) = (Path.Combine(_folder, "target"), Path.Combine(_folder, "link"));
        File.WriteAllText(target, "old");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(link, target);

        Assert.IsNull(Replace(link, "new"u8));

        Assert.AreEqual("new", File.ReadAllText(target));
        Assert.AreEqual(target, new FileInfo(link).LinkTarget);
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(target));
        Assert.HasCount(2, Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    public void Equal_bytes_write_nothing()
    {
        var path = Path.Combine(_folder, "f");
        File.WriteAllText(path, "same");
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        Assert.IsNull(Replace(path, "same"u8));

        Assert.AreEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(path));
    }

    [TestMethod]
    public void A_failure_is_a_diagnostic_and_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "d"));

        Assert.AreEqual("HFR4007", Replace(Path.Combine(_folder, "d"), "x"u8)?.Code);
        Assert.AreEqual("HFR4007", Replace(Path.Combine(_folder, "none", "f"), "x"u8)?.Code);
        Assert.HasCount(1, Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    public void A_leftover_of_a_killed_process_goes_with_the_next_write_and_what_a_living_one_holds_stays()
    {
        var (left, held, young, foreign, other) = ($".f.{Guid.NewGuid():N}.tmp", $".f.{Guid.NewGuid():N}.tmp", $".f.{Guid.NewGuid():N}.tmp", ".f.mine.tmp", $".g.{Guid.NewGuid():N}.tmp");
        foreach (var name in new[] { left, held, young, foreign, other })
            WriteLeftover(name, name == young ? TimeSpan.Zero : TimeSpan.FromMinutes(1));

        using (new FileStream(Path.Combine(_folder, held), FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            Assert.IsNull(Replace(Path.Combine(_folder, "f"), "x"u8));

        CollectionAssert.AreEquivalent(new[] { held, young, foreign, other, "f" }, Directory.GetFiles(_folder).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void A_leftover_goes_after_a_day_whoever_holds_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        var held = WriteLeftover($".f.{Guid.NewGuid():N}.tmp", TimeSpan.FromHours(25));

        using (new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            Assert.IsNull(Replace(Path.Combine(_folder, "f"), "x"u8));

        Assert.AreEqual("f", Path.GetFileName(Directory.GetFiles(_folder).Single()));
    }

    [TestMethod]
    public async Task Writers_of_one_file_do_not_take_each_other_s_for_leftovers()
    {
        var path = Path.Combine(_folder, "f");

        var problems = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => Replace(path, BitConverter.GetBytes(i)))));

        Assert.IsTrue(problems.All(problem => problem is null), problems.FirstOrDefault(problem => problem is not null)?.Message);
        Assert.AreEqual("f", Path.GetFileName(Directory.GetFiles(_folder).Single()));
    }

    [TestMethod]
    public async Task A_lock_excludes_a_second_holder_until_it_is_released()
    {
        var path = Path.Combine(_folder, "f");
        var first = await FileLock.TakeAsync(path, TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        var second = await FileLock.TakeAsync(path, TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        Assert.AreEqual("HFR4008", second.Diagnostics.Single().Code);

        first.Value!.Dispose();
        using var third = (await FileLock.TakeAsync(path, TimeSpan.Zero, TimeProvider.System, CancellationToken.None)).Value;
        Assert.IsNotNull(third);
    }

    [TestMethod]
    public async Task A_lock_lies_beside_its_file_only_while_it_is_held()
    {
        var taken = await FileLock.TakeAsync(Path.Combine(_folder, "f"), TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        Assert.AreEqual(".f.lock", Path.GetFileName(Directory.GetFiles(_folder).Single()));

        taken.Value!.Dispose();

        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    public async Task A_lock_is_met_through_a_linked_folder_and_through_a_link_to_the_file()
    {
        if (OperatingSystem.IsWindows())
            return;
        var real = Directory.CreateDirectory(Path.Combine(_folder, "real")).FullName;
        var linked = Directory.CreateSymbolicLink(Path.Combine(_folder, "linked"), real).FullName;
        await File.WriteAllTextAsync(Path.Combine(real, "f"), "x", CancellationToken.None);
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), Path.Combine("linked", "f"));
        using var held = (await FileLock.TakeAsync(Path.Combine(real, "f"), TimeSpan.Zero, TimeProvider.System, CancellationToken.None)).Value;

        foreach (var other in new[] { Path.Combine(linked, "f"), Path.Combine(_folder, "link") })
            Assert.AreEqual("HFR4008", (await FileLock.TakeAsync(other, TimeSpan.Zero, TimeProvider.System, CancellationToken.None)).Diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task A_lock_that_a_killed_process_left_is_taken_over()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ".f.lock"), "", CancellationToken.None);

        var taken = await FileLock.TakeAsync(Path.Combine(_folder, "f"), TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        taken.Value!.Dispose();

        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    public async Task A_lock_in_a_folder_that_does_not_exist_is_refused_at_once() =>
        Assert.AreEqual("HFR4007", (await FileLock.TakeAsync(Path.Combine(_folder, "none", "f"), TimeSpan.FromDays(1), TimeProvider.System, CancellationToken.None)).Diagnostics.Single().Code);

    [TestMethod]
    public async Task The_longest_name_of_the_file_system_can_be_locked_and_written_and_a_longer_one_says_so()
    {
        if (OperatingSystem.IsWindows())
            return;
        var longest = Path.Combine(_folder, new string('ä', 127));

        using (var held = (await FileLock.TakeAsync(longest, TimeSpan.Zero, TimeProvider.System, CancellationToken.None)).Value)
            Assert.IsNull(Replace(longest, "x"u8));

        Assert.AreEqual(longest, Directory.GetFiles(_folder).Single());
        var refused = Replace(Path.Combine(_folder, new string('a', 256)), "x"u8);
        Assert.AreEqual("HFR4007", refused?.Code);
        Assert.EndsWith("Choose a shorter name.", refused!.Message);
    }

    private string WriteLeftover(string name, TimeSpan age)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "half");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - age);
        return path;
    }

    private static Diagnostic? Replace(string path, ReadOnlySpan<byte> content) =>
        AtomicFile.Replace(path, content.ToArray(), DiagnosticCatalog.RegistryNotWritten, TimeProvider.System);
}
