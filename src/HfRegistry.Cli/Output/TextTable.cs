namespace HfRegistry.Cli.Output;

/// <summary>A column of a table.</summary>
internal sealed record Column(string Title, bool IsNumber = false);

/// <summary>A table for people: framed on a terminal, aligned columns without frames and cuts where a program may read them.</summary>
internal sealed class TextTable(params Column[] columns)
{
    private const string Gap = "  ";
    private const string Nothing = "-";

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; an empty cell shows as a dash.</summary>
    public void Add(params ReadOnlySpan<string?> cells)
    {
        var row = new string[columns.Length];
        for (var i = 0; i < row.Length; i++)
            row[i] = string.IsNullOrEmpty(cells[i]) ? Nothing : cells[i]!;
        _rows.Add(row);
    }

    /// <summary>Writes the table to standard output.</summary>
    public void Write(CommandIO io)
    {
        if (io.IsOutTerminal)
            TerminalTable.Write(io, columns, _rows);
        else
            WritePlain(io.Out);
    }

    private void WritePlain(TextWriter output)
    {
        var widths = columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Title.Length).Max()).ToArray();
        foreach (var row in _rows.Prepend([.. columns.Select(static column => column.Title)]))
        {
            var cells = row.Select((cell, i) => columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            output.WriteLine(string.Join(Gap, cells).TrimEnd());
        }
    }
}
