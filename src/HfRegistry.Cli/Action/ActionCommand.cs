using System.Collections.Immutable;
using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Cli.Commands;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Action;

/// <summary><c>action</c>: what the GitHub Action runs. Its inputs are the runner's variables.</summary>
internal static class ActionCommand
{
    /// <summary>The verb.</summary>
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
        return command.WithHandler(io, async (parsed, answer, cancellationToken) =>
        {
            var report = new ActionReport(answer);
            var environment = HfEnvironment.Read(io.Variable);
            var read = new SettingsReader(io.Variable).Read();
            var (planPath, applyPath) = (parsed.GetValue(plan) ?? read.Value?.Plan, parsed.GetValue(apply) ?? read.Value?.Apply);
            var ban = applyPath is null ? NetworkSwitches.BanOn("hfregistry action", environment) : null;
            var problem = environment.NetworkProblem ?? environment.MaxRegistryAgeProblem;
            ImmutableArray<Diagnostic> wrong =
            [
                .. read.Diagnostics,
                .. ban is null ? [] : new[] { ban },
                // Of the two, one may come as an option and the other as an input.
                .. applyPath is not null && planPath is not null ? new[] { DiagnosticCatalog.PlanAndApply.Create() } : [],
                .. applyPath is not null && read.Value is { Mode: not ActionMode.PullRequest } ? new[] { DiagnosticCatalog.ApplyMode.Create() } : [],
                .. problem is null ? [] : new[] { DiagnosticCatalog.EnvironmentValue.Create(problem) },
            ];
            if (read.Value is not { } given || wrong.Length > 0)
                return Finish(report, null, [], wrong);
            var settings = planPath is null ? given : given with { Mode = ActionMode.DryRun };
            using var run = new ActionRun(settings, environment, io, createJob ?? ActionRun.CreateJob);
            return applyPath is null
                ? await ProposeAsync(run, settings, planPath, report, io, cancellationToken)
                : await ApplyAsync(run, settings, io.PathOf(applyPath), report, cancellationToken);
        });
    }

    private static async Task<int> ProposeAsync(ActionRun run, ActionSettings settings, string? planPath, ActionReport report, CommandIO io, CancellationToken cancellationToken)
    {
        var results = await run.RunAsync(cancellationToken);
        var notWritten = planPath is null ? null : PlanStore.Save(results.Select(static result => result.Plan).OfType<PublicationPlan>(), io.PathOf(planPath), io.Clock);
        return Finish(report, settings, results, notWritten is null ? [] : [notWritten], notWritten is null ? planPath : null);
    }

    private static async Task<int> ApplyAsync(ActionRun run, ActionSettings settings, string path, ActionReport report, CancellationToken cancellationToken)
    {
        var plans = PlanStore.Load(path);
        if (plans.Value is null)
            return Finish(report, settings, [], plans.Diagnostics);
        var results = new List<JobResult>();
        foreach (var plan in plans.Value)
            results.Add(await run.ApplyAsync(plan, cancellationToken));
        return Finish(report, settings, results, []);
    }

    private static int Finish(ActionReport report, ActionSettings? settings, IReadOnlyList<JobResult> jobs, IReadOnlyList<Diagnostic> diagnostics, string? planPath = null)
    {
        report.Tell(settings, jobs, diagnostics, planPath);
        var code = ExitCode.Of(jobs.SelectMany(static job => job.Diagnostics).Concat(diagnostics));
        return code != ExitCode.Done || settings is null ? code : CodeOf(settings.FailOn, jobs);
    }

    private static int CodeOf(FailOn failOn, IReadOnlyList<JobResult> jobs) =>
        jobs.Any(static job => job.Findings.Any(static found => found.Severity == Severity.Error)) ? ExitCode.Findings
        : failOn.HasFlag(FailOn.Partial) && jobs.Any(static job => job.IsPartial) ? ExitCode.Network
        : failOn.HasFlag(FailOn.Change) && jobs.Any(static job => job.Row is { Job: JobNames.Registry or JobNames.MofDrafts, Changes: > 0 }) ? ExitCode.Findings
        : failOn.HasFlag(FailOn.Gap) && jobs.Any(static job => job.Row is { Job: JobNames.MofGap, Changes: > 0 }) ? ExitCode.Findings
        : failOn.HasFlag(FailOn.NeedsReview) && jobs.Any(static job => job.Row.NeedsReview > 0) ? ExitCode.Findings
        : ExitCode.Done;
}
