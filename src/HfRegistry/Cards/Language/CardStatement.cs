using System.Collections.Immutable;

namespace HfRegistry.Cards.Language;

/// <summary>A sentence of a card.</summary>
/// <param name="Words">Its words, without those in quotation marks.</param>
/// <param name="Links">Where the links lead that it carries, at most 50.</param>
/// <param name="IsDenied">Whether it says that something is not there, or not yet.</param>
internal sealed record CardStatement(WordList Words, ImmutableArray<Place> Links, bool IsDenied)
{
    private const int MostStatements = 5_000;
    private const int LongestStatement = 2_000;
    private const int ShortestLinkText = 2;
    private const int MostLinks = 50;
    private const int CellsOfPair = 2;

    /// <summary>Gets the sentence, without quotations.</summary>
    public string Text => Words.Text;

    /// <summary>Gets whether it begins a line, or is a row of a name and a value: what is as short as a label is one. The last sentence of a reference and a cell of a wide table are none.</summary>
    public bool BeginsLine { get; init; }

    /// <summary>Returns its words beside addresses: "Paper: https://…" has one.</summary>
    public WordList WithoutAddresses() => WordList.Of(string.Join(' ', Text.Split(' ').Where(static part => !part.Contains("://", StringComparison.Ordinal))));

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
            .SelectMany(static block => block.Text.Split('\n').SelectMany(static line => Sentences.Of(line).Index()).Select(one => (Text: one.Item, BeginsLine: one.Index == 0 && block.Cells.Length <= CellsOfPair)))
            .Where(static sentence => sentence.Text.Length <= LongestStatement)
            .Select(sentence => new CardStatement(
                WordList.Of(Sentences.WithoutQuotations(sentence.Text)),
                [.. index.In(sentence.Text).SelectMany(text => links[text]).OrderBy(static link => link.Index).Take(MostLinks).Select(static link => link.Place)],
                CardLanguage.Denies(WordList.Of(sentence.Text)))
            {
                BeginsLine = sentence.BeginsLine,
            });
    }
}
