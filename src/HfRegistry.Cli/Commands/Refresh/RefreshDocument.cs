using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Refresh;

/// <summary>A type that could not be refreshed.</summary>
internal sealed record FailureRow(string ModelType, string Error);

/// <summary><c>refresh</c>: what was learned.</summary>
internal sealed record RefreshDocument : Document
{
    public required string Registry { get; init; }

    public required string? Shard { get; init; }

    public required IReadOnlyList<string> Updated { get; init; }

    public required IReadOnlyList<string> Unchanged { get; init; }

    public required IReadOnlyList<FailureRow> Failed { get; init; }

    public required long Requests { get; init; }

    public required long ElapsedMs { get; init; }

    public required bool Partial { get; init; }

    public required int Resumed { get; init; }

    public required bool DryRun { get; init; }

    public required bool Written { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RefreshDocument))]
internal sealed partial class RefreshJson : JsonSerializerContext;
