using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>The card itself. One that says next to nothing is a hint of a card.</summary>
internal static class CardRule
{
    private const string Path = "README.md";
    private const int FewestWords = 30;

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (!evidence.Files.Contains(Path))
            return [];
        var found = evidence switch
        {
            { Card: { } card } when card.WordCount >= FewestWords => DraftEvidence.OfFile(Path),
            { Card: { } card } => DraftEvidence.Of(DraftEvidence.Weak, $"file {Path} has {card.WordCount} words beside its metadata"),
            { CardMissing: { } why } => DraftEvidence.Of(DraftEvidence.LooseMetadata, $"file {Path}, which could not be read: {why}"),
            _ => DraftEvidence.OfFile(Path, DraftEvidence.LooseMetadata),
        };
        return [new ComponentFinding(Components.ModelCard, found, Path)];
    }
}
