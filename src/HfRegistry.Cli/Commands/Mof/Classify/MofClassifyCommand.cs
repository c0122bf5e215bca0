using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Mof;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Validation;

namespace HfRegistry.Cli.Commands.Mof.Classify;

/// <summary><c>mof classify</c>: the class of each document, and why.</summary>
internal static class MofClassifyCommand
{
    private const string AsTool = "mot";
    private const string AsMeant = "normalized";

    private static readonly MofDocument NoDocument = new();

    public static Command Create(CommandIO io)
    {
        var paths = MofWorkspace.PathArgument();
        var reading = new Option<string>("--as")
        {
            Description = $"How to take licenses and names: {AsTool} (letter by letter, as the Model Openness Tool does) or {AsMeant} (as they are meant).",
            HelpName = "READING",
            DefaultValueFactory = _ => AsTool,
        };
        reading.AcceptOnlyFromAmong(AsTool, AsMeant);
        var explain = new Option<bool>("--explain") { Description = "Tell what each component is worth, and what is missing for the next class and for class I, cheapest first." };
        var command = new Command("classify", "Tell which class documents reach, and how far each class is.") { paths, reading, explain };
        return command.WithHandler(io, async (parsed, answer, cancellationToken) =>
        {
            var opened = await MofWorkspace.OpenAsync(io, parsed.GetValue(paths)!, schemaPath: null, cancellationToken);
            if (opened.Value is not { } workspace)
                return answer.WriteErrors(opened.Diagnostics);
            var how = parsed.GetValue(reading) == AsMeant ? MofReading.Normalized : MofReading.Mot;
            var validated = workspace.Validation.Run(workspace.Paths, fixes: false, cancellationToken);
            var classified = validated.Documents.Select(document => Classify(document, how, workspace.Validation.Severities)).ToList();
            answer.WriteDiagnostics(opened.Diagnostics);

            var rows = classified.Select(each => Row(each, parsed.GetValue(explain), io));
            answer.Write(new MofClassifyDocument([.. rows]), static () => MofClassifyJson.Default.MofClassifyDocument, parsed.GetValue(explain) ? MofClassifyText.Explain : MofClassifyText.Write);
            return classified.Exists(static each => each.Diagnostics.Any(static diagnostic => diagnostic.Severity == Severity.Error)) ? ExitCode.Findings : ExitCode.Done;
        });
    }

    private static Classified Classify(MofValidation validated, MofReading reading, RuleSeverities severities)
    {
        var classification = MofClassifier.Classify(validated.Document ?? NoDocument, reading);
        var notices = MofNotices.Of(classification, validated.Path).Select(notice => severities.Apply(new MofFinding(notice))?.Diagnostic).OfType<Diagnostic>();
        return new Classified(validated, classification, [.. validated.Diagnostics, .. notices]);
    }

    private static ClassifiedRow Row(Classified classified, bool explains, CommandIO io)
    {
        var (validated, classification, diagnostics) = classified;
        double Percent(MofClass mofClass) => Math.Round(classification.Progress[mofClass], 1);
        return new ClassifiedRow(
            TextSanitizer.Sanitize(MofWorkspace.Shown(io, validated.Path), int.MaxValue),
            validated.Name is { } name ? TextSanitizer.Sanitize(name.Text) : null,
            (int)classification.Class,
            new ProgressRow(Percent(MofClass.OpenModel), Percent(MofClass.OpenTooling), Percent(MofClass.OpenScience)),
            [.. classification.Components.Select(static verdict => new ComponentRow(
                verdict.Component.Name, Lower(verdict.Status), verdict.License is { } license ? TextSanitizer.Sanitize(license) : null, verdict.LicenseFrom))],
            [.. diagnostics.Select(DiagnosticRow.Of)])
        {
            Gaps = explains ? Gaps(validated.Document ?? NoDocument, classification.Reading) : null,
        };
    }

    private static List<GapRow> Gaps(MofDocument document, MofReading reading) =>
        [.. GapAnalysis.Of(document, reading).Select(static gap => new GapRow(
            (int)gap.Class, [.. gap.Steps.Select(static step => new GapStepRow(step.Component.Name, Lower(step.Effort), Lower(step.Status), step.Remedy))]))];

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private sealed record Classified(MofValidation Validated, MofClassification Classification, IReadOnlyList<Diagnostic> Diagnostics);
}
