using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Registry;

namespace HfRegistry.Cli.Commands.Registry;

/// <summary>A part, and the types whose entries it brought.</summary>
internal sealed record MergedPartRow(string File, IReadOnlyList<string> Taken);

/// <summary>A type about which parts contradict each other.</summary>
internal sealed record MergeConflictRow(string ModelType, IReadOnlyList<string> Files)
{
    public static MergeConflictRow Of(MergeConflict conflict) => new(
        conflict.Type.Name, [.. conflict.Parts.Select(static part => TextSanitizer.Sanitize(part, int.MaxValue))]);
}

/// <summary><c>registry merge</c>: what the parts of a registry come to together.</summary>
internal sealed record RegistryMergeDocument : Document
{
    public required string Registry { get; init; }

    public required int Types { get; init; }

    public required IReadOnlyList<MergedPartRow> Parts { get; init; }

    public required IReadOnlyList<MergeConflictRow> Conflicts { get; init; }

    public required bool Written { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RegistryMergeDocument))]
internal sealed partial class RegistryMergeJson : JsonSerializerContext;
