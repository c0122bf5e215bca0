using System.Buffers;

namespace HfRegistry.Cards;

/// <summary>
/// Short texts, such as the words of links, to be found in many long ones: a text costs what its length costs, however many are looked for.
/// </summary>
internal sealed class TextIndex
{
    private readonly string[] _texts;

    // The longest other text that a text begins with, or -1.
    private readonly int[] _beginsWith;
    private readonly SearchValues<char> _firsts;

    /// <summary>Creates an index of texts, none of them empty; one that stands twice is found once.</summary>
    public TextIndex(IEnumerable<string> texts)
    {
        _texts = [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _firsts = SearchValues.Create([.. _texts.Select(static text => text[0]).Distinct()]);
        _beginsWith = new int[_texts.Length];
        for (var i = 0; i < _texts.Length; i++)
        {
            var before = i - 1;
            while (before >= 0 && !_texts[i].StartsWith(_texts[before], StringComparison.Ordinal))
                before = _beginsWith[before];
            _beginsWith[i] = before;
        }
    }

    /// <summary>Returns those that stand anywhere in a text, each once.</summary>
    public IReadOnlyCollection<string> In(string text)
    {
        if (_texts.Length == 0)
            return [];
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; text.AsSpan(at).IndexOfAny(_firsts) is >= 0 and var next; at += next + 1)
            AddBeginnings(text.AsSpan(at + next), found);
        return found;
    }

    // All that a text begins with lie on one way back from the last one that sorts before it.
    private void AddBeginnings(ReadOnlySpan<char> text, HashSet<string> found)
    {
        var last = LastUpTo(text);
        var common = last < 0 ? 0 : text.CommonPrefixLength(_texts[last]);
        for (; last >= 0; last = _beginsWith[last])
        {
            if (_texts[last].Length <= common && !found.Add(_texts[last]))
                return;
        }
    }

    private int LastUpTo(ReadOnlySpan<char> text)
    {
        var (from, to) = (0, _texts.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (text.SequenceCompareTo(_texts[middle]) < 0)
                to = middle;
            else
                from = middle + 1;
        }

        return from - 1;
    }
}
