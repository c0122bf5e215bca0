using System.Collections.Immutable;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Automation;

/// <summary>The summary of the step, for people.</summary>
internal static class RunSummary
{
    private const int MaxMessage = 1_000;

    /// <summary>Returns the sections: the outcome of each job, the messages, and what the jobs have to show.</summary>
    public static IEnumerable<BodySection> Of(ActionOutcome run)
    {
        foreach (var job in run.Jobs)
        {
            yield return new BodySection($"the outcome of {job.Job}", $"## hfregistry: {job.Job}\n\n{Outcome(job)}", 200);
            if (job.Proposal.Bug is { } bug)
                yield return new BodySection($"the bug report of {job.Job}", string.Join('\n', bug.PrintedLines.Select(static line => $"- {MarkdownEscaper.Code(line)}")), 190);
        }

        if (run.Diagnostics is { IsEmpty: false } messages)
        {
            var lines = messages.OrderByDescending(static one => one.Severity)
                .Select(static one => $"- [{one.Code}](<{one.HelpLink}>) {one.Severity.ToString().ToLowerInvariant()}: {MarkdownEscaper.Code(one.Message, MaxMessage)}");
            yield return new BodySection("the messages", string.Join('\n', lines), 150);
        }

        foreach (var section in run.Jobs.SelectMany(static job => job.Proposal.Text))
            yield return section;
    }

    private static string Outcome(JobResult job)
    {
        var page = job.Publication is { Url: { } url, Number: { } number } ? $" [#{number}](<{url.AbsoluteUri}>)" : "";
        var byHand = job.Publication?.CompareUrl is { } compare ? $"\n\n[Open the pull request by hand](<{compare.AbsoluteUri}>): the branch is pushed." : "";
        ImmutableArray<string> steps = [.. job.Steps.Select(static step => $"- {MarkdownEscaper.Code(step.Text)}")];
        return $"**{PublicationWords.Of(job.Operation)}**{page}{byHand}{(steps.IsEmpty ? "" : $"\n\n{string.Join('\n', steps)}")}";
    }
}
