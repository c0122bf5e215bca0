using System.Globalization;
using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Selection;

namespace HfRegistry.Cli.Commands.Suggest;

/// <summary>A figure on a benchmark.</summary>
internal sealed record BenchmarkRow(string Dataset, string Metric, string? Task, double Value, bool Verified)
{
    public static BenchmarkRow Of(BenchmarkResult result) => new(
        TextSanitizer.Sanitize(result.Dataset), TextSanitizer.Sanitize(result.Metric), result.Task is null ? null : TextSanitizer.Sanitize(result.Task), result.Value, result.IsVerified);
}

/// <summary>A suggested model.</summary>
internal sealed record SuggestionRow
{
    public required int Rank { get; init; }

    public required string ModelId { get; init; }

    public required string ModelType { get; init; }

    public required string? Family { get; init; }

    public required double Score { get; init; }

    public required long? SizeBytes { get; init; }

    public required string? License { get; init; }

    public required bool? Gated { get; init; }

    public required long? Downloads { get; init; }

    public required string? LastModified { get; init; }

    public required string? AsOf { get; init; }

    public required IReadOnlyList<BenchmarkRow> Benchmarks { get; init; }

    public required IReadOnlyList<string> Advantages { get; init; }

    public required IReadOnlyList<string> Drawbacks { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public static SuggestionRow Of(Suggestion suggestion, int index)
    {
        var model = suggestion.Candidate.Model;
        return new SuggestionRow
        {
            Rank = index + 1,
            ModelId = model.Id.ToString(),
            ModelType = suggestion.Candidate.Entry.Type.Name,
            Family = suggestion.Family,
            Score = suggestion.Candidate.Score,
            SizeBytes = model.Size?.Bytes,
            License = model.Licensing.Text is { } license ? TextSanitizer.Sanitize(license) : null,
            Gated = model.Gating == Gating.Unknown ? null : model.Gating != Gating.Open,
            Downloads = model.Downloads30d,
            LastModified = Iso(model.LastModified is { } changed ? DateOnly.FromDateTime(changed.UtcDateTime) : null),
            AsOf = Iso(model.AsOf),
            Benchmarks = [.. model.Benchmarks.Select(BenchmarkRow.Of)],
            Advantages = Safe(suggestion.Advantages),
            Drawbacks = Safe(suggestion.Drawbacks),
            Reasons = Safe(suggestion.Candidate.Reasons),
        };
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Safe(IEnumerable<string> clauses) => [.. clauses.Select(static clause => TextSanitizer.Sanitize(clause, int.MaxValue))];
}

/// <summary><c>suggest</c>: a short list for a task.</summary>
internal sealed record SuggestDocument(string Registry, DemandsRow Request, IReadOnlyList<SuggestionRow> Suggestions) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SuggestDocument))]
internal sealed partial class SuggestJson : JsonSerializerContext;
