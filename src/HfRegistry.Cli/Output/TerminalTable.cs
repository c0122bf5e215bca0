using Spectre.Console;

namespace HfRegistry.Cli.Output;

/// <summary>
/// Draws tables on a terminal, without breaking a word: an id or a date that is cut in two cannot be copied. Apart from <see cref="TextTable"/> so that a
/// redirected run never loads Spectre.Console.
/// </summary>
internal static class TerminalTable
{
    /// <summary>The characters of the frame, for each column and once beside them.</summary>
    private const int FrameOfColumn = 3, FrameOfTable = 1;
    private const string Indent = "  ";

    /// <summary>Writes a framed table; where the terminal is too narrow for its longest words, a block of lines for each row.</summary>
    public static void Write(CommandIO io, IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows)
    {
        if (WidthsOf(columns, rows, io.Width - FrameOfTable - (FrameOfColumn * columns.Count)) is { } widths)
            WriteFramed(io, columns, rows, widths);
        else
            WriteBlocks(io, columns, rows);
    }

    private static void WriteFramed(CommandIO io, IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows, int[] widths)
    {
        var table = new Table { Border = TableBorder.Rounded };
        var heading = io.IsColorless ? Style.Plain : new Style(decoration: Decoration.Bold);
        foreach (var (column, width) in columns.Zip(widths))
        {
            var header = new TableColumn(new Spectre.Console.Text(column.Title, heading)) { Width = width };
            table.AddColumn(column.IsNumber ? header.RightAligned() : header);
        }

        foreach (var row in rows)
            table.AddRow(row.Select(static cell => new Spectre.Console.Text(cell)));
        Terminal.On(io, io.Out).Write(table);
    }

    private static void WriteBlocks(CommandIO io, IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows)
    {
        var labels = columns.Max(static column => column.Title.Length) + Indent.Length;
        foreach (var row in rows)
        {
            foreach (var line in Lines(row[0], io.Width))
                io.Out.WriteLine(line);
            foreach (var (column, cell) in columns.Zip(row).Skip(1))
            {
                foreach (var (line, i) in Lines(cell, io.Width - Indent.Length - labels).Select(static (line, i) => (line, i)))
                    io.Out.WriteLine($"{Indent}{(i == 0 ? column.Title : "").PadRight(labels)}{line}");
            }
        }
    }

    /// <summary>Returns the widths of the columns, none of them below its longest word; null when there is no room for that.</summary>
    private static int[]? WidthsOf(IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows, int room)
    {
        var widest = columns.Select((column, i) => rows.Select(row => row[i]).Prepend(column.Title).Max(static cell => cell.GetCellWidth())).ToArray();
        var widths = columns.Select((column, i) => rows.SelectMany(row => Words(row[i], column)).Concat(column.Title.Split(' ')).Max(static word => word.GetCellWidth())).ToArray();
        var spare = room - widths.Sum();
        if (spare < 0)
            return null;
        // Narrow columns first: what they need less than their share goes to those that hold sentences.
        var wanting = Enumerable.Range(0, widths.Length).OrderBy(i => widest[i] - widths[i]).ToList();
        for (var at = 0; at < wanting.Count; at++)
        {
            var more = Math.Min(widest[wanting[at]] - widths[wanting[at]], spare / (wanting.Count - at));
            widths[wanting[at]] += more;
            spare -= more;
        }

        return widths;
    }

    /// <summary>Returns the parts of a cell that stay whole; a number keeps its unit.</summary>
    private static string[] Words(string cell, Column column) => column.IsNumber ? [cell] : cell.Split(' ');

    private static IEnumerable<string> Lines(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.GetCellWidth() + 1 + word.GetCellWidth() > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
