using System.Text.Json.Serialization;

namespace HfRegistry.Cli.Output;

/// <summary>A document in <c>mof validate</c>.</summary>
/// <param name="Path">Relative to the working folder when it lies in it.</param>
/// <param name="Name">The model's name, or null when it cannot be read.</param>
/// <param name="Corrected">How many values <c>--fix</c> corrected.</param>
/// <param name="Diagnostics">What was found, in the order of the text.</param>
internal sealed record ValidatedRow(string Path, string? Name, int Corrected, IReadOnlyList<DiagnosticRow> Diagnostics);

/// <summary><c>mof validate</c>.</summary>
internal sealed record MofValidateDocument(IReadOnlyList<ValidatedRow> Documents) : Document
{
    public required int Errors { get; init; }

    public required int Warnings { get; init; }

    public required int Messages { get; init; }
}

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
