namespace HfRegistry.Diagnostics;

// The gate: HFR3xxx.
internal static partial class DiagnosticCatalog
{
    /// <summary>A model whose metrics are below their thresholds.</summary>
    public static readonly DiagnosticDescriptor MetricsFailed = new("HFR3001", Severity.Error, "A model fails quality metrics",
        "{model} fails {count:# metric|# metrics}: {metrics}, as {sources} requires.",
        "Choose another model, or lower these thresholds for this model alone with a reason (GateMin and GateReason on the item, or gate.models in hfregistry.json).");

    /// <summary>A model that does not meet a requirement of the policy.</summary>
    public static readonly DiagnosticDescriptor PolicyFailed = new("HFR3002", Severity.Error, "A model does not meet the policy",
        "{model} does not meet the policy of {sources}: {failures}.",
        "Choose another model, or waive the requirement for this model alone with a reason (gate.models in hfregistry.json).");

    /// <summary>A model without scores.</summary>
    public static readonly DiagnosticDescriptor NotScored = new("HFR3003", Severity.Error, "A model has no scores",
        "{model} has no scores.",
        "Score the models with `dotnet build -t:HfRefreshRegistry -p:HfRefreshScores=true` or `hfregistry refresh --scores`, or allow requests to the Hub (HfRegistryMode=Auto, or `--online`).");

    /// <summary>A failed metric with its evidence and what would raise it.</summary>
    public static readonly DiagnosticDescriptor GateDetail = new("HFR3004", Severity.Message, "Why a model fails the gate",
        "{model}: {failure}; evidence: {evidence}.",
        "It rises with {advice}.");

    /// <summary>A model that would fail without settings of its own.</summary>
    public static readonly DiagnosticDescriptor GateWaived = new("HFR3005", Severity.Message, "A model passes because requirements are waived for it",
        "{model} passes because of its own settings: {waived}.",
        "Check from time to time whether the reason still holds: {reason}.");

    /// <summary>The scores are old, or of another commit.</summary>
    public static readonly DiagnosticDescriptor ScoresStale = new("HFR3006", Severity.Message, "The scores are old or of another commit",
        "The scores of {model} are from {date} and too old.",
        "Score the models again with `dotnet build -t:HfRefreshRegistry -p:HfRefreshScores=true` or `hfregistry refresh --scores`.");

    /// <summary>The scores are of another commit than the one in use.</summary>
    public static readonly DiagnosticDescriptor ScoresOfOtherCommit = ScoresStale.Variant(
        "The scores of {model} are of commit {scored}, but the build uses {used}.");

    /// <summary>The Hub left some metrics unknown.</summary>
    public static readonly DiagnosticDescriptor ScoringIncomplete = new("HFR3007", Severity.Warning, "Some scores are unknown",
        "The Hub left scores of {model} unknown: {reason}.",
        "Run again later; known scores are kept.");

    /// <summary>The Hub left metrics of several models unknown.</summary>
    public static readonly DiagnosticDescriptor ScoringIncompleteBatch = ScoringIncomplete.Variant(
        "Scores of {failed} of {count:# model|# models} are unknown, the first being {model}: {reason}.");

    /// <summary>More models than one run scores.</summary>
    public static readonly DiagnosticDescriptor ScoringPostponed = new("HFR3008", Severity.Message, "Some models will be scored by the next run",
        "{scored:# model was|# models were} scored; {left:# more exceeds|# more exceed} the limit of {limit} per run.",
        "Run again to score the rest.");

    /// <summary>An unknown license where licenses are denied.</summary>
    public static readonly DiagnosticDescriptor LicenseNotChecked = new("HFR3010", Severity.Warning, "A license could not be compared with denied licenses",
        "The license of {model} is {license}, so it could not be compared with denyLicenses ({source}).",
        "Read the license. Then deny `other` or `none` too, or set denyLicenses to [] for this model alone, with a reason (gate.models in hfregistry.json).");

    /// <summary>A model without a fact that the bill of models must have.</summary>
    public static readonly DiagnosticDescriptor BomFactMissing = new("HFR3401", Severity.Error, "The bill of models lacks a required fact",
        "{model} lacks facts that HfModelBomMinimum requires: {facts}.",
        "Pin the commit and the files with Download=\"true\" on the item and `dotnet build -t:HfUpdateLock`, update the registry with `dotnet build -t:HfRefreshRegistry`, or choose another model.");
}
