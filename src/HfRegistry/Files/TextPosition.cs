namespace HfRegistry.Files;

/// <summary>Turns a byte offset of a UTF-8 text into the line and column that editors show.</summary>
internal static class TextPosition
{
    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>Returns the number of bytes the byte order mark takes: 3 or 0.</summary>
    public static int BomLength(ReadOnlySpan<byte> utf8) => utf8.StartsWith(Bom) ? Bom.Length : 0;

    /// <summary>Returns the place of an offset: line from 1, column from 1 in UTF-16 units; a byte order mark takes no column.</summary>
    public static SourceLocation Locate(ReadOnlySpan<byte> utf8, int offset, string path)
    {
        var start = BomLength(utf8);
        var before = utf8[start..Math.Clamp(offset, start, utf8.Length)];
        var line = 1 + before.Count((byte)'\n');
        var column = 1;
        foreach (var unit in before[(before.LastIndexOf((byte)'\n') + 1)..])
            column += Utf16UnitsOf(unit);
        return new SourceLocation(path, line, column);
    }

    // A continuation byte belongs to the character before it; a lead byte of four takes a surrogate pair.
    private static int Utf16UnitsOf(byte unit) => unit switch
    {
        >= 0x80 and < 0xC0 => 0,
        >= 0xF0 => 2,
        _ => 1,
    };
}
