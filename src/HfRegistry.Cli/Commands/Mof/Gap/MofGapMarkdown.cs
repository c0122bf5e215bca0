using HfRegistry.Cli.Output;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.Cli.Commands.Mof.Gap;

/// <summary>The output of <c>mof gap --format markdown</c>: a file for a repository, a wiki or an issue, in which foreign names are inert.</summary>
internal static class MofGapMarkdown
{
    public static void Write(MofGapDocument document, CommandIO io)
    {
        var output = io.Out;
        output.Write("# Models without a MOF document\n\n");
        if (document.Partial)
            output.Write("**Partial:** the Hub did not answer everything.\n\n");
        foreach (var line in MofGapText.Totals(document))
            output.Write($"- {line}\n");
        foreach (var priority in MofGapText.ByPriorityAndTask(document).GroupBy(static row => row.Priority))
        {
            output.Write($"\n## Priority {priority.Key}\n");
            foreach (var task in priority.GroupBy(static row => row.Task))
                WriteTask(output, task);
        }

        if (document.NearlyThere.Count > 0)
        {
            Begin(output, "One component from the next class", ["document", "class", "next", "missing", "what to do"]);
            foreach (var row in document.NearlyThere)
                output.Write(MarkdownTable.Row(MarkdownTable.Code(row.File), MofGapText.ClassName(row.Class), MofGapText.ClassName(row.NextClass), row.Component, MarkdownTable.Code(row.Remedy)) + "\n");
        }

        var behind = (document.Documents ?? []).Where(static check => check.State != "current").ToList();
        if (behind.Count > 0)
        {
            Begin(output, "Documents behind the Hub", ["document", "state", "why"]);
            foreach (var row in behind)
                output.Write(MarkdownTable.Row(MarkdownTable.Code(row.File), row.State, MarkdownTable.Code(string.Join("; ", row.Reasons))) + "\n");
        }

        if (document.Present.Count > 0)
        {
            Begin(output, "Models with a document", ["model", "downloads", "document", "found by"]);
            foreach (var row in document.Present)
                output.Write(MarkdownTable.Row(MarkdownTable.Code(row.Id), row.Downloads is { } downloads ? MofGapText.Number(downloads) : MarkdownTable.Nothing, MarkdownTable.Code(row.File), row.MatchedBy) + "\n");
        }
    }

    private static void WriteTask(TextWriter output, IGrouping<string?, GapMissingRow> task)
    {
        output.Write($"\n### {MarkdownTable.Code(task.Key ?? "no task")}\n\n{MarkdownTable.Head("model", "downloads", "could reach, by the listing", "copies", "maybe documented")}\n");
        foreach (var row in task)
        {
            output.Write(MarkdownTable.Row(
                row.CopyOf is { } original ? $"{MarkdownTable.Code(row.Id)}, a copy of {MarkdownTable.Code(original)}" : MarkdownTable.Code(row.Id),
                MofGapText.Number(row.Downloads),
                $"{MofGapText.ClassName(row.CouldReach)}: {MarkdownTable.Code(row.CouldReachBecause)}",
                row.Copies.Count == 0 ? MarkdownTable.Nothing : MofGapText.Number(row.Copies.Count),
                row.MatchedMaybe.Count == 0 ? MarkdownTable.Nothing : string.Join(", ", row.MatchedMaybe.Select(static near => $"{MarkdownTable.Code(near.File)}: {MarkdownTable.Code(near.Reason)}"))) + "\n");
        }
    }

    private static void Begin(TextWriter output, string title, string[] columns) => output.Write($"\n## {title}\n\n{MarkdownTable.Head(columns)}\n");
}
