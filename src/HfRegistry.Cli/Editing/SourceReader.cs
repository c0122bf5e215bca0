using System.Xml;

namespace HfRegistry.Cli.Editing;

/// <summary>Reads the elements of an XML text with their places. What an element is, the XML reader decides; this only follows where it stands.</summary>
internal sealed class SourceReader
{
    private readonly string _text;
    private readonly List<int> _lines = [0];

    private SourceReader(string text)
    {
        _text = text;
        for (var at = 0; at < text.Length; at++)
        {
            // The reader counts \r\n, \n and \r as one line end each.
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
                _lines.Add(at + 1);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <returns>The elements in their order; the first one is around all others.</returns>
    /// <exception cref="XmlException">The text is not well-formed.</exception>
    public static IReadOnlyList<SourceElement> Read(string text)
    {
        using var characters = new StringReader(text);
        using var reader = XmlReader.Create(characters, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return new SourceReader(text).Read(reader);
    }

    private List<SourceElement> Read(XmlReader reader)
    {
        var elements = new List<SourceElement>();
        SourceElement? current = null;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                var element = Element(reader, current);
                elements.Add(element);
                current?.Children.Add(element);
                current = element.IsSelfClosing ? current : element;
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                // The reader stands on the name after the two characters of an end tag.
                current!.ContentEnd = OffsetOf(reader) - 2;
                current.End = _text.IndexOf('>', current.ContentEnd) + 1;
                current = current.Parent;
            }
        }

        return elements;
    }

    private SourceElement Element(XmlReader reader, SourceElement? parent)
    {
        var (name, start, isSelfClosing) = (reader.LocalName, OffsetOf(reader) - 1, reader.IsEmptyElement);
        var attributes = new List<SourceAttribute>();
        while (reader.MoveToNextAttribute())
            attributes.Add(Attribute(reader));
        reader.MoveToElement();
        var end = _text.IndexOf('>', attributes is [.., var last] ? last.ValueEnd : start) + 1;
        return new SourceElement(name, start, parent) { Attributes = attributes, ContentStart = end, IsSelfClosing = isSelfClosing, ContentEnd = end, End = end };
    }

    private SourceAttribute Attribute(XmlReader reader)
    {
        var quote = _text.AsSpan(OffsetOf(reader)).IndexOfAny('"', '\'') + OffsetOf(reader);
        return new SourceAttribute(reader.LocalName, reader.Value, quote + 1, _text.IndexOf(_text[quote], quote + 1));
    }

    private int OffsetOf(XmlReader reader)
    {
        var place = (IXmlLineInfo)reader;
        return _lines[place.LineNumber - 1] + place.LinePosition - 1;
    }
}
