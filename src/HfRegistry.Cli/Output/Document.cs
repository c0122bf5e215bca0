using System.Text.Json.Serialization;

namespace HfRegistry.Cli.Output;

/// <summary>The result of a command: one JSON value, or the text that is made of it. The schemas are in <c>docs/schemas</c>.</summary>
internal abstract record Document
{
    /// <summary>The version of every document's shape.</summary>
    public const int Version = 1;

    /// <summary>Gets <c>schema_version</c>.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; } = Version;
}

/// <summary>A diagnostic in a document.</summary>
internal sealed record DiagnosticRow(string Code, string Severity, string Message, string? File, int? Line, int? Column, string Help)
{
    public static DiagnosticRow Of(Diagnostic diagnostic) => new(
        diagnostic.Code,
        diagnostic.Severity.ToString().ToLowerInvariant(),
        diagnostic.Message,
        diagnostic.Location is { } at ? TextSanitizer.Sanitize(at.File, int.MaxValue) : null,
        diagnostic.Location is { Line: > 0 and var line } ? line : null,
        diagnostic.Location is { Column: > 0 and var column } ? column : null,
        diagnostic.HelpLink);
}

/// <summary>A model that missed a demand.</summary>
internal sealed record DroppedRow(string ModelId, string Demand, string Reason)
{
    public static DroppedRow Of(Selection.Rejection rejection) => new(rejection.Id.ToString(), Selection.RequirementNames.NameOf(rejection.Requirement), rejection.Reason);
}

/// <summary>The JSON value on standard output when a command failed.</summary>
internal sealed record ErrorDocument(IReadOnlyList<DiagnosticRow> Errors) : Document
{
    /// <summary>Gets the nearest models, each with the demand that excluded it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DroppedRow>? Candidates { get; init; }
}

/// <summary>Writes the document without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorDocument))]
internal sealed partial class ErrorJson : JsonSerializerContext;
