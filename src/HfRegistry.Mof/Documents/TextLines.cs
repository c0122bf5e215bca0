namespace HfRegistry.Mof.Documents;

/// <summary>Turns offsets of a text into lines and columns as editors count them: YAML's reader takes rarer characters for line ends too.</summary>
internal sealed class TextLines
{
    private readonly List<int> _starts = [0];

    public TextLines(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
                _starts.Add(at + 1);
        }
    }

    /// <summary>Returns the place of a part of the text.</summary>
    public TextPlace Place(int start, int length)
    {
        var found = _starts.BinarySearch(start);
        var line = found >= 0 ? found : ~found - 1;
        return new TextPlace(line + 1, start - _starts[line] + 1, start, length);
    }
}
