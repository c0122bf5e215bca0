using System.Buffers;

namespace HfRegistry.Cards;

/// <summary>
/// Reads the words and links of a block: emphasis, code spans, links of every form, HTML tags. Looks ahead a bounded way only, so that
/// a text costs what its length costs.
/// </summary>
internal sealed class InlineReader(CardBuilder card, IReadOnlyDictionary<string, string> definitions, CancellationToken cancellationToken)
{
    private const int MaxTicks = 16;
    private const int MaxLabel = 200;

    // Whatever may begin something; an address begins with a letter and is looked for apart.
    private static readonly SearchValues<char> Marks = SearchValues.Create("\\`<[]!*~_");
    private static readonly SearchValues<string> Addresses = SearchValues.Create(["http"], StringComparison.OrdinalIgnoreCase);

    private readonly Stack<(int Start, bool IsImage)> _brackets = new();
    private string _text = "";
    private int _noTicksLeft;
    private int _nextMark;
    private bool _noCommentEnds;

    public void Read(string text)
    {
        (_text, _noTicksLeft, _nextMark, _noCommentEnds) = (text, 0, -1, false);
        _brackets.Clear();
        for (var at = 0; at < text.Length; at = Step(at))
            cancellationToken.ThrowIfCancellationRequested();
    }

    private int Step(int at) => _text[at] switch
    {
        '\\' when at + 1 < _text.Length && char.IsAsciiLetterOrDigit(_text[at + 1]) is false => Literal(at + 1, 1),
        '`' => Code(at),
        '<' => Angle(at),
        '[' => Open(at + 1, isImage: false),
        '!' when at + 1 < _text.Length && _text[at + 1] == '[' => Open(at + 2, isImage: true),
        ']' => Close(at),
        '*' or '~' => at + 1,
        '_' when IsEdge(at) => at + 1,
        'h' or 'H' when WebAddress.LengthAt(_text, at) is > 0 and var length => Bare(at, length),
        _ => Literal(at, PlainLength(at)),
    };

    private int PlainLength(int at)
    {
        // Many words that might begin an address may stand before one mark: it is looked for once.
        if (_nextMark <= at)
            _nextMark = _text.AsSpan(at + 1).IndexOfAny(Marks) is >= 0 and var mark ? at + 1 + mark : _text.Length;
        var plain = _text.AsSpan(at + 1, _nextMark - at - 1);
        return 1 + (plain.IndexOfAny(Addresses) is >= 0 and var address ? address : plain.Length);
    }

    private int Literal(int at, int length)
    {
        card.Text.Append(_text, at, length);
        return at + length;
    }

    private bool IsEdge(int at) =>
        at == 0 || at + 1 == _text.Length || !char.IsLetterOrDigit(_text[at - 1]) || !char.IsLetterOrDigit(_text[at + 1]);

    private int Code(int at)
    {
        var ticks = RunAt(at);
        if (ticks > MaxTicks || (_noTicksLeft & (1 << ticks)) != 0)
            return Literal(at, ticks);
        for (var i = at + ticks; i < _text.Length; i++)
        {
            if (_text[i] != '`')
                continue;
            var run = RunAt(i);
            if (run == ticks)
            {
                Literal(at + ticks, i - at - ticks);
                return i + ticks;
            }

            i += run;
        }

        // Nothing closes a run of this length here or further on.
        _noTicksLeft |= 1 << ticks;
        return Literal(at, ticks);
    }

    private int RunAt(int at)
    {
        var end = at;
        while (end < _text.Length && _text[end] == '`')
            end++;
        return end - at;
    }

    private int Angle(int at)
    {
        if (_text.AsSpan(at).StartsWith("<!--"))
        {
            var end = _noCommentEnds ? -1 : _text.IndexOf("-->", at + 4, StringComparison.Ordinal);
            _noCommentEnds = end < 0;
            return end < 0 ? Literal(at, 1) : end + 3;
        }

        if (WebAddress.LengthAt(_text, at + 1) is > 0 and var length && at + 1 + length < _text.Length && _text[at + 1 + length] == '>')
            return Bare(at + 1, length) + 1;
        if (HtmlTag.ReadAt(_text, at) is not { } tag)
            return Literal(at, 1);
        if (tag.IsOfLayout)
            _brackets.Clear();
        card.Tag(tag);
        return tag.HidesContent ? HtmlTag.EndOf(_text, tag) : tag.End;
    }

    private int Open(int next, bool isImage)
    {
        _brackets.Push((card.Text.Length, isImage));
        return next;
    }

    private int Close(int at)
    {
        if (!_brackets.TryPop(out var open) || open.Start > card.Text.Length)
            return at + 1;
        var words = card.Text.Length - open.Start;
        var (address, end) = at + 1 < _text.Length && _text[at + 1] == '(' ? LinkTarget.ReadAt(_text, at + 1) : (null, at + 1);
        if (address is null && words <= MaxLabel && definitions.Count > 0)
            (address, end) = Reference(at, card.Text.ToString(open.Start, words));
        if (address is not null)
            card.AddLink(address, open.Start, open.IsImage);
        return address is null ? at + 1 : end;
    }

    // [words][label], [label][], [label]
    private (string? Address, int End) Reference(int at, string words)
    {
        if (at + 1 < _text.Length && _text[at + 1] == '[')
        {
            var close = _text.IndexOf(']', at + 2, Math.Min(_text.Length - at - 2, MaxLabel));
            if (close < 0)
                return (null, at + 1);
            var label = close == at + 2 ? words : _text[(at + 2)..close];
            return (definitions.GetValueOrDefault(label), close + 1);
        }

        return (definitions.GetValueOrDefault(words), at + 1);
    }

    private int Bare(int at, int length)
    {
        var start = card.Text.Length;
        Literal(at, length);
        card.AddLink(_text.Substring(at, length), start, isImage: false);
        return at + length;
    }
}
