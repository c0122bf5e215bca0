using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>Components that the card's metadata tell of: results, what they were measured on, sample outputs, the library.</summary>
internal static class MetadataRule
{
    private const int MostNames = 5;

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence) => [.. Measured(evidence), .. Outputs(evidence), .. Library(evidence)];

    private static IEnumerable<ComponentFinding> Measured(ModelEvidence evidence)
    {
        if (evidence.Info.Benchmarks.IsEmpty || Derivation.IsCopy(evidence))
            yield break;
        ImmutableArray<string> datasets = [.. evidence.Info.Benchmarks.Select(static result => result.Dataset).Distinct(StringComparer.Ordinal).Take(MostNames)];
        yield return new ComponentFinding(
            Components.Results, DraftEvidence.Of(DraftEvidence.SureMetadata, $"metadata model-index: {evidence.Info.Benchmarks.Length} figures on {string.Join(", ", datasets)}"), "README.md");
        yield return new ComponentFinding(
            Components.EvaluationData, DraftEvidence.Of(DraftEvidence.Metadata, $"metadata model-index: measured on {string.Join(", ", datasets)}"))
        {
            License = new ComponentLicense(null, DraftEvidence.Of(DraftEvidence.Weak, "the benchmark's own license is not part of the evidence")),
        };
    }

    private static IEnumerable<ComponentFinding> Outputs(ModelEvidence evidence) =>
        (evidence.Metadata["widget"]?.Items ?? []).Any(static example => example["output"] is CardValue.Map or CardValue.Scalar)
            ? [new ComponentFinding(Components.Outputs, DraftEvidence.Of(DraftEvidence.Metadata, "metadata widget: examples with their output"), "README.md")]
            : [];

    private static IEnumerable<ComponentFinding> Library(ModelEvidence evidence) => evidence.Info.LibraryName is { } library
        ? [new ComponentFinding(Components.Libraries, DraftEvidence.Of(DraftEvidence.LooseMetadata, $"metadata library_name: {library}"))
            {
                License = new ComponentLicense(null, DraftEvidence.Of(DraftEvidence.Weak, "the library's own license is not part of the evidence")),
            }]
        : [];
}
