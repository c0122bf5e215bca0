namespace HfRegistry.Mof.Documents;

/// <summary>A position in a document's text. The default is no position, for values that were created.</summary>
/// <param name="Line">The line from 1, or 0.</param>
/// <param name="Column">The column from 1 in UTF-16 units, as editors count, or 0.</param>
/// <param name="Start">The offset from the text's start in UTF-16 units; a byte order mark does not count.</param>
/// <param name="Length">How many UTF-16 units it takes, quotes included.</param>
internal readonly record struct TextPlace(int Line, int Column, int Start, int Length)
{
    /// <summary>Returns the place in a file, for a diagnostic; the file alone when the place is nowhere.</summary>
    public SourceLocation In(string path) => new(path, Line, Column);
}
