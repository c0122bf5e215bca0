using System.Collections.Immutable;
using System.Text;

namespace HfRegistry.Cards;

/// <summary>Gathers a card's sections; everything in them is bounded in number.</summary>
internal sealed class CardBuilder
{
    private const int MaxSections = 5_000;
    private const int MaxBlocks = 100_000;
    private const int MaxLinks = 20_000;
    private const int MaxLinkText = 500;
    private const int MaxTitle = 500;

    private readonly ImmutableArray<CardSection>.Builder _sections = ImmutableArray.CreateBuilder<CardSection>();
    private readonly ImmutableArray<CardBlock>.Builder _blocks = ImmutableArray.CreateBuilder<CardBlock>();
    private readonly ImmutableArray<CardLink>.Builder _links = ImmutableArray.CreateBuilder<CardLink>();
    private (int Level, string Title, int Line) _heading = (0, "", 1);
    private CardBlock _block = new(CardBlockKind.Paragraph, "", 1);
    private HtmlTable? _table;
    private (int Level, int Line, int LinksBefore) _open;
    private (string Address, int Start)? _anchor;
    private int _blockCount;
    private int _linkCount;

    /// <summary>Gets the words of the block so far.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>Begins a block; within a table of tags its words go into the cell.</summary>
    public void Begin(CardBlock block) => _block = block;

    /// <summary>Ends the block that was begun.</summary>
    public void EndBlock()
    {
        if (_table is not null)
            Text.Append(' ');
        else if (_open.Level > 0)
            EndHeading();
        else
            Flush();
    }

    public void BeginHeading(int level, int line)
    {
        _open = (level, line, _links.Count);
        _block = new CardBlock(CardBlockKind.Paragraph, "", line);
    }

    /// <summary>Takes the words so far as a heading, under which everything stands from now on.</summary>
    public void EndHeading()
    {
        // Its words held a heading in tags, which ended itself.
        if (_open.Level == 0)
        {
            Flush();
            return;
        }

        var title = TakeText();
        var (level, line, linksBefore) = _open;
        _open = default;
        if (title.Length == 0 || _sections.Count >= MaxSections - 1)
            return;

        // The links of a heading belong under it.
        CardLink[] own = [.. _links.Skip(linksBefore)];
        _links.Count = Math.Min(_links.Count, linksBefore);
        EndSection();
        _heading = (level, title.Length > MaxTitle ? title[..MaxTitle] : title, line);
        _links.AddRange(own);
    }

    /// <summary>Adds a whole block.</summary>
    public void Add(CardBlock block)
    {
        if (_blockCount < MaxBlocks && !string.IsNullOrWhiteSpace(block.Text))
        {
            _blockCount++;
            _blocks.Add(block);
        }
    }

    public void AddRow(ImmutableArray<string> cells, ImmutableArray<string> heads)
    {
        if (cells.Any(static cell => cell.Length > 0))
            Add(_block with { Kind = CardBlockKind.TableRow, Text = string.Join(' ', cells.Where(static cell => cell.Length > 0)), Cells = cells, Heads = heads });
    }

    /// <summary>Adds a link whose words stand at the end of the text.</summary>
    public void AddLink(string address, int start, bool isImage)
    {
        if (_linkCount == MaxLinks || address.Length == 0)
            return;
        _linkCount++;
        var words = start >= Text.Length ? "" : Text.ToString(start, Math.Min(Text.Length - start, MaxLinkText));
        _links.Add(new CardLink(address, CardText.Of(words), isImage));
    }

    /// <summary>Returns the words so far, cleaned; the next ones begin anew.</summary>
    public string TakeText()
    {
        EndAnchor();
        var text = Text.Length == 0 ? "" : CardText.Of(Text.ToString());
        Text.Clear();
        return text;
    }

    /// <summary>Takes a tag into account.</summary>
    public void Tag(HtmlTag tag)
    {
        if (tag.Name == "a")
            Anchor(tag);
        else if (tag is { Name: "img", Address: { } source })
            AddImage(source, tag.Description);
        else if (HtmlTable.IsPart(tag.Name) && (_table is not null || !tag.IsEnd))
            Table(tag);
        else if (tag.IsOfLayout && _table is not null)
            Text.Append(' ');
        else if (tag.IsOfLayout)
            Layout(tag);
    }

    /// <summary>Ends a table that its author forgot to end: what follows is no cell of it.</summary>
    public void CloseTable()
    {
        if (_table is null)
            return;
        EndRow();
        _table = null;
    }

    public ImmutableArray<CardSection> Build()
    {
        CloseTable();
        EndBlock();
        EndSection();
        return _sections.ToImmutable();
    }

    private void Layout(HtmlTag tag)
    {
        if (_open.Level > 0 && tag.HeadingLevel == 0)
        {
            Text.Append(' ');
            return;
        }

        EndBlock();
        if (tag.IsEnd)
            _block = _block with { Kind = CardBlockKind.Paragraph };
        else if (tag.HeadingLevel > 0)
            BeginHeading(tag.HeadingLevel, _block.Line);
        else if (tag.Name is "li" or "pre")
            _block = _block with { Kind = tag.Name == "li" ? CardBlockKind.ListItem : CardBlockKind.Code };
    }

    private void Table(HtmlTag tag)
    {
        if (_table is null)
        {
            EndBlock();
            _table = new HtmlTable();
        }

        if (tag.Name is "td" or "th")
            _table.EndCell(TakeText(), isNext: !tag.IsEnd);
        else if (tag.Name == "tr")
            EndRow();
        else if (tag is { Name: "table", IsEnd: true })
            CloseTable();
    }

    private void EndRow()
    {
        _table!.EndCell(TakeText(), isNext: false);
        var cells = _table.TakeRow(out var heads);
        AddRow(cells, heads);
    }

    private void Anchor(HtmlTag tag)
    {
        EndAnchor();
        if (!tag.IsEnd && tag.Address is { } address)
            _anchor = (address, Text.Length);
    }

    private void EndAnchor()
    {
        if (_anchor is not { } anchor)
            return;
        _anchor = null;
        AddLink(anchor.Address, anchor.Start, isImage: false);
    }

    private void AddImage(string source, string? description)
    {
        var start = Text.Length;
        Text.Append(description);
        AddLink(source, start, isImage: true);
        Text.Length = start;
    }

    private void Flush()
    {
        if (TakeText() is { Length: > 0 } text)
            Add(_block with { Text = text });
    }

    private void EndSection()
    {
        if (_sections.Count < MaxSections)
            _sections.Add(new CardSection(_sections.Count, _heading.Level, _heading.Title, _heading.Line, _blocks.ToImmutable(), _links.ToImmutable()));
        _blocks.Clear();
        _links.Clear();
    }
}
