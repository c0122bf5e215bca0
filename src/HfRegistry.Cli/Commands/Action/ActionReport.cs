using HfRegistry.Automation;
using HfRegistry.Automation.Inputs;
using HfRegistry.Cli.Output;
using HfRegistry.GitHub.Actions;

namespace HfRegistry.Cli.Commands.Action;

/// <summary>The output of <c>action</c>: annotations for the runner, an answer for people and programs.</summary>
internal static class ActionReport
{
    /// <summary>Prints the outcome of a run.</summary>
    public static void Write(ActionOutcome outcome, Runner runner, CommandOutput answer)
    {
        var io = answer.IO;
        if (runner.IsGitHubActions)
        {
            foreach (var line in WorkflowCommand.Annotations(outcome.Diagnostics, runner.Root))
                io.WriteCommandToError(line);
        }
        else
        {
            answer.WriteDiagnostics(outcome.Diagnostics);
        }

        foreach (var line in outcome.Jobs.SelectMany(static job => job.Proposal.Bug?.PrintedLines ?? []).Distinct())
            answer.WriteNote(WorkflowCommand.Quiet(line));
        var document = new ActionDocument
        {
            Repository = outcome.Settings?.Repository.ToString(),
            Mode = outcome.Settings?.Mode switch { null => null, ActionMode.PullRequest => "pull-request", ActionMode.DryRun => "dry-run", _ => "check" },
            Jobs = [.. outcome.Jobs.Select(ActionJobRow.Of)],
            // A runner reads every line of both streams for commands.
            Diagnostics = [.. outcome.Diagnostics.Select(static one => Quiet(DiagnosticRow.Of(one)))],
        };
        answer.Write(document, static () => ActionJson.Default.ActionDocument, WriteText);
    }

    private static DiagnosticRow Quiet(DiagnosticRow row) => row with { Message = WorkflowCommand.Quiet(row.Message), File = row.File is null ? null : WorkflowCommand.Quiet(row.File) };

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
}
