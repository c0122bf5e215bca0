using System.Text;
using System.Text.RegularExpressions;

namespace HfRegistry.Cli.Editing;

/// <summary>An XML text with the encoding of its file: the same text becomes the same bytes again.</summary>
internal sealed partial class EncodedText
{
    private const int LongestDeclaration = 200;

    /// <summary>The encodings that a byte order mark names; the longer mark comes before the one that it begins with.</summary>
    private static readonly Encoding[] Marked =
        [new UTF32Encoding(bigEndian: false, byteOrderMark: true), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Encoding.Unicode, Encoding.BigEndianUnicode];

    private readonly Encoding _encoding;
    private readonly int _markLength;

    private EncodedText(string text, Encoding encoding, int markLength)
    {
        Text = text;
        _encoding = encoding;
        _markLength = markLength;
    }

    /// <summary>Gets the text, without a byte order mark.</summary>
    public string Text { get; }

    /// <summary>Decodes a file.</summary>
    /// <returns>The text; or null when no encoding that is known turns it back into these bytes.</returns>
    public static EncodedText? Decode(byte[] bytes)
    {
        var marked = Array.Find(Marked, encoding => bytes.AsSpan().StartsWith(encoding.GetPreamble()));
        if ((marked ?? Declared(bytes)) is not { } encoding)
            return null;
        var markLength = marked?.GetPreamble().Length ?? 0;
        var decoded = new EncodedText(encoding.GetString(bytes, markLength, bytes.Length - markLength), encoding, markLength);
        return decoded.Encode().AsSpan().SequenceEqual(bytes) ? decoded : null;
    }

    /// <summary>Returns another text in the same encoding.</summary>
    public EncodedText With(string text) => new(text, _encoding, _markLength);

    /// <summary>Returns the bytes.</summary>
    public byte[] Encode() => [.. _encoding.GetPreamble().AsSpan(0, _markLength), .. _encoding.GetBytes(Text)];

    /// <summary>Returns whether the encoding has a character.</summary>
    public bool Has(Rune rune) => _encoding.GetString(_encoding.GetBytes(rune.ToString())) == rune.ToString();

    // A declaration is written in the letters of ASCII, one or two bytes each.
    private static Encoding? Declared(byte[] bytes)
    {
        if (bytes is [(byte)'<', 0, ..])
            return Encoding.Unicode;
        if (bytes is [0, (byte)'<', ..])
            return Encoding.BigEndianUnicode;
        var head = Encoding.ASCII.GetString(bytes, 0, Math.Min(bytes.Length, LongestDeclaration));
        if (DeclaredName().Match(head) is not { Success: true } declared || declared.Groups[1].Value.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(declared.Groups[1].Value) ?? Encoding.GetEncoding(declared.Groups[1].Value);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")]
    private static partial Regex DeclaredName();
}
