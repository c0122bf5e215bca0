using Spectre.Console;

namespace HfRegistry.Cli.Output;

/// <summary>Draws tables on a terminal. Apart from <see cref="TextTable"/> so that a redirected run never loads Spectre.Console.</summary>
internal static class TerminalTable
{
    public static void Write(CommandIO io, IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        var heading = io.IsColorless ? Style.Plain : new Style(decoration: Decoration.Bold);
        foreach (var column in columns)
        {
            var header = new TableColumn(new Spectre.Console.Text(column.Title, heading));
            table.AddColumn(column.IsNumber ? header.RightAligned() : header);
        }

        foreach (var row in rows)
            table.AddRow(row.Select(static cell => new Spectre.Console.Text(cell)));
        Terminal.On(io, io.Out).Write(table);
    }
}
