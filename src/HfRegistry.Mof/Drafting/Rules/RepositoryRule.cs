namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>A repository that is the model's own is a hint of code that runs it; what else it holds, the card must say.</summary>
internal static class RepositoryRule
{
    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence) =>
        evidence.Repository is { } repository && !Derivation.IsCopy(evidence)
            ? [new ComponentFinding(Components.Inference, DraftEvidence.Of(DraftEvidence.Weak, $"repository {repository.Address}"), repository.Address) { License = Places.LicenseAt(repository.Address, evidence) }]
            : [];
}
