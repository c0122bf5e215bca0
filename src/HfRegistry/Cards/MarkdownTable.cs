namespace HfRegistry.Cards;

/// <summary>Tables of pipes.</summary>
internal static class MarkdownTable
{
    private const int MaxCells = 200;

    /// <summary>Returns the place of the line that heads a table: the one above a line of dashes and pipes. Null when there is no table.</summary>
    public static int? Find(List<string> lines)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            if (IsDelimiter(lines[i]) && lines[i - 1].Contains('|', StringComparison.Ordinal))
                return i - 1;
        }

        return null;
    }

    /// <summary>Returns the cells of a row, not yet read; those beyond the bound are left out.</summary>
    public static List<string> Cells(string line)
    {
        var text = line.Trim();
        var cells = new List<string>();
        var from = text.StartsWith('|') ? 1 : 0;
        var inCode = false;
        for (var i = from; i <= text.Length && cells.Count < MaxCells; i++)
        {
            if (i == text.Length || (text[i] == '|' && !inCode))
            {
                if (i < text.Length || i > from)
                    cells.Add(text[from..i].Trim());
                from = i + 1;
            }
            else if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '`')
            {
                // A backtick that nothing closes makes no code of the rest.
                inCode = !inCode && text.IndexOf('`', i + 1, Math.Min(text.Length - i - 1, MaxCells)) > 0;
            }
        }

        return cells;
    }

    private static bool IsDelimiter(string line)
    {
        var (dashes, pipes) = (0, 0);
        foreach (var c in line)
        {
            if (c == '-')
                dashes++;
            else if (c == '|')
                pipes++;
            else if (c is not (':' or ' ' or '\t'))
                return false;
        }

        return dashes > 0 && pipes > 0;
    }
}
