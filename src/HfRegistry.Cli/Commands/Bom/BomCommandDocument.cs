using System.Text.Json;
using System.Text.Json.Serialization;
using HfRegistry.Bom;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Bom;

/// <summary>A model in <c>bom</c>, and which of its facts are known.</summary>
internal sealed record BomModelRow(string ModelId, string? Revision, string? License, IReadOnlyDictionary<string, string> Facts)
{
    public static BomModelRow Of(BomModel model) => new(
        model.Id.ToString(), model.Revision?.ToString(), model.Licenses?.Spdx,
        BomFacts.All.ToDictionary(static fact => fact.Name, fact => fact.Of(model).ToString().ToLowerInvariant(), StringComparer.Ordinal));
}

/// <summary><c>bom</c>: the bill of materials of models.</summary>
internal sealed record BomCommandDocument(string Spec, string? Path, IReadOnlyList<BomModelRow> Models, JsonElement? Bom, IReadOnlyList<DiagnosticRow> Diagnostics) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BomCommandDocument))]
internal sealed partial class BomJson : JsonSerializerContext;
