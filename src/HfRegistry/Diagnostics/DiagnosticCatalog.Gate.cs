namespace HfRegistry.Diagnostics;

// The gate: HFR3xxx.
public static partial class DiagnosticCatalog
{
    /// <summary>A model whose metrics are below their thresholds.</summary>
    public static readonly DiagnosticDescriptor MetricsFailed = new("HFR3001", Severity.Error, "A model fails quality metrics",
        "Choose another model, or lower the thresholds that the message names for this model alone, with a reason (GateMin and GateReason on the item, or gate.models in hfregistry.json).");

    /// <summary>A model that does not meet a demand beside the metrics.</summary>
    public static readonly DiagnosticDescriptor PolicyFailed = new("HFR3002", Severity.Error, "A model does not meet the policy",
        "Choose another model, or relax the demand that the message names for this model alone, with a reason (gate.models in hfregistry.json).");

    /// <summary>A model that nobody has scored.</summary>
    public static readonly DiagnosticDescriptor NotScored = new("HFR3003", Severity.Error, "A model has no scores",
        "Score the models with `dotnet build -t:HfRefreshRegistry -p:HfRefreshScores=true` or `hfregistry refresh --scores`, or let the Hub be asked (HfRegistryMode=Auto, or `--online`).");

    /// <summary>What the gate rests on, and what would raise it.</summary>
    public static readonly DiagnosticDescriptor GateDetail = new("HFR3004", Severity.Message, "Why a model fails the gate",
        "Nothing by itself: it explains the error before it.");

    /// <summary>A model that would fail without demands of its own.</summary>
    public static readonly DiagnosticDescriptor GateWaived = new("HFR3005", Severity.Message, "A model is let in by demands of its own",
        "Check from time to time whether the reason still holds.");

    /// <summary>The scores are old, or of another commit.</summary>
    public static readonly DiagnosticDescriptor ScoresStale = new("HFR3006", Severity.Message, "The scores are old or of another commit",
        "Score the models again with `dotnet build -t:HfRefreshRegistry -p:HfRefreshScores=true` or `hfregistry refresh --scores`.");

    /// <summary>The Hub left some metrics unknown.</summary>
    public static readonly DiagnosticDescriptor ScoringIncomplete = new("HFR3007", Severity.Warning, "Some scores could not be learnt",
        "Run it again later: what is unknown is filled in then, and what was known is kept.");

    /// <summary>More models than one run scores.</summary>
    public static readonly DiagnosticDescriptor ScoringPostponed = new("HFR3008", Severity.Message, "Some models are left to be scored by another run",
        "Run it again: those that were scored last come last.");

    /// <summary>A license that nobody knows, where licenses are denied.</summary>
    public static readonly DiagnosticDescriptor LicenseNotChecked = new("HFR3010", Severity.Warning, "A license could not be compared with those that are denied",
        "Read the license. Then deny `other` or `none` too, or set denyLicenses to [] for this model alone, with a reason (gate.models in hfregistry.json).");
}
