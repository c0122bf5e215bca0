using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Lock;

/// <summary>A locked request.</summary>
internal sealed record LockedRow(
    DemandsRow Request, string ModelId, string? Revision, string? ModelType, string Tier, string Reason, string? AsOf);

/// <summary>A request whose lock and answer differ.</summary>
internal sealed record LockDifferenceRow(DemandsRow Request, string? Locked, string? Now, string Explanation);

/// <summary>One lock file.</summary>
internal sealed record LockFileRow(string Path, IReadOnlyList<LockedRow> Models)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LockDifferenceRow>? Differences { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Unresolved { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Written { get; init; }
}

/// <summary><c>lock show</c>, <c>lock check</c> and <c>lock update</c>.</summary>
internal sealed record LockDocument(IReadOnlyList<LockFileRow> Files, IReadOnlyList<DiagnosticRow> Diagnostics) : Document
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Registry { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Configuration { get; init; }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LockDocument))]
internal sealed partial class LockJson : JsonSerializerContext;
