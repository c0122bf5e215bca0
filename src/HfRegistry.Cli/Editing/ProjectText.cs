using System.Globalization;
using System.Text;
using System.Xml;
using HfRegistry.Files;

namespace HfRegistry.Cli.Editing;

/// <summary>
/// A project file, or a file that projects import, with the places of its elements. An edit replaces a part of the text and leaves every other
/// byte as it is; a document model would lose what people care about: line breaks in tags, quotes, blanks, the encoding.
/// </summary>
internal sealed class ProjectText
{
    private const int MaxBytes = 16_000_000;

    private readonly EncodedText _source;

    private ProjectText(string path, EncodedText source)
    {
        Path = path;
        _source = source;
        Elements = SourceReader.Read(source.Text);
    }

    /// <summary>Gets the absolute path.</summary>
    public string Path { get; }

    /// <summary>Gets the text, without a byte order mark.</summary>
    public string Text => _source.Text;

    /// <summary>Gets all elements, in the order in which they begin.</summary>
    public IReadOnlyList<SourceElement> Elements { get; }

    /// <summary>Gets the element around all others.</summary>
    public SourceElement Root => Elements[0];

    /// <summary>Reads a file; one that cannot be edited without changing other bytes is an error.</summary>
    /// <param name="path">The absolute path.</param>
    public static Outcome<ProjectText> Load(string path) => BoundedFile.Read(path, MaxBytes) switch
    {
        FileReading.Content content => Parse(content.Utf8, path),
        FileReading.TooLarge large => Unreadable(path, $"it has {large.Length} bytes, more than the limit of {MaxBytes}"),
        FileReading.Unreadable refused => Unreadable(path, refused.Why),
        _ => Unreadable(path, "it does not exist"),
    };

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="path">The path that diagnostics name.</param>
    public static Outcome<ProjectText> Parse(byte[] bytes, string path)
    {
        if (EncodedText.Decode(bytes) is not { } source)
            return Unreadable(path, "its bytes do not match its encoding");
        var (read, fault) = ForeignInput.Read(() => new ProjectText(path, source));
        return fault switch
        {
            null => new Outcome<ProjectText>(read!),
            XmlException { LineNumber: > 0 } wrong => new Outcome<ProjectText>(DiagnosticCatalog.ProjectFileUnreadable.Create(
                new SourceLocation(path, wrong.LineNumber, wrong.LinePosition), path, wrong.Message.Replace($" Line {wrong.LineNumber}, position {wrong.LinePosition}.", "", StringComparison.Ordinal))),
            _ => Unreadable(path, fault.Message),
        };
    }

    /// <summary>Returns the bytes of the file.</summary>
    public byte[] Encode() => _source.Encode();

    /// <summary>Returns the file with a part of its text replaced.</summary>
    public ProjectText Replace(int start, int end, string replacement) =>
        new(Path, _source.With(string.Concat(Text.AsSpan(0, start), replacement, Text.AsSpan(end))));

    /// <summary>Returns the element that begins at a place, as MSBuild counts lines and columns; or null.</summary>
    public SourceElement? ElementAt(int line, int column)
    {
        var start = 0;
        for (; line > 1 && Text.AsSpan(start).IndexOfAny('\r', '\n') is >= 0 and var end; line--)
            start += end + (Text.AsSpan(start + end).StartsWith("\r\n") ? 2 : 1);
        return line == 1 ? Elements.FirstOrDefault(element => element.Start == start + column - 1) : null;
    }

    /// <summary>Returns a value as it is written between double quotes or in an element: with references for what XML or the file's encoding cannot hold.</summary>
    public string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&apos;",
                '\t' or '\r' or '\n' => Reference(rune),
                // XML has no way to write these.
                < ' ' or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => _source.Has(rune) ? rune.ToString() : Reference(rune),
            });
        }

        return escaped.ToString();
    }

    private static string Reference(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"&#x{rune.Value:X};");

    private static Outcome<ProjectText> Unreadable(string path, string why) => new(DiagnosticCatalog.ProjectFileUnreadable.Create(new SourceLocation(path), path, why));
}
