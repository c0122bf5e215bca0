using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Mof.Classify;

/// <summary>The progress towards each class, in percent, by its number: <c>3</c> is class III.</summary>
internal sealed record ProgressRow(
    [property: JsonPropertyName("3")] double Three, [property: JsonPropertyName("2")] double Two, [property: JsonPropertyName("1")] double One);

/// <summary>A component in <c>mof classify</c>.</summary>
internal sealed record ComponentRow(string Name, string Status, string? License, string? LicenseFrom);

/// <summary>A step towards a class.</summary>
internal sealed record GapStepRow(string Component, string Effort, string Status, string Remedy);

/// <summary>The gap between a document and a class.</summary>
internal sealed record GapRow(int Class, IReadOnlyList<GapStepRow> Steps);

/// <summary>A document in <c>mof classify</c>.</summary>
internal sealed record ClassifiedRow(
    string Path, string? Name, int Class, ProgressRow Progress, IReadOnlyList<ComponentRow> Components, IReadOnlyList<DiagnosticRow> Diagnostics)
{
    /// <summary>Gets with <c>--explain</c>: the gaps to the next class and to class I.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GapRow>? Gaps { get; init; }
}

/// <summary><c>mof classify</c>.</summary>
internal sealed record MofClassifyDocument(IReadOnlyList<ClassifiedRow> Documents) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MofClassifyDocument))]
internal sealed partial class MofClassifyJson : JsonSerializerContext;
