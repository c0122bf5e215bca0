using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Files;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>One locked request.</summary>
internal sealed record LockEntry
{
    /// <summary>Gets the request's own words.</summary>
    public required RawRequest Request { get; init; }

    /// <summary>Gets the model.</summary>
    public required ModelId Id { get; init; }

    /// <summary>Gets the commit, or null.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Gets the model's type, or null.</summary>
    public ModelType? Type { get; init; }

    /// <summary>Gets the place where the choice came from when it was locked.</summary>
    public Tier Tier { get; init; }

    /// <summary>Gets why, as one line.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the day of the facts, or null.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Gets the build configurations (<c>Release</c>) that make the request, sorted; empty when all of them do.</summary>
    public ImmutableArray<string> Configurations { get; init; } = [];

    /// <summary>Gets the model's files that the project downloads, in the order of their paths; empty when it downloads none, or nobody listed them yet.</summary>
    public ImmutableArray<ModelFile> Files { get; init; } = [];

    /// <summary>Gets the quantization of the weights among the files, where their names state it; else null.</summary>
    public string? Quantization { get; init; }

    /// <summary>Gets the entry's members of a newer version, or null. They are about the locked model: another choice drops them.</summary>
    internal Dictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>Gets the request's members of a newer version, or null.</summary>
    internal Dictionary<string, JsonElement>? UnknownOfRequest { get; init; }

    /// <summary>Gets SHA-256 over the request's words in canonical form, 64 lower-case hexadecimal digits: changes exactly when the request does.</summary>
    public string RequestHash => LockFile.HashOf(Request);
}

/// <summary>
/// Reads and replaces a lock file: <c>hfregistry.lock.json</c> of a folder's only project, <c>hfregistry.PROJECT.lock.json</c> of one of several.
/// The schema is <c>docs/schemas/hfregistry.lock.schema.json</c>.
/// </summary>
internal sealed class LockFile
{
    /// <summary>The name of the lock file of a folder's only project.</summary>
    public const string FileName = "hfregistry.lock.json";

    private const string NamePrefix = "hfregistry.";
    private const string NameSuffix = ".lock.json";

    /// <summary>The version of the shape that this program reads and writes.</summary>
    internal const int Version = 1;

    private const int MaxBytes = 64_000_000;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private Dictionary<string, LockEntry>? _byHash;

    /// <summary>Gets the entries, in the order of their requests' words.</summary>
    public ImmutableArray<LockEntry> Entries { get; init; } = [];

    /// <summary>Gets the file's members of a newer version, or null.</summary>
    internal Dictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>
    /// Returns the hash of a request. What means the same hashes the same: absent words and empty ones, <c>AllowGated="false"</c> and none,
    /// blanks around a word, the order of licenses, and the case of everything but the subject and the revision.
    /// </summary>
    public static string HashOf(RawRequest request) => RequestHashing.Of(request);

    /// <summary>Returns whether a file of this name is a lock file: <see cref="FileName"/>, or <c>hfregistry.PROJECT.lock.json</c>.</summary>
    /// <param name="fileName">The name without a folder.</param>
    public static bool IsName(string fileName) =>
        fileName == FileName
        || (fileName.Length > NamePrefix.Length + NameSuffix.Length
            && fileName.StartsWith(NamePrefix, StringComparison.Ordinal) && fileName.EndsWith(NameSuffix, StringComparison.Ordinal));

    /// <summary>Returns the lock files of a folder, in the order of their names.</summary>
    /// <param name="folder">The absolute path of an existing folder.</param>
    public static ImmutableArray<string> In(string folder) =>
        [.. Directory.EnumerateFiles(folder, $"{NamePrefix}*", new EnumerationOptions { IgnoreInaccessible = true }).Where(static path => IsName(Path.GetFileName(path))).Order(StringComparer.Ordinal)];

    /// <summary>Reads a lock file; a broken one is an error with its line and column, a missing one is HFR1023.</summary>
    /// <param name="path">The absolute path.</param>
    public static Outcome<LockFile> Load(string path) => BoundedFile.Read(path, MaxBytes) switch
    {
        FileReading.Content content => Parse(content.Utf8, path),
        FileReading.TooLarge large => Unreadable(path, $"it has {large.Length} bytes, more than the limit of {MaxBytes}"),
        FileReading.Unreadable refused => Unreadable(path, refused.Why),
        _ => new(DiagnosticCatalog.LockMissing.Create(new SourceLocation(path), path)),
    };

    /// <summary>Reads a lock file from its UTF-8 text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="path">The absolute path that diagnostics name.</param>
    /// <returns>The lock file, or HFR1021 at the first mistake.</returns>
    public static Outcome<LockFile> Parse(ReadOnlySpan<byte> utf8, string path)
    {
        var (document, fault) = MachineJson.Read(utf8, LockJson.Default.LockDocument);
        return fault is null
            ? new(new LockFile { Entries = Sort(document!.Models!.Select(static row => row.ToEntry())), Unknown = document.Unknown })
            : new(DiagnosticCatalog.LockInvalid.Create(TextPosition.Locate(utf8, fault.Offset, path), fault.Message));
    }

    /// <summary>Returns the canonical text.</summary>
    public byte[] Render() => MachineJson.Render(
        new LockDocument { Version = Version, Models = [.. Sort(Entries).Select(LockRow.Of)], Unknown = Unknown }, LockJson.Default.LockDocument);

    /// <summary>Replaces the file atomically, and only when its bytes change.</summary>
    /// <param name="path">The absolute path.</param>
    /// <returns>Null when done; else why not, and the old file is untouched.</returns>
    public Diagnostic? Save(string path) => AtomicFile.Replace(path, Render(), DiagnosticCatalog.OutputNotWritten, TimeProvider.System);

    /// <summary>Writes an update of the file; what others changed there since it was read is merged.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="loaded">The file as it was read when the update began, or null when there was none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait for the file's lock.</param>
    /// <returns>Null when done; else why not, and the file is untouched: HFR7001 when both changed the same request.</returns>
    public async Task<Diagnostic?> SaveAsync(string path, LockFile? loaded, TimeProvider time, CancellationToken cancellation)
    {
        var taken = await FileLock.TakeAsync(path, DiagnosticCatalog.OutputNotWritten, MaxWait, time, cancellation);
        if (taken.Value is null)
            return taken.Diagnostics[0];
        using (taken.Value)
        {
            var there = File.Exists(path) ? Load(path) : new Outcome<LockFile>(new LockFile());
            if (there.Value is null)
                return DiagnosticCatalog.FileChangedUnreadable.Create(there.Diagnostics[0].Location, path, there.Diagnostics[0].Message);
            var (merged, contradicted) = LockMerge.Of(loaded ?? new LockFile(), there.Value, this);
            return contradicted is null
                ? merged.Save(path)
                : DiagnosticCatalog.LockEntryChanged.Create(new SourceLocation(path), path, RequestText.Of(contradicted));
        }
    }

    /// <summary>Returns the entry of a request, or null.</summary>
    public LockEntry? Find(RawRequest request)
    {
        _byHash ??= Entries.GroupBy(static entry => entry.RequestHash, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First(), StringComparer.Ordinal);
        return _byHash.GetValueOrDefault(HashOf(request));
    }

    private static ImmutableArray<LockEntry> Sort(IEnumerable<LockEntry> entries) =>
        [.. entries.OrderBy(static entry => entry.Request.Include.Trim(), StringComparer.Ordinal)
            .ThenBy(static entry => RequestHashing.Canonical(entry.Request), StringComparer.Ordinal)];

    private static Outcome<LockFile> Unreadable(string path, string why) =>
        new(DiagnosticCatalog.LockBroken.Create(new SourceLocation(path), path, why));
}
