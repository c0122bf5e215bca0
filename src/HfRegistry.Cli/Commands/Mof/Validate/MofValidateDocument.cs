using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.UseCases;

namespace HfRegistry.Cli.Commands.Mof.Validate;

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

    public static MofValidateDocument Of(ValidatedDocuments run, CommandIO io)
    {
        var rows = run.Documents.Select(document => new ValidatedRow(
            TextSanitizer.Sanitize(MofWorkspace.Shown(io, document.Path), int.MaxValue), document.Name is { } name ? TextSanitizer.Sanitize(name.Text) : null,
            run.Corrected.GetValueOrDefault(document.Path), [.. document.Diagnostics.Select(DiagnosticRow.Of)]));
        return new MofValidateDocument([.. rows]) { Errors = run.Count(Severity.Error), Warnings = run.Count(Severity.Warning), Messages = run.Count(Severity.Message) };
    }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MofValidateDocument))]
internal sealed partial class MofValidateJson : JsonSerializerContext;
