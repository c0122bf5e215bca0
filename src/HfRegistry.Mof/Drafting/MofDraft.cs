using System.Collections.Immutable;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Rules;

namespace HfRegistry.Mof.Drafting;

/// <summary>A document made of evidence, for a person to review.</summary>
/// <param name="Id">The model, as the Hub spells it.</param>
/// <param name="Revision">The commit that the evidence is of; null when the Hub names none.</param>
/// <param name="License">The license of the repository.</param>
/// <param name="Components">The components with what speaks for them, in a document's order.</param>
internal sealed record MofDraft(ModelId Id, Revision? Revision, ReleaseLicense License, ImmutableArray<DraftedComponent> Components)
{
    /// <summary>Gets the document.</summary>
    public required MofDocument Document { get; init; }

    /// <summary>Gets what stands beside the document's parts: evidence and confidences.</summary>
    public required MofComments Comments { get; init; }

    /// <summary>Gets what a person should look at, most important first; printable.</summary>
    public required ImmutableArray<string> Checklist { get; init; }

    /// <summary>Gets the class once the licenses that a person can look up turn out open; that of the document where it is no other.</summary>
    public MofClass Reachable { get; init; }

    /// <summary>Gets the mean of the components' confidences, in percent; 0 without any.</summary>
    public int Confidence => Components.IsEmpty ? 0 : (int)Components.Average(static component => component.Confidence);
}
