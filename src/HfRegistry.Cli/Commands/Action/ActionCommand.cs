using System.CommandLine;
using HfRegistry.Automation;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Action;

/// <summary><c>action</c>: what the GitHub Action runs. Its inputs are the runner's variables.</summary>
internal static class ActionCommand
{
    /// <summary>Returns the command.</summary>
    /// <param name="io">The streams and the runner's variables.</param>
    /// <param name="createJob">Makes a job by its name; null for the jobs that there are.</param>
    public static Command Create(CommandIO io, Func<string, ActionContext, IActionJob>? createJob = null)
    {
        var plan = new Option<string?>("--plan") { Description = "Write nothing to GitHub, and write what would be done to this file.", HelpName = "FILE" };
        var apply = new Option<string?>("--apply") { Description = "Do what a plan says, if the repository is still as it was; the Hub is not asked.", HelpName = "FILE" };
        var command = new Command("action", "Refresh a GitHub repository's registry through the API and propose the result as a pull request; inputs come from the runner's variables.")
        {
            plan, apply,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(plan) is not null && result.GetValue(apply) is not null)
                result.AddError("--plan and --apply exclude each other: give one of them.");
        });
        command.WithTimeout();
        return command.WithHandler(io, async (parsed, answer, cancellationToken) =>
        {
            var runner = new Runner(io.Variable, io.Folder, io.Clock) { Logger = io.Log };
            var outcome = await new GitHubAction(runner, createJob).RunAsync(parsed.GetValue(plan), parsed.GetValue(apply), TimeoutOption.Of(parsed), cancellationToken);
            ActionReport.Write(outcome, runner, answer);
            return CodeOf(outcome);
        });
    }

    private static int CodeOf(ActionOutcome outcome) => ExitCode.Of(outcome.Failures) is not ExitCode.Done and var code ? code : outcome.Verdict switch
    {
        ActionVerdict.Findings => ExitCode.Findings,
        ActionVerdict.Partial => ExitCode.Network,
        _ => ExitCode.Done,
    };
}
