using System.Collections.Immutable;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>Every rule that finds components, and how their findings become a draft's components.</summary>
internal static class DraftRules
{
    private const int MostFindings = 4;

    private static readonly ImmutableArray<Func<ModelEvidence, IEnumerable<ComponentFinding>>> All =
    [
        FileRule.Find,
        ConfigurationRule.Find,
        MetadataRule.Find,
        DatasetRule.Find,
        CardRule.Find,
        SectionRule.Find,
        StatementRule.Find,
        UsageRule.Find,
        PaperRule.Find,
        RepositoryRule.Find,
        SourceRule.Find,
    ];

    /// <summary>Returns the components that something speaks for, in the order in which a document lists them. Equal evidence gives equal findings.</summary>
    public static ImmutableArray<DraftedComponent> Find(ModelEvidence evidence)
    {
        var findings = All.SelectMany(rule => rule(evidence)).ToLookup(static finding => finding.Component);
        return
        [
            .. MofComponent.All.Where(findings.Contains).Select(component => new DraftedComponent(
                component,
                [.. findings[component].OrderByDescending(static finding => finding.Evidence.Confidence).DistinctBy(static finding => finding.Evidence.Statement).Take(MostFindings)])),
        ];
    }
}
