namespace HfRegistry.Files;

/// <summary>Replaces a file in one step: a reader, or a kill at any moment, finds the old file or the new one.</summary>
internal static class AtomicFile
{
    private const string Suffix = ".tmp";

    /// <summary>After a day a temporary file goes even where nothing tells whether its writer lives.</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromDays(1);

    /// <summary>A file has its name a moment before its writer's lock.</summary>
    private static readonly TimeSpan BirthAge = TimeSpan.FromSeconds(5);

    /// <summary>Replaces a file, or creates it. Equal bytes: nothing is written. A symbolic link stays, its target is replaced.</summary>
    /// <param name="path">The path.</param>
    /// <param name="content">What to write.</param>
    /// <param name="kind">The diagnostic of a failure.</param>
    /// <param name="time">Tells which temporary files of killed processes are old enough to remove.</param>
    /// <returns>Null when done; else why not, and the old file is untouched.</returns>
    public static Diagnostic? Replace(string path, byte[] content, DiagnosticDescriptor kind, TimeProvider time)
    {
        try
        {
            var target = SymbolicLink.Resolve(path);
            if (Directory.Exists(target))
                return kind.Variant(DiagnosticCatalog.TargetIsFolder).Create(new SourceLocation(path), path);
            if (IsPipeOrDevice(target))
                return kind.Variant(DiagnosticCatalog.TargetIsDevice).Create(new SourceLocation(path), path);
            if (Holds(target, content))
                return null;
            RemoveOrphans(target, time.GetUtcNow());
            WriteBeside(target, content);
            return null;
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            return NotWritten(path, kind, refused);
        }
    }

    /// <summary>Returns the diagnostic of a file that cannot be written.</summary>
    /// <param name="path">The path.</param>
    /// <param name="kind">The kind of the diagnostic.</param>
    /// <param name="refused">Why not.</param>
    public static Diagnostic NotWritten(string path, DiagnosticDescriptor kind, Exception refused) =>
        (refused is PathTooLongException ? kind.Variant(DiagnosticCatalog.TargetNameTooLong) : kind).Create(new SourceLocation(path), path, refused.Message);

    /// <summary>Returns whether an exception is the file system's answer and not a bug.</summary>
    public static bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    // A rename would put a file in the place of /dev/null. To cut an empty file to nothing changes nothing, and only a file can be cut.
    private static bool IsPipeOrDevice(string target)
    {
        if (new FileInfo(target) is not { Exists: true, Length: 0 })
            return false;

        // To open a pipe for one direction alone would wait for its other end.
        using var opened = new FileStream(target, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            opened.SetLength(0);
            return false;
        }
        catch (Exception refused) when (refused is IOException or NotSupportedException)
        {
            return true;
        }
    }

    private static bool Holds(string target, byte[] content)
    {
        var file = new FileInfo(target);
        return file.Exists && file.Length == content.Length && BoundedFile.Read(target, content.Length) is FileReading.Content old
            && old.Utf8.AsSpan().SequenceEqual(content);
    }

    private static void WriteBeside(string target, byte[] content)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $"{SiblingName.PrefixOf(target)}{Guid.NewGuid():N}{Suffix}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);

                // Held until it has its place, so that a temporary file that nobody holds is one whose writer is dead.
                if (!OperatingSystem.IsWindows())
                {
                    if (File.Exists(target))
                        File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
                    File.Move(temporary, target, overwrite: true);
                }
            }

            // Windows moves no file that is open.
            if (OperatingSystem.IsWindows())
                File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            // After the move there is nothing to delete.
            File.Delete(temporary);
        }
    }

    private static void RemoveOrphans(string target, DateTimeOffset now)
    {
        var prefix = SiblingName.PrefixOf(target);
        var orphans = new DirectoryInfo(Path.GetDirectoryName(target)!).EnumerateFiles()
            .Where(file => file.Name.StartsWith(prefix, StringComparison.Ordinal) && file.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .Where(file => Guid.TryParseExact(file.Name[prefix.Length..^Suffix.Length], "N", out _) && IsOrphan(file, now - file.LastWriteTimeUtc));
        foreach (var orphan in orphans)
            orphan.Delete();
    }

    private static bool IsOrphan(FileInfo file, TimeSpan age) => age > OrphanAge || (age > BirthAge && IsHeldByNobody(file.FullName));

    private static bool IsHeldByNobody(string path)
    {
        try
        {
            using var alone = OpenAlone(path);
            return !CanOpenAlone(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Where a file can be had alone twice, as on some network shares, locks keep nobody out and tell nothing.
    private static bool CanOpenAlone(string path)
    {
        try
        {
            using var second = OpenAlone(path);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static FileStream OpenAlone(string path) => new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
}
