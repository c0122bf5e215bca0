using System.Collections.Immutable;
using HfRegistry.Cli.Output;
using HfRegistry.GitHub.Actions;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.Cli.Action;

/// <summary>Tells what became of the jobs: annotations, outputs and a summary for the runner, an answer for people and programs.</summary>
internal sealed class ActionReport(CommandOutput answer)
{
    private readonly CommandIO _io = answer.IO;

    private bool IsInRunner => HfEnvironment.IsTruthy(_io.Variable("GITHUB_ACTIONS"));

    /// <summary>Tells it all.</summary>
    /// <param name="settings">The settings; null when they could not be read.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="diagnostics">What there is to tell beside what the jobs tell.</param>
    /// <param name="planPath">The plan that was written, as its input has it; null for none.</param>
    public void Tell(ActionSettings? settings, IReadOnlyList<JobResult> jobs, IEnumerable<Diagnostic> diagnostics, string? planPath)
    {
        var files = new RunnerFiles(_io);
        // What several jobs tell of the repository or the configuration is told once, as gravely as one of them does.
        var told = jobs.SelectMany(static job => job.Diagnostics.Concat(job.Findings)).Concat(diagnostics)
            .GroupBy(static one => one with { Severity = Severity.Error }).Select(static same => same.MaxBy(static one => one.Severity)!).ToList();
        Diagnostic?[] notWritten =
        [
            jobs.Count == 0 ? null : files.WriteOutputs(new ActionTotals([.. jobs.Select(static job => job.Row)], planPath)),
            files.WriteSummary(Summary(jobs, told)),
        ];
        told.AddRange(notWritten.OfType<Diagnostic>());
        if (IsInRunner)
            Annotate(told);
        else
            answer.WriteDiagnostics(told);
        foreach (var line in jobs.SelectMany(static job => job.BugReport).Distinct())
            answer.WriteNote(WorkflowCommand.Quiet(line));
        var document = new ActionDocument
        {
            Repository = settings?.Repository.ToString(),
            Mode = settings?.Mode switch { null => null, ActionMode.PullRequest => "pull-request", ActionMode.DryRun => "dry-run", _ => "check" },
            Jobs = [.. jobs.Select(static job => job.Row)],
            // A runner reads every line of both streams for commands.
            Diagnostics = [.. told.Select(static one => Quiet(DiagnosticRow.Of(one)))],
        };
        answer.Write(document, ActionJson.Default.ActionDocument, WriteText);
    }

    private static DiagnosticRow Quiet(DiagnosticRow row) => row with { Message = WorkflowCommand.Quiet(row.Message), File = row.File is null ? null : WorkflowCommand.Quiet(row.File) };

    private void Annotate(List<Diagnostic> told)
    {
        foreach (var line in WorkflowCommand.Annotations(told, ActionContext.RootOf(_io)))
            _io.WriteCommandToError(line);
    }

    private static void WriteText(ActionDocument document, CommandIO io)
    {
        foreach (var job in document.Jobs)
        {
            io.Out.WriteLine($"{job.Job}: {job.Operation}{(job.PullRequestUrl is { } page ? $" {page}" : "")}");
            if (job.Headline is { } headline)
                io.Out.WriteLine($"  {WorkflowCommand.Quiet(headline)}");
            if (job.Failed is > 0 and { } failed)
                io.Out.WriteLine($"  without an answer of the Hub: {failed}");
            foreach (var step in job.Steps)
                io.Out.WriteLine($"  {WorkflowCommand.Quiet(step)}");
            if (job.CompareUrl is { } compare)
                io.Out.WriteLine($"  open it by hand: {compare}");
        }
    }

    private static IEnumerable<BodySection> Summary(IReadOnlyList<JobResult> jobs, List<Diagnostic> told)
    {
        foreach (var job in jobs)
        {
            yield return new BodySection($"the outcome of {job.Row.Job}", $"## hfregistry: {job.Row.Job}\n\n{Outcome(job.Row)}", 200);
            if (!job.BugReport.IsEmpty)
                yield return new BodySection($"the bug report of {job.Row.Job}", string.Join('\n', job.BugReport.Select(static line => $"- {MarkdownEscaper.Code(line)}")), 190);
        }

        if (told.Count > 0)
        {
            var lines = told.OrderByDescending(static one => one.Severity).Select(static one => $"- [{one.Code}](<{one.HelpLink}>) {one.Severity.ToString().ToLowerInvariant()}: {MarkdownEscaper.Code(one.Message, 1_000)}");
            yield return new BodySection("what there is to tell", string.Join('\n', lines), 150);
        }

        foreach (var section in jobs.SelectMany(static job => job.Text))
            yield return section;
    }

    private static string Outcome(ActionJobRow job)
    {
        var page = job is { PullRequestUrl: { } url, PullRequestNumber: { } number } ? $" [#{number}](<{url}>)" : "";
        var byHand = job.CompareUrl is { } compare ? $"\n\n[Open the pull request by hand](<{compare}>): the branch is pushed." : "";
        ImmutableArray<string> steps = [.. job.Steps.Select(static step => $"- {MarkdownEscaper.Code(step)}")];
        return $"**{job.Operation}**{page}{byHand}{(steps.IsEmpty ? "" : $"\n\n{string.Join('\n', steps)}")}";
    }
}
