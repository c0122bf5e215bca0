using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Verification;

namespace HfRegistry.Cli.Commands.Verify;

/// <summary>One check of a model.</summary>
internal sealed record CheckRow(string Check, string Verdict, string Reason)
{
    public static CheckRow Of(ModelCheck check) => new(check.Name, NameOf(check.Verdict), TextSanitizer.Sanitize(check.Reason, int.MaxValue));

    public static string NameOf(CheckVerdict verdict) => verdict.ToString().ToLowerInvariant();
}

/// <summary>A verified model.</summary>
internal sealed record VerifiedRow(string ModelId, string? CurrentId, string? ModelType, string Verdict, IReadOnlyList<CheckRow> Checks)
{
    public static VerifiedRow Of(ModelVerification verification) => new(
        verification.Request.Id.ToString(), verification.CurrentId?.ToString(), verification.Request.Type?.Name,
        CheckRow.NameOf(verification.Verdict), [.. verification.Checks.Select(CheckRow.Of)]);
}

/// <summary><c>verify</c>: every check of every model.</summary>
internal sealed record VerifyDocument : Document
{
    /// <summary>Gets the registry that known repositories and, with <c>--registry</c>, the defaults come from.</summary>
    public required string Registry { get; init; }

    public required IReadOnlyList<VerifiedRow> Models { get; init; }

    public required int Passed { get; init; }

    public required int Failed { get; init; }

    public required int Unknown { get; init; }

    public required long Requests { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VerifyDocument))]
internal sealed partial class VerifyJson : JsonSerializerContext;
