namespace HfRegistry.Cards.Language;

/// <summary>Looks for sections of a card by the words of their headings.</summary>
internal static class CardSearch
{
    /// <summary>Returns the sections whose heading has one of the phrases and under which something is written.</summary>
    public static IEnumerable<CardSection> Written(this ModelCard card, Phrases phrases) =>
        card.Sections.Where(section => section.Level > 0 && phrases.In(section.Title) is not null && card.IsWritten(section));

    /// <summary>Returns "section 'Title'" of the first such section, or null.</summary>
    public static string? SectionAbout(this ModelCard card, Phrases phrases) =>
        card.Written(phrases).FirstOrDefault() is { } section ? Name(section) : null;

    /// <summary>Returns a section for people.</summary>
    public static string Name(CardSection section) => $"section '{TextSanitizer.Sanitize(section.Title, 80)}'";

    /// <summary>Returns the code of a card.</summary>
    public static IEnumerable<CardBlock> Code(this ModelCard card) => card.Blocks.Where(static block => block.Kind == CardBlockKind.Code);
}
