using HfRegistry.Files;

namespace HfRegistry.Snapshots;

/// <summary>Files of snapshots: <c>schema_version</c> and <c>snapshots</c>, sorted keys, equal bytes for equal snapshots.</summary>
internal static class SnapshotFile
{
    /// <summary>The version of the form.</summary>
    public const int Version = 1;

    private const int MaxBytes = 512_000_000;

    /// <summary>Returns the snapshots as text, in their order.</summary>
    public static byte[] Render(IEnumerable<ModelSnapshot> snapshots) => MachineJson.Render(
        new SnapshotDocument { SchemaVersion = Version, Snapshots = [.. snapshots.Select(SnapshotRow.Of)] }, SnapshotJson.Default.SnapshotDocument);

    /// <summary>Replaces a file atomically.</summary>
    /// <param name="snapshots">What to write.</param>
    /// <param name="path">The absolute path.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null when done; else why not, and the old file is untouched.</returns>
    public static Diagnostic? Save(IEnumerable<ModelSnapshot> snapshots, string path, TimeProvider time) =>
        AtomicFile.Replace(path, Render(snapshots), DiagnosticCatalog.SnapshotNotWritten, time);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <returns>The snapshots, or HFR4131 with the place and the mistake.</returns>
    public static Outcome<IReadOnlyList<ModelSnapshot>> Load(string path)
    {
        return BoundedFile.Read(path, MaxBytes) switch
        {
            FileReading.Content content => Parse(content.Utf8, path),
            FileReading.TooLarge large => Refused($"it has {large.Length} bytes, more than the limit of {MaxBytes}"),
            FileReading.Unreadable refused => Refused(refused.Why),
            _ => Refused("it does not exist"),
        };

        Outcome<IReadOnlyList<ModelSnapshot>> Refused(string why) => new(DiagnosticCatalog.SnapshotUnreadable.Create(new SourceLocation(path), path, why));
    }

    /// <summary>Reads snapshots from their UTF-8 text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="path">The path that diagnostics name.</param>
    public static Outcome<IReadOnlyList<ModelSnapshot>> Parse(ReadOnlySpan<byte> utf8, string path)
    {
        var (document, fault) = MachineJson.Read(utf8, SnapshotJson.Default.SnapshotDocument);
        return fault is null
            ? new Outcome<IReadOnlyList<ModelSnapshot>>([.. (document!.Snapshots ?? []).Select(static row => row.ToSnapshot())])
            : new(DiagnosticCatalog.SnapshotInvalid.Create(TextPosition.Locate(utf8, fault.Offset, path), fault.Message));
    }
}
