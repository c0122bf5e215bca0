using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Configuration;
using HfRegistry.Mof;

namespace HfRegistry.Cli.Commands.Mof.Gap;

/// <summary>The text output of <c>mof gap</c>.</summary>
internal static class MofGapText
{
    private const string Current = "current";

    private static readonly string[] Priorities = ["high", "medium", "low"];

    /// <summary>Writes all missing models by priority and task, and the remaining work.</summary>
    public static void Write(MofGapDocument document, CommandIO io)
    {
        if (document.Missing.Count > 0)
        {
            var table = new TextTable(
                new Column("priority"), new Column("task"), new Column("model"), new Column("downloads", IsNumber: true), new Column("could reach"), new Column("copies", IsNumber: true), new Column("maybe"));
            foreach (var row in ByPriorityAndTask(document))
                table.Add(row.Priority, row.Task, row.CopyOf is { } original ? $"{row.Id} (a copy of {original})" : row.Id, Number(row.Downloads), ClassName(row.CouldReach), row.Copies.Count == 0 ? null : Number(row.Copies.Count), row.MatchedMaybe.Count == 0 ? null : $"{row.MatchedMaybe[0].File}: {row.MatchedMaybe[0].Reason}");
            table.Write(io);
        }

        Section(io, "One component from the next class:", document.NearlyThere.Select(static near => $"{near.File}: {ClassName(near.NextClass)} needs {near.Component}. {near.Remedy}"));
        Section(io, "Documents behind the Hub:", (document.Documents ?? []).Where(static check => check.State != Current).Select(static check => $"{check.File}: {check.State} ({string.Join("; ", check.Reasons)})"));
        WriteTotals(document, io);
    }

    /// <summary>Writes the totals.</summary>
    public static void WriteTotals(MofGapDocument document, CommandIO io)
    {
        if (document.Missing.Count > 0)
            io.Out.WriteLine();
        foreach (var line in Totals(document))
            io.Out.WriteLine(line);
    }

    /// <summary>Returns the counts, a sentence a line.</summary>
    public static IEnumerable<string> Totals(MofGapDocument document)
    {
        if (document.Missing.Count > 0)
            yield return "The class that a model could reach is an estimate from the Hub's listing alone.";
        yield return $"{Models(document.Listed)} with at least {Number(document.MinDownloads)} downloads{(document.Task is { } task ? $" for {task}" : "")}: {document.Present.Count} with a document, {document.Missing.Count} without ({string.Join(", ", Priorities.Select(priority => $"{document.Missing.Count(row => row.Priority == priority)} {priority}"))}).";
        if (document.Ignored > 0)
            yield return $"{Models(document.Ignored)} without one left out by mof.ignore of {HfConfiguration.FileName}.";
        if (document.Needless > 0)
            yield return $"{Models(document.Needless)} left out that need none: adapters, parts and helpers of others, quantized copies of unknown originals, models for tests.";
        foreach (var shared in document.Present.Where(static row => row.Also.Count > 0))
            yield return $"{shared.Id} has {shared.Also.Count + 1} documents: {shared.File}, {string.Join(", ", shared.Also)}.";
        yield return $"{(document.Unlisted.Count == 1 ? "1 document belongs" : $"{document.Unlisted.Count} documents belong")} to no listed model.";
        if (document.LimitReached)
            yield return $"The limit of {Number(document.Limit)} models was reached: there are more above the threshold (--limit).";
        yield return string.Create(CultureInfo.InvariantCulture, $"{CountText.Of(document.Requests, "request")} in {document.ElapsedMs / 1000.0:0.0} s{(document.Partial ? "; partial: run again" : "")}.");
        if (document.Drafts is { } drafts)
            yield return Drafted(drafts);
    }

    /// <summary>Returns the missing models by priority, then by task; the most downloaded task first.</summary>
    public static IEnumerable<GapMissingRow> ByPriorityAndTask(MofGapDocument document) => document.Missing
        .GroupBy(static row => row.Priority).OrderBy(static group => Array.IndexOf(Priorities, group.Key))
        .SelectMany(static group => group.GroupBy(static row => row.Task).SelectMany(static tasks => tasks));

    /// <summary>Returns a class in a word.</summary>
    public static string ClassName(int number) => MofClassNames.Of((MofClass)number);

    /// <summary>Returns a whole number with commas between thousands.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Drafted(GapDraftsRow drafts) => drafts.Begun
        ? $"Drafts: {drafts.Drafted} drafted, {drafts.Refused} refused, {drafts.Failed} failed; {drafts.AlreadyDrafted + drafts.Unchanged} were there already, {drafts.Left} are left for the next batch."
        : $"Drafts: none was made; {drafts.AlreadyDrafted} were there already.";

    private static string Models(int count) => count == 1 ? "1 model" : $"{Number(count)} models";

    private static void Section(CommandIO io, string title, IEnumerable<string> lines)
    {
        foreach (var (index, line) in lines.Index())
        {
            if (index == 0)
                io.Out.WriteLine($"\n{title}");
            io.Out.WriteLine($"  {line}");
        }
    }
}
