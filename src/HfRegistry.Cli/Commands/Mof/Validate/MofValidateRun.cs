using System.Collections.Immutable;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Validation;

namespace HfRegistry.Cli.Commands.Mof.Validate;

/// <summary>A run of <c>mof validate</c>.</summary>
/// <param name="Documents">What was found, after the corrections.</param>
/// <param name="Corrected">How many values were corrected, by path.</param>
internal sealed record MofValidateRun(IReadOnlyList<MofValidation> Documents, ImmutableDictionary<string, int> Corrected)
{
    public bool HasErrors => Documents.Any(static document => document.HasErrors);

    /// <summary>Gets whether a bug of this program kept a document from being validated.</summary>
    public bool IsPartial => Documents.Any(static document => document.Diagnostics.Any(static told => told.Code == DiagnosticCatalog.ItemFailed.Code));

    /// <summary>Validates, and corrects where that is asked for.</summary>
    public static MofValidateRun Of(MofWorkspace workspace, bool fixes, CancellationToken cancellationToken)
    {
        var found = workspace.Validator.Validate(workspace.Paths, cancellationToken);
        return fixes ? Fix(workspace, found) : new MofValidateRun(found, ImmutableDictionary<string, int>.Empty);
    }

    /// <summary>Returns the number of diagnostics of a severity.</summary>
    public int Count(Severity severity) => Documents.Sum(document => document.Diagnostics.Count(diagnostic => diagnostic.Severity == severity));

    public MofValidateDocument Document(CommandIO io)
    {
        var rows = Documents.Select(document => new ValidatedRow(
            TextSanitizer.Sanitize(MofWorkspace.Shown(io, document.Path), int.MaxValue), document.Name is { } name ? TextSanitizer.Sanitize(name.Text) : null,
            Corrected.GetValueOrDefault(document.Path), [.. document.Diagnostics.Select(DiagnosticRow.Of)]));
        return new MofValidateDocument([.. rows]) { Errors = Count(Severity.Error), Warnings = Count(Severity.Warning), Messages = Count(Severity.Message) };
    }

    private static MofValidateRun Fix(MofWorkspace workspace, IReadOnlyList<MofValidation> found)
    {
        var corrected = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        var after = found.Select(document =>
        {
            var (count, problem) = MofFixer.Apply(document, workspace.IO.Clock);
            if (problem is not null)
                return document with { Findings = [.. document.Findings, new MofFinding(problem)] };
            if (count == 0)
                return document;
            corrected.Add(document.Path, count);
            return workspace.Validator.ValidateAlone(document.Path);
        }).ToList();

        // The names of a corrected file are compared anew; those of the others still carry what was found before.
        var alone = after.Select(static document => document with { Findings = [.. document.Findings.Where(static finding => finding.Diagnostic.Code != DiagnosticCatalog.MofNameCollision.Code)] });
        return new MofValidateRun(workspace.Validator.WithCollisions([.. alone]), corrected.ToImmutable());
    }
}
