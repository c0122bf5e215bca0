using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Explain;

/// <summary>A tier that could answer, and what it said.</summary>
internal sealed record TierRow(string Tier, bool Asked, string Outcome);

/// <summary>A model that met every demand. The score is the sum of the terms.</summary>
internal sealed record CandidateRow(
    int Rank, string ModelId, string ModelType, double Score, long? SizeBytes, string? License, long? Downloads, IReadOnlyList<string> Reasons, IReadOnlyList<TermRow> Terms);

/// <summary>A term of a candidate's score.</summary>
internal sealed record TermRow(string Term, double Points, string? Reason);

/// <summary><c>explain</c>: the whole story of a choice.</summary>
internal sealed record ExplainDocument : Document
{
    public required string Registry { get; init; }

    public required string? Configuration { get; init; }

    public required DemandsRow Request { get; init; }

    public required string? ModelId { get; init; }

    public required string? Tier { get; init; }

    public required string? AsOf { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public required IReadOnlyList<TierRow> Tiers { get; init; }

    public required IReadOnlyList<CandidateRow> Candidates { get; init; }

    public required IReadOnlyList<DroppedRow> Dropped { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ExplainDocument))]
internal sealed partial class ExplainJson : JsonSerializerContext;
