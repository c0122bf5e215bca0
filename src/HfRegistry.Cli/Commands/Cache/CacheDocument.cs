using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HfRegistry.Cache;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Cache;

/// <summary>A commit in the cache.</summary>
internal sealed record CachedCommitRow(string Revision, IReadOnlyList<string> Names, int Files, long SizeBytes, int? MissingFiles);

/// <summary>A model in the cache.</summary>
internal sealed record CachedModelRow(string ModelId, long SizeBytes, long UnfinishedBytes, IReadOnlyList<CachedCommitRow> Revisions);

/// <summary><c>cache list</c>.</summary>
internal sealed record CacheListDocument(string Cache, IReadOnlyList<CachedModelRow> Models, long SizeBytes) : Document
{
    public static CacheListDocument Of(string root, ImmutableArray<CachedModel> models) => new(
        TextSanitizer.Sanitize(root, int.MaxValue),
        [.. models.Select(static model => new CachedModelRow(
            model.Id.ToString(), model.Size.Bytes, model.Unfinished.Bytes,
            [.. model.Snapshots.Select(static commit => new CachedCommitRow(commit.Commit.ToString(), commit.Names, commit.Files, commit.Size.Bytes, commit.MissingFiles))]))],
        models.Sum(static model => model.Size.Bytes));
}

/// <summary><c>cache verify</c>.</summary>
internal sealed record CacheVerifyDocument(string Cache, int Files, long SizeBytes, int Damaged, IReadOnlyList<DiagnosticRow> Diagnostics) : Document
{
    public static CacheVerifyDocument Of(string root, CacheVerification verified) => new(
        TextSanitizer.Sanitize(root, int.MaxValue), verified.Files, verified.Size.Bytes, verified.Diagnostics.Count, [.. verified.Diagnostics.Select(DiagnosticRow.Of)]);
}

/// <summary>A row of <c>cache prune</c>: a commit, or content that no commit uses.</summary>
internal sealed record PrunedRow(string ModelId, string? Revision, long SizeBytes);

/// <summary><c>cache prune</c>.</summary>
internal sealed record CachePruneDocument(string Cache, bool DryRun, IReadOnlyList<PrunedRow> Removed, long SizeBytes) : Document
{
    public static CachePruneDocument Of(string root, ImmutableArray<PrunableSnapshot> pruned, bool isDryRun) => new(
        TextSanitizer.Sanitize(root, int.MaxValue), isDryRun,
        [.. pruned.Select(static one => new PrunedRow(one.Id.ToString(), one.Commit?.ToString(), one.Size.Bytes))], pruned.Sum(static one => one.Size.Bytes));
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CacheListDocument))]
[JsonSerializable(typeof(CacheVerifyDocument))]
[JsonSerializable(typeof(CachePruneDocument))]
internal sealed partial class CacheJson : JsonSerializerContext;
