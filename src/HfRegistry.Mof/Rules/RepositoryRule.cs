using HfRegistry.Cards.Language;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>A repository that is the model's own is a hint of code that runs it; what else it holds, the card must say.</summary>
internal static class RepositoryRule
{
    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence) =>
        evidence.Repository is { } repository && !Derivation.IsCopy(evidence)
            ? [new ComponentFinding(Components.Inference, DraftEvidence.Of(DraftEvidence.Weak, $"repository {repository.Address}"), repository.Address) { License = LinkedLicense.At(new Place(repository.Address), evidence) }]
            : [];
}
