using System.Collections.Immutable;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>One locked request.</summary>
public sealed record LockEntry
{
    /// <summary>The request's own words.</summary>
    public required RawRequest Request { get; init; }

    /// <summary>The model.</summary>
    public required ModelId Id { get; init; }

    /// <summary>The commit, or null.</summary>
    public Revision? Revision { get; init; }

    /// <summary>The model's type, or null.</summary>
    public ModelType? Type { get; init; }

    /// <summary>Where the choice came from when it was locked.</summary>
    public Tier Tier { get; init; }

    /// <summary>Why, as one line.</summary>
    public required string Reason { get; init; }

    /// <summary>The day of the facts, or null.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>SHA-256 over the request's words in canonical form, 64 lower-case hexadecimal digits: changes exactly when the request does.</summary>
    public string RequestHash => LockFile.HashOf(Request);
}

/// <summary>Reads and replaces <c>hfregistry.lock.json</c>. The schema is <c>docs/schemas/hfregistry.lock.schema.json</c>.</summary>
public sealed class LockFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "hfregistry.lock.json";

    /// <summary>The entries, in the order of their requests' words.</summary>
    public ImmutableArray<LockEntry> Entries { get; init; } = [];

    /// <summary>The hash of a request.</summary>
    public static string HashOf(RawRequest request) => throw new NotSupportedException(request.ToString());

    /// <summary>Reads a lock file; a broken one is an error with its line and column.</summary>
    public static Outcome<LockFile> Load(string path) => throw new NotSupportedException(path);

    /// <summary>Replaces the file atomically, and only when its bytes change.</summary>
    /// <returns>Null when done; else why not, and the old file is untouched.</returns>
    public Diagnostic? Save(string path) => throw new NotSupportedException(path + Entries.Length);

    /// <summary>The entry of a request, or null.</summary>
    public LockEntry? Find(RawRequest request) => Entries.FirstOrDefault(entry => entry.RequestHash == HashOf(request));
}
