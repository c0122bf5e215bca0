using System.Text.Json.Serialization;
using HfRegistry.Cache;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Download;

/// <summary>A file in the cache. Its ETag is the SHA-256 of a file in large file storage (64 digits), else its git object id (40 digits).</summary>
internal sealed record DownloadedFileRow(string Path, long SizeBytes, string Etag);

/// <summary><c>download</c>: where a model's files are.</summary>
internal sealed record DownloadDocument : Document
{
    public required string ModelId { get; init; }

    public required string Revision { get; init; }

    /// <summary>Gets the folder of the commit's files, an absolute path.</summary>
    public required string Path { get; init; }

    public required IReadOnlyList<DownloadedFileRow> Files { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Gets the number of the files were not in the cache before.</summary>
    public required int Fetched { get; init; }

    public required long Requests { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }

    public static DownloadDocument Of(DownloadedSnapshot snapshot, IReadOnlyList<Diagnostic> diagnostics) => new()
    {
        ModelId = snapshot.Id.ToString(),
        Revision = snapshot.Commit.ToString(),
        Path = snapshot.Folder,
        Files = [.. snapshot.Selection.Files.Select(static file => new DownloadedFileRow(file.Path, file.Size, file.ETag))],
        SizeBytes = snapshot.Selection.Files.Sum(static file => file.Size),
        Fetched = snapshot.Fetched,
        Requests = snapshot.Requests,
        Diagnostics = [.. diagnostics.Select(DiagnosticRow.Of)],
    };
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DownloadDocument))]
internal sealed partial class DownloadJson : JsonSerializerContext;
