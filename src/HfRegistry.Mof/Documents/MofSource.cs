using System.Text;

namespace HfRegistry.Mof.Documents;

/// <summary>The source of a document: enough to point at everything in it, and to write it back byte for byte.</summary>
internal sealed class MofSource
{
    internal MofSource(string path, string text, bool hasByteOrderMark, YamlNode root)
    {
        Path = path;
        Text = text;
        HasByteOrderMark = hasByteOrderMark;
        Root = root;
    }

    /// <summary>Gets the absolute path that diagnostics name.</summary>
    public string Path { get; }

    /// <summary>Gets the text, without a byte order mark.</summary>
    public string Text { get; }

    /// <summary>Gets whether the file begins with a byte order mark.</summary>
    public bool HasByteOrderMark { get; }

    /// <summary>Gets the tree.</summary>
    internal YamlNode Root { get; }

    /// <summary>Returns the text with some values replaced, as UTF-8; every other byte is as it was.</summary>
    /// <param name="edits">Values of this source, each at most once, and their new texts.</param>
    /// <exception cref="ArgumentException">A value was not read from a text on one line, or two values overlap.</exception>
    public byte[] With(IEnumerable<MofEdit> edits)
    {
        var text = new StringBuilder(HasByteOrderMark ? "\uFEFF" : "");
        var at = 0;
        foreach (var edit in edits.OrderBy(static edit => edit.Value.Place.Start))
        {
            var place = edit.Value.Place;
            if (!CanEdit(edit.Value) || place.Start < at)
                throw new ArgumentException($"The value at line {place.Line} cannot be replaced.", nameof(edits));
            text.Append(Text, at, place.Start - at).Append(YamlText.Quote(edit.Text, like: Text[place.Start]));
            at = place.Start + place.Length;
        }

        text.Append(Text, at, Text.Length - at);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Returns whether a value can be replaced: it was read, and stands on one line, plain or quoted.</summary>
    public bool CanEdit(MofValue value) =>
        value.Place is { Line: > 0, Length: > 0 } place && place.Start + place.Length <= Text.Length
        && Text.AsSpan(place.Start, place.Length) is var span && span.IndexOfAny('\n', '\r') < 0 && span[0] is not ('|' or '>' or '{' or '[');
}

/// <summary>A value that gets another text.</summary>
/// <param name="Value">The value as it was read.</param>
/// <param name="Text">Its new text.</param>
internal sealed record MofEdit(MofValue Value, string Text);
