using System.Collections.Immutable;

namespace HfRegistry.Cards;

/// <summary>
/// Reads a body line by line: fences, headings, lists, quotations and tables, as the Hub's Markdown has them. One pass, nothing nested.
/// </summary>
internal sealed class MarkdownReader
{
    private const string HardBreak = "<br>";

    private readonly CardBuilder _card = new();
    private readonly List<string> _lines = [];
    private readonly InlineReader _inline;
    private CardBlock _block = new(CardBlockKind.Paragraph, "", 0);
    private (CodeFence Fence, CardBlock Block)? _fence;
    private bool _isInList;
    private bool _isInComment;

    private MarkdownReader(IReadOnlyDictionary<string, string> definitions, CancellationToken cancellationToken) =>
        _inline = new InlineReader(_card, definitions, cancellationToken);

    /// <summary>Returns the sections of a body.</summary>
    /// <param name="body">The text.</param>
    /// <param name="firstLine">Its first line, from 1, in the card.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static ImmutableArray<CardSection> Read(string body, int firstLine, CancellationToken cancellationToken = default)
    {
        var lines = body.Split('\n');
        var reader = new MarkdownReader(LinkDefinitions.Of(lines), cancellationToken);
        for (var i = 0; i < lines.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Line(lines[i].TrimEnd('\r'), firstLine + i);
        }

        reader.End();
        return reader._card.Build();
    }

    private void Line(string raw, int number)
    {
        if (_fence is not null)
            CodeLine(raw);
        else if (_isInComment)
            CommentLine(raw);
        else
            TextLine(raw, number);
    }

    private void CodeLine(string raw)
    {
        var (fence, block) = _fence!.Value;
        var line = MarkdownLine.Of(raw);
        var leftQuote = block.IsQuote && !line.IsQuote;
        if (!leftQuote && !(line.Indent < MarkdownLine.CodeIndent + fence.Indent && fence.IsClosedBy(line.Text)))
        {
            _lines.Add(block.IsQuote ? line.Text : Unindent(raw, fence.Indent));
            return;
        }

        _fence = null;
        AddCode(block);
        if (leftQuote)
            Line(raw, block.Line);
    }

    private void CommentLine(string raw) => _isInComment = !raw.Contains("-->", StringComparison.Ordinal);

    private void TextLine(string raw, int number)
    {
        var line = MarkdownLine.Of(raw);
        if (line.IsBlank && !line.IsItem)
        {
            EndBlock();
        }
        else if (CodeFence.Of(line) is { } fence)
        {
            EndBlock();
            _isInList |= line.IsItem;
            _fence = (fence, new CardBlock(CardBlockKind.Code, "", number) { Language = fence.Language, IsQuote = line.IsQuote });
        }
        else if (line.Text.StartsWith("<!--", StringComparison.Ordinal) && !line.Text.Contains("-->", StringComparison.Ordinal))
        {
            EndBlock();
            _isInComment = true;
        }
        else if (MarkdownLine.Heading(line.Text) is { Level: > 0 } heading && line.Indent < MarkdownLine.CodeIndent)
        {
            EndBlock();
            _isInList = false;
            Heading(heading.Level, heading.Title, number);
        }
        else if (_lines.Count > 0 && _block.Kind == CardBlockKind.Paragraph && !line.IsItem && MarkdownLine.Underline(line.Text) is > 0 and var level)
        {
            Underlined(level);
        }
        else if (MarkdownLine.IsRule(line.Text))
        {
            EndBlock();
        }
        else if (_lines.Count == 0 && LinkDefinitions.Is(line.Text))
        {
            // It is known already, and says nothing here.
        }
        else
        {
            Words(line, raw, number);
        }
    }

    // A line under a table ends it; under other words it makes a heading of them.
    private void Underlined(int level)
    {
        if (MarkdownTable.Find(_lines) is not null)
        {
            EndBlock();
            return;
        }

        var title = string.Join('\n', _lines);
        _lines.Clear();
        Heading(level, title, _block.Line);
    }

    private void Words(MarkdownLine line, string raw, int number)
    {
        if (line.IsItem)
        {
            EndBlock();
            _isInList = true;
            _block = new CardBlock(CardBlockKind.ListItem, "", number) { IsQuote = line.IsQuote };
        }
        else if (_lines.Count == 0)
        {
            _isInList &= line.Indent > 0;
            var kind = !_isInList && line.Indent >= MarkdownLine.CodeIndent ? CardBlockKind.Code : CardBlockKind.Paragraph;
            _block = new CardBlock(kind, "", number) { IsQuote = line.IsQuote };
        }
        else if (_block.Kind == CardBlockKind.Code && line.Indent < MarkdownLine.CodeIndent)
        {
            EndBlock();
            Words(line, raw, number);
            return;
        }

        _lines.Add(_block.Kind == CardBlockKind.Code ? Unindent(raw, MarkdownLine.CodeIndent) : EndsHard(raw) ? line.Text + HardBreak : line.Text);
    }

    // Two blanks at its end break a line. A row of a table ends anyway.
    private static bool EndsHard(string raw) => raw.EndsWith("  ", StringComparison.Ordinal) && !raw.Contains('|', StringComparison.Ordinal);

    private void Heading(int level, string title, int number)
    {
        _card.CloseTable();
        _card.BeginHeading(level, number);
        _inline.Read(title);
        _card.EndHeading();
    }

    private void EndBlock()
    {
        if (_lines.Count == 0)
            return;
        if (_block.Kind == CardBlockKind.Code)
        {
            AddCode(_block);
            return;
        }

        var text = _lines;
        var table = MarkdownTable.Find(text);
        _card.Begin(_block);
        _inline.Read(string.Join('\n', table is null ? text : text.Take(table.Value)));
        _card.EndBlock();
        if (table is { } head)
            Table(head);
        _lines.Clear();
    }

    private void Table(int head)
    {
        var heads = ImmutableArray<string>.Empty;
        for (var i = head; i < _lines.Count; i++)
        {
            if (i == head + 1)
                continue;
            _card.Begin(_block with { Kind = CardBlockKind.TableRow, Line = _block.Line + i });
            var cells = ImmutableArray.CreateBuilder<string>();
            foreach (var cell in MarkdownTable.Cells(_lines[i]))
            {
                _inline.Read(cell);
                cells.Add(_card.TakeText());
            }

            var row = cells.ToImmutable();
            _card.AddRow(row, heads);
            if (i == head)
                heads = row;
        }
    }

    private void AddCode(CardBlock block)
    {
        _card.Add(block with { Text = string.Join('\n', _lines) });
        _lines.Clear();
    }

    private void End()
    {
        if (_fence is { } open)
            AddCode(open.Block);
        EndBlock();
        _card.CloseTable();
    }

    private static string Unindent(string raw, int indent)
    {
        var at = 0;
        while (at < indent && at < raw.Length && raw[at] is (' ' or '\t'))
            at++;
        return raw[at..];
    }
}
