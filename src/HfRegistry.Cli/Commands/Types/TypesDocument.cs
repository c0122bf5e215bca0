using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Types;

/// <summary>A model type in <c>types</c>.</summary>
internal sealed record TypeRow(
    string ModelType, string Identifier, string? ConfigClass, string? ClassName, string? Family, string? DefaultModel, string? ComponentOf, bool InTransformers, bool InRegistry);

/// <summary><c>types</c>.</summary>
internal sealed record TypesDocument(string Registry, IReadOnlyList<TypeRow> Types) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TypesDocument))]
internal sealed partial class TypesJson : JsonSerializerContext;
