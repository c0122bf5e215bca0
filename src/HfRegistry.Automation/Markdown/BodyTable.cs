using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.Automation.Markdown;

/// <summary>Tables of a pull request's text. A long one comes in parts, so that a text that is too long loses its end and not all of it.</summary>
internal static class BodyTable
{
    private const int RowsOfAPart = 40;

    /// <summary>Returns a table with a heading that counts its rows; nothing without rows. A column that says nothing in any row is left out.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="columns">The columns' titles.</param>
    /// <param name="rows">The cells, which are Markdown.</param>
    /// <param name="importance">How important its beginning is.</param>
    public static IEnumerable<BodySection> Of(string title, ImmutableArray<string> columns, ImmutableArray<ImmutableArray<string>> rows, int importance) =>
        Split(title, columns, rows, importance, static (heading, table) => $"### {heading}\n\n{table}");

    /// <summary>Returns the same, folded away: what a reviewer may want to look up.</summary>
    /// <param name="title">The line that shows.</param>
    /// <param name="columns">The columns' titles.</param>
    /// <param name="rows">The cells, which are Markdown.</param>
    /// <param name="importance">How important its beginning is.</param>
    public static IEnumerable<BodySection> Folded(string title, ImmutableArray<string> columns, ImmutableArray<ImmutableArray<string>> rows, int importance) =>
        Split(title, columns, rows, importance, MarkdownEscaper.Details);

    private static IEnumerable<BodySection> Split(
        string title, ImmutableArray<string> columns, ImmutableArray<ImmutableArray<string>> rows, int importance, Func<string, string, string> write)
    {
        int[] telling = [.. Enumerable.Range(0, columns.Length).Where(column => rows.Any(row => row[column] != MarkdownTable.Nothing))];
        var head = MarkdownTable.Head([.. telling.Select(column => columns[column])]);
        var parts = rows.Select(row => MarkdownTable.Row([.. telling.Select(column => row[column])])).Chunk(RowsOfAPart).ToList();
        foreach (var (number, part) in parts.Index())
        {
            var heading = number == 0 ? $"{title} ({rows.Length.ToString(CultureInfo.InvariantCulture)})" : $"{title}, continued";
            yield return new BodySection(
                parts.Count == 1 ? $"the table \"{title}\"" : $"part {number + 1} of the table \"{title}\"",
                write(heading, $"{head}\n{string.Join('\n', part)}"),
                // The first part stays with what is important; what goes on for pages goes first.
                number == 0 ? importance : importance / 2);
        }
    }
}
