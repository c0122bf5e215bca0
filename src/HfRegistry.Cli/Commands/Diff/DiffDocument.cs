using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Registry;

namespace HfRegistry.Cli.Commands.Diff;

/// <summary>A change that matters.</summary>
internal sealed record ChangeRow(string Kind, string ModelType, string? ModelId, string? Old, string? New, string Reason, bool NeedsReview)
{
    public static ChangeRow Of(RegistryChange change) => new(
        change.KindName, change.Type.Name, change.Model?.ToString(), Foreign(change.Old), Foreign(change.New),
        TextSanitizer.Sanitize(change.Reason, int.MaxValue), change.NeedsReview);

    private static string? Foreign(string? text) => text is null ? null : TextSanitizer.Sanitize(text);
}

/// <summary><c>diff</c>: what changed between two registries.</summary>
internal sealed record DiffDocument(IReadOnlyList<ChangeRow> Changes, RegistryVolatileFields Noise) : Document
{
    public static DiffDocument Of(RegistryDiff diff) => new([.. diff.Changes.Select(ChangeRow.Of)], diff.Noise);
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DiffDocument))]
internal sealed partial class DiffJson : JsonSerializerContext;
