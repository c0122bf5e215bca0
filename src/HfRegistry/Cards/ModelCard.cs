using System.Collections.Immutable;

namespace HfRegistry.Cards;

/// <summary>
/// A model card taken apart: its front matter, and its body as sections of blocks and links. Nothing in it is executed, fetched or
/// followed. All of its text is foreign: put it through <see cref="TextSanitizer"/> before it is shown.
/// </summary>
/// <remarks>
/// The reader is our own, since a hostile card may cost no more than an honest one of its size: it goes over the text once, nests
/// nothing and keeps no more than the bounds below. (Measured: 60 KB of pipes take the usual Markdown library half a minute.)
/// HTML comments are left out, and text that a template left unfilled (<c>[More Information Needed]</c>) counts as absent.
/// </remarks>
internal sealed class ModelCard
{
    /// <summary>The number of characters of a card that are read.</summary>
    public const int MaxLength = 4_000_000;

    /// <summary>The least length of a written section below its heading, in non-blank characters.</summary>
    public const int LeastContent = 20;

    private readonly Lazy<FrontMatter> _frontMatter;
    private readonly Lazy<int> _wordCount;

    private ModelCard(string? header, string? headerFault, ImmutableArray<CardSection> sections)
    {
        _frontMatter = new Lazy<FrontMatter>(() => FrontMatterReader.Read(header, headerFault));
        _wordCount = new Lazy<int>(CountWords);
        Sections = sections;
    }

    /// <summary>Gets the metadata at the head of the card; read at its first use.</summary>
    public FrontMatter FrontMatter => _frontMatter.Value;

    /// <summary>Gets the sections in the order of the text. The first has level 0 and no title: what stands above every heading.</summary>
    public ImmutableArray<CardSection> Sections { get; }

    /// <summary>Gets the blocks of all sections, in order.</summary>
    public IEnumerable<CardBlock> Blocks => Sections.SelectMany(static section => section.Blocks);

    /// <summary>Gets the links and images of all sections, in order.</summary>
    public IEnumerable<CardLink> Links => Sections.SelectMany(static section => section.Links);

    /// <summary>Gets the number of words that stand outside of code, headings included. Two characters of a script without blanks count as a word.</summary>
    public int WordCount => _wordCount.Value;

    /// <summary>Takes a card apart. Every text is a card: what cannot be read as structure is a paragraph.</summary>
    /// <param name="text">The text, front matter included; a byte order mark and any line ends are understood.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static ModelCard Parse(string text, CancellationToken cancellationToken = default)
    {
        var (header, fault, body, firstLine) = FrontMatterReader.Split(text.Length > MaxLength ? text[..MaxLength] : text);
        return new ModelCard(header, fault, MarkdownReader.Read(body, firstLine, cancellationToken));
    }

    /// <summary>Returns the sections that stand under a heading: itself, and those after it of a deeper level.</summary>
    public IEnumerable<CardSection> Under(CardSection section)
    {
        yield return section;
        if (section.Level == 0)
            yield break;
        for (var i = section.Index + 1; i < Sections.Length && Sections[i].Level > section.Level; i++)
            yield return Sections[i];
    }

    /// <summary>Returns whether something is written under a heading: <see cref="LeastContent"/> characters, those of code and tables included.</summary>
    public bool IsWritten(CardSection section)
    {
        var count = 0;
        foreach (var block in Under(section).SelectMany(static under => under.Blocks))
        {
            foreach (var c in block.Text)
            {
                if (!char.IsWhiteSpace(c) && ++count >= LeastContent)
                    return true;
            }
        }

        return false;
    }

    private int CountWords() =>
        Sections.Sum(static section => CardWords.Count(section.Title)
            + section.Blocks.Sum(static block => block.Kind == CardBlockKind.Code ? 0 : CardWords.Count(block.Text)));
}
