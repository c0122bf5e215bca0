using System.Collections.Immutable;

namespace HfRegistry.Cards.Language;

/// <summary>A sentence of a card.</summary>
/// <param name="Words">Its words, without those in quotation marks.</param>
/// <param name="Section">Where it stands.</param>
/// <param name="Links">Where the links lead that it carries, at most 50.</param>
/// <param name="IsDenied">Whether it says that something is not there, or not yet.</param>
internal sealed record CardStatement(WordList Words, CardSection Section, ImmutableArray<Place> Links, bool IsDenied)
{
    private const int MostStatements = 5_000;
    private const int LongestStatement = 2_000;
    private const int ShortestLinkText = 2;
    private const int MostLinks = 50;

    /// <summary>Gets the sentence, without quotations.</summary>
    public string Text => Words.Text;

    /// <summary>Returns the sentences of a card that are its author's own: not of quotations, not under headings that thank or cite others.</summary>
    public static ImmutableArray<CardStatement> Of(ModelCard card) =>
    [
        .. card.Sections.Where(static section => !CardLanguage.IsAboutOthers(section.Title)).SelectMany(Of)
            .Where(static statement => !CardLanguage.SpeaksOfOthers(statement.Words)).Take(MostStatements),
    ];

    private static IEnumerable<CardStatement> Of(CardSection section)
    {
        var links = section.Links.Where(static link => !link.IsImage && link.Text.Length >= ShortestLinkText).Index()
            .GroupBy(static link => link.Item.Text, static link => (link.Index, Place: new Place(link.Item.Address)), StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Take(MostLinks).ToList(), StringComparer.Ordinal);
        var index = new TextIndex(links.Keys);
        return section.Blocks.Where(static block => block is { IsQuote: false, Kind: not CardBlockKind.Code })
            .SelectMany(static block => Sentences.Of(block.Text))
            .Where(static sentence => sentence.Length <= LongestStatement)
            .Select(sentence => new CardStatement(
                WordList.Of(Sentences.WithoutQuotations(sentence)),
                section,
                [.. index.In(sentence).SelectMany(text => links[text]).OrderBy(static link => link.Index).Take(MostLinks).Select(static link => link.Place)],
                CardLanguage.Denies(WordList.Of(sentence))));
    }
}
