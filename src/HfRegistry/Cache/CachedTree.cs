using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HfRegistry.Cache;

/// <summary>
/// The list of a commit's files, as the Hub's Python client keeps it beside the snapshots (<c>trees/COMMIT.json</c>, format 1). By it alone
/// a client without a network tells a complete snapshot from one that was cut off.
/// </summary>
internal static class CachedTree
{
    private const int Format = 1;

    /// <summary>More than a list of 100,000 files takes.</summary>
    private const long MaxBytes = 64L << 20;

    /// <summary>Returns the files of a commit, or null when the list is missing, of another format, damaged, or names what cannot be a file.</summary>
    /// <param name="path">The list's place.</param>
    public static ImmutableArray<RemoteFile>? Read(string path)
    {
        try
        {
            if (!File.Exists(path) || new FileInfo(path).Length > MaxBytes)
                return null;
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, CachedTreeJson.Default.CachedTreeDocument) is { FormatVersion: Format, Files: { } files }
                && files.All(static file => IsSound(file.Key, file.Value))
                    ? [.. files.Select(static file => new RemoteFile(
                        file.Key, file.Value.LfsSize ?? file.Value.Size, file.Value.BlobId, file.Value.LfsSha256, file.Value.XetHash))]
                    : null;
        }
        catch (Exception damaged) when (damaged is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the bytes of a list. A chunk hash that the Hub hides is left out: Python then asks for it.</summary>
    /// <param name="files">All files of the commit.</param>
    public static byte[] Write(IEnumerable<RemoteFile> files) => JsonSerializer.SerializeToUtf8Bytes(
        new CachedTreeDocument(Format, files.ToDictionary(static file => file.Path, static file => new CachedTreeFile(file.Size, file.GitId)
        {
            LfsSha256 = file.Sha256,
            LfsSize = file.Sha256 is null ? null : file.Size,
            XetHash = file.XetHash,
        })),
        CachedTreeJson.Default.CachedTreeDocument);

    // The serializer lets a member be missing or null.
    private static bool IsSound(string path, CachedTreeFile? file) =>
        file is { BlobId: not null } && FileNameRules.Problem(path, OperatingSystem.IsWindows()) is null && file.Size is >= 0 and <= ModelFile.MaxSize && file.LfsSize is null or (>= 0 and <= ModelFile.MaxSize)
        && RepositoryCache.IsETag(file.BlobId) && (file.LfsSha256 is null || RepositoryCache.IsETag(file.LfsSha256));
}

internal sealed record CachedTreeDocument(int FormatVersion, Dictionary<string, CachedTreeFile> Files);

internal sealed record CachedTreeFile(long Size, string BlobId)
{
    public string? LfsSha256 { get; init; }

    public long? LfsSize { get; init; }

    public string? XetHash { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CachedTreeDocument))]
internal sealed partial class CachedTreeJson : JsonSerializerContext;
