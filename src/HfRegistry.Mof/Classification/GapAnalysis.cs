using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Classification;

/// <summary>Finds what a document lacks for the next class and for class I.</summary>
internal static class GapAnalysis
{
    /// <summary>The licenses that would be enough, by component.</summary>
    private static readonly FrozenDictionary<string, string> Artifacts = new Dictionary<string, string>
    {
        ["Model architecture"] = "the code that defines the layers",
        ["Data preprocessing code"] = "the code that filtered, cleaned and tokenized the training data",
        ["Training code"] = "the code and settings of the training run",
        ["Inference code"] = "the code that loads the parameters and runs the model",
        ["Evaluation code"] = "the code that produced the evaluation results",
        ["Model parameters (Final)"] = "the trained weights",
        ["Model parameters (Intermediate)"] = "checkpoints from the training run",
        ["Datasets"] = "the data that the model was trained on",
        ["Evaluation data"] = "the data that it was evaluated on",
        ["Model card"] = "a card that tells what the model is for and what it is not",
        ["Data card"] = "a card that tells where the training data comes from and how it was made",
        ["Technical report"] = "a report on how the model was built, or a research paper in its place, which class I asks for anyway",
        ["Research paper"] = "a paper on how the model was built and why",
        ["Evaluation results"] = "the results with how they were measured",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the gaps of a document: to the next class, and to class I when that is another one. None when it has class I.</summary>
    /// <param name="document">The document.</param>
    /// <param name="reading">How to take its words.</param>
    public static ImmutableArray<MofGap> Of(MofDocument document, MofReading reading)
    {
        var now = MofClassifier.Classify(document, reading);
        var meant = MofClassifier.Classify(document, MofReading.Normalized);
        var open = MofClassifier.Ladder.SkipWhile(mofClass => now.Class != MofClass.None && mofClass >= now.Class).ToList();
        return [.. open.Take(1).Concat(open.TakeLast(1)).Distinct().Select(mofClass => Between(mofClass, now, meant))];
    }

    private static MofGap Between(MofClass mofClass, MofClassification now, MofClassification meant)
    {
        var isReportIn = IsIncluded(MofComponent.TechnicalReport, now);
        var isPaperIn = IsIncluded(MofComponent.ResearchPaper, now);
        var steps = MofComponent.All
            .Where(component => component.IsRequired && component.Class >= mofClass && !IsIncluded(component, now))

            // A paper stands in for the report; where class I asks for the paper anyway, no report is needed beside it.
            .Where(component => component != MofComponent.TechnicalReport || (!isPaperIn && mofClass != MofClass.OpenScience))
            .Select(component => Step(component, now, meant));
        if (mofClass != MofClass.OpenScience && !isReportIn && !isPaperIn && now.Of(MofComponent.ResearchPaper) is { Status: not ComponentStatus.Missing })
            steps = steps.Select(step => step.Component == MofComponent.TechnicalReport ? Cheaper(step, Step(MofComponent.ResearchPaper, now, meant)) : step);
        return new MofGap(mofClass, [.. steps.OrderBy(static step => step.Effort).ThenBy(static step => CostOf(step.Component.Kind)).ThenBy(static step => step.Component.Name, StringComparer.Ordinal)]);
    }

    private static GapStep Cheaper(GapStep one, GapStep other) => other.Effort < one.Effort ? other : one;

    private static GapStep Step(MofComponent component, MofClassification now, MofClassification meant)
    {
        var verdict = now.Of(component) ?? new ComponentVerdict(component, ComponentStatus.Missing);
        var spelled = meant.Of(component);
        return verdict.Status switch
        {
            ComponentStatus.Invalid or ComponentStatus.Missing when spelled is { Status: ComponentStatus.Included } => new GapStep(component, GapEffort.Spelling, verdict.Status,
                verdict.Status == ComponentStatus.Missing
                    ? $"Spell the component's name exactly: '{component.Name}'; its license is {spelled.License}."
                    : $"Write the license as its SPDX id, {spelled.License}, instead of '{TextSanitizer.Sanitize(verdict.License)}'."),
            ComponentStatus.Unlicensed => new GapStep(component, GapEffort.License, verdict.Status, $"Give it an open license, such as {Suitable(component.Kind)}."),
            ComponentStatus.Invalid => new GapStep(component, GapEffort.Relicense, verdict.Status,
                $"'{TextSanitizer.Sanitize(verdict.License)}' is not open: release it under an open license, such as {Suitable(component.Kind)}."),
            _ => new GapStep(component, GapEffort.Publish, verdict.Status, $"Publish {Artifacts[component.Name]}, under an open license such as {Suitable(component.Kind)}."),
        };
    }

    private static bool IsIncluded(MofComponent component, MofClassification now) => now.Of(component) is { Status: ComponentStatus.Included };

    private static string Suitable(MofKind kind) => kind switch
    {
        MofKind.Code => "Apache-2.0 or MIT",
        MofKind.Data => "CDLA-Permissive-2.0 or OpenMDW-1.0",
        _ => "CC-BY-4.0 or CC0-1.0",
    };

    private static int CostOf(MofKind kind) => kind switch
    {
        MofKind.Document => 0,
        MofKind.Code => 1,
        _ => 2,
    };
}
