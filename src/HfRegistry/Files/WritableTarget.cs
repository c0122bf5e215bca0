namespace HfRegistry.Files;

/// <summary>Tells before the work whether its result can be written: nobody waits for an hour of requests to learn that a path names a folder.</summary>
internal static class WritableTarget
{
    /// <summary>Checks the path of a file that is to be replaced or created.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="kind">The diagnostic of a refusal.</param>
    /// <returns>Null when it can be written as far as anybody can tell; else why not.</returns>
    public static Diagnostic? Check(string path, DiagnosticDescriptor kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        try
        {
            var target = SymbolicLink.Resolve(path);
            if (Directory.Exists(target))
                return kind.Variant(DiagnosticCatalog.TargetIsFolder).Create(new SourceLocation(path), path);
            var folder = Path.GetDirectoryName(target)!;
            return Directory.Exists(folder)
                ? Probe(folder, path, kind)
                : kind.Variant(DiagnosticCatalog.TargetFolderMissing).Create(new SourceLocation(path), path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return AtomicFile.NotWritten(path, kind, refused);
        }
    }

    /// <summary>Checks a folder that files are to be written to; what it lacks of it is created later.</summary>
    /// <param name="folder">The absolute path.</param>
    /// <param name="kind">The diagnostic of a refusal.</param>
    /// <returns>Null when files can be written there as far as anybody can tell; else why not.</returns>
    public static Diagnostic? CheckFolder(string folder, DiagnosticDescriptor kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        try
        {
            var existing = folder;
            while (!Path.Exists(existing) && Path.GetDirectoryName(existing) is { } above)
                existing = above;
            if (!Directory.Exists(existing))
                return kind.Variant(DiagnosticCatalog.TargetIsFile).Create(new SourceLocation(folder), existing);

            // What lies there decides what may be written over.
            if (existing == folder)
                _ = Directory.EnumerateFileSystemEntries(folder).Any();
            return Probe(existing, folder, kind);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return AtomicFile.NotWritten(folder, kind, refused);
        }
    }

    // A right is known for certain by its use alone: a file that goes when it is closed.
    private static Diagnostic? Probe(string folder, string path, DiagnosticDescriptor kind)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $".hfregistry-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return AtomicFile.NotWritten(path, kind, refused);
        }
    }
}
