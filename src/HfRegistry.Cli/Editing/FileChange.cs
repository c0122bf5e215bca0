using HfRegistry.Cli.Output;
using HfRegistry.Files;

namespace HfRegistry.Cli.Editing;

/// <summary>A file before and after an edit.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Old">The bytes that were read, or null when the file is new.</param>
/// <param name="New">The bytes to write.</param>
internal sealed record FileChange(string Path, byte[]? Old, byte[] New)
{
    private const int MaxBytes = 64_000_000;

    /// <summary>Gets whether there is anything to write.</summary>
    public bool IsChange => Old is null || !Old.AsSpan().SequenceEqual(New);

    /// <summary>Returns the difference.</summary>
    /// <param name="root">The folder that its path is relative to.</param>
    public string Diff(string root) =>
        UnifiedDiff.Of(System.IO.Path.GetRelativePath(root, Path).Replace('\\', '/'), Old is null ? null : EncodedText.Decode(Old)?.Text ?? "", EncodedText.Decode(New)?.Text ?? "");

    /// <summary>Writes changes, each file at once: all of them, or none when one of the files changed meanwhile or is read-only.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null when done; else why not.</returns>
    public static Diagnostic? Write(IReadOnlyList<FileChange> changes, TimeProvider time) =>
        changes.Select(static change => change.Problem()).FirstOrDefault(static problem => problem is not null)
        ?? changes.Select(change => AtomicFile.Replace(change.Path, change.New, DiagnosticCatalog.ProjectFileNotWritten, time)).FirstOrDefault(static problem => problem is not null);

    private Diagnostic? Problem()
    {
        var place = new SourceLocation(Path);
        return (Old, BoundedFile.Read(Path, MaxBytes)) switch
        {
            (null, FileReading.Missing) => WritableTarget.Check(Path, DiagnosticCatalog.ProjectFileNotWritten),
            ({ } old, FileReading.Content now) when now.Utf8.AsSpan().SequenceEqual(old) =>
                // A file is replaced by its folder's rights: its own would not be asked.
                new FileInfo(SymbolicLink.Resolve(Path)).IsReadOnly ? DiagnosticCatalog.ProjectFileReadOnly.Create(place, Path) : null,
            _ => DiagnosticCatalog.ProjectFileChanged.Create(place, Path),
        };
    }
}
