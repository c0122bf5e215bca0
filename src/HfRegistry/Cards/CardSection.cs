using System.Collections.Immutable;

namespace HfRegistry.Cards;

/// <summary>A heading and what stands below it up to the next heading of any level.</summary>
/// <param name="Index">Its place among the card's sections.</param>
/// <param name="Level">1 to 6; 0 for what stands above every heading.</param>
/// <param name="Title">The heading's words without markup; empty at level 0.</param>
/// <param name="Line">The heading's line from 1.</param>
/// <param name="Blocks">What stands below it, in order.</param>
/// <param name="Links">The links of the heading and of the blocks, in order.</param>
internal sealed record CardSection(int Index, int Level, string Title, int Line, ImmutableArray<CardBlock> Blocks, ImmutableArray<CardLink> Links);

/// <summary>The kind of a block of a card.</summary>
internal enum CardBlockKind
{
    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>An item of a list, of any depth.</summary>
    ListItem,

    /// <summary>A row of a table.</summary>
    TableRow,

    /// <summary>Code: fenced, indented, or in <c>pre</c>.</summary>
    Code,
}

/// <summary>A piece of a section.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its words without markup, blanks collapsed; a row's cells joined by blanks; code as it stands.</param>
/// <param name="Line">Its first line from 1.</param>
internal sealed record CardBlock(CardBlockKind Kind, string Text, int Line)
{
    /// <summary>Gets a row's cells.</summary>
    public ImmutableArray<string> Cells { get; init; } = [];

    /// <summary>Gets the cells of the row that heads its table; empty for that row itself, and where no row does.</summary>
    public ImmutableArray<string> Heads { get; init; } = [];

    /// <summary>Gets the language that a fence names, in lower case, or null.</summary>
    public string? Language { get; init; }

    /// <summary>Gets whether it is quoted: the words of somebody else, perhaps.</summary>
    public bool IsQuote { get; init; }
}

/// <summary>A link or an image.</summary>
/// <param name="Address">Where it leads, as it is written: absolute, relative, or nonsense.</param>
/// <param name="Text">The words that carry it, or an image's description; may be empty.</param>
/// <param name="IsImage">Whether it is an image.</param>
internal sealed record CardLink(string Address, string Text, bool IsImage = false);
