using System.Collections.Immutable;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Resolution;

namespace HfRegistry.Automation;

/// <summary>The GitHub Action: reads the inputs from the runner's variables, runs the jobs or carries out a plan, and hands on outputs and a summary.</summary>
/// <param name="runner">The runner.</param>
/// <param name="createJob">Makes a job by its name; null for the jobs that there are.</param>
internal sealed class GitHubAction(Runner runner, Func<string, ActionContext, IActionJob>? createJob = null)
{
    /// <summary>Runs a step.</summary>
    /// <param name="plan">Where to write the plan instead of publishing; null for what the input says.</param>
    /// <param name="apply">The plan to carry out; null for what the input says.</param>
    /// <param name="timeout">How long the Hub may take for all jobs together; null for what the input says.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ActionOutcome> RunAsync(string? plan, string? apply, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var outcome = await ResultAsync(plan, apply, timeout, cancellationToken);
        var files = new RunnerFiles(runner);
        Diagnostic?[] notWritten = [outcome.Jobs.IsEmpty ? null : files.WriteOutputs(outcome), files.WriteSummary(RunSummary.Of(outcome))];
        return outcome with { Problems = [.. outcome.Problems, .. notWritten.OfType<Diagnostic>()] };
    }

    private async Task<ActionOutcome> ResultAsync(string? plan, string? apply, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var environment = HfEnvironment.Read(runner.Variable);
        var read = new SettingsReader(runner.Variable).Read();
        plan ??= read.Value?.Plan;
        apply ??= read.Value?.Apply;
        ImmutableArray<Diagnostic> wrong = [.. read.Diagnostics, .. Mistakes(environment, read.Value, plan, apply)];
        if (read.Value is not { } given || wrong.Length > 0)
            return new ActionOutcome(null, [], wrong);
        var settings = given with { Mode = plan is null ? given.Mode : ActionMode.DryRun, Timeout = timeout ?? given.Timeout };
        using var run = new ActionRun(settings, environment, runner, createJob ?? ActionRun.CreateJob);
        return apply is null ? await ProposeAsync(run, settings, plan, cancellationToken) : await ApplyAsync(run, settings, runner.PathOf(apply), cancellationToken);
    }

    private static IEnumerable<Diagnostic> Mistakes(HfEnvironment environment, ActionSettings? settings, string? plan, string? apply)
    {
        if (apply is null && NetworkSwitches.BanOn("hfregistry action", environment) is { } ban)
            yield return ban;
        // Of the two, one may come as an option and the other as an input.
        if (apply is not null && plan is not null)
            yield return DiagnosticCatalog.PlanAndApply.Create();
        if (apply is not null && settings is { Mode: not ActionMode.PullRequest })
            yield return DiagnosticCatalog.ApplyMode.Create();
        if ((environment.NetworkProblem ?? environment.MaxRegistryAgeProblem) is { } problem)
            yield return DiagnosticCatalog.EnvironmentValue.Create(problem);
    }

    private async Task<ActionOutcome> ProposeAsync(ActionRun run, ActionSettings settings, string? plan, CancellationToken cancellationToken)
    {
        var results = await run.RunAsync(cancellationToken);
        var notWritten = plan is null ? null : PlanStore.Save(results.Select(static result => result.Plan).OfType<PublicationPlan>(), runner.PathOf(plan), runner.Clock);
        return new ActionOutcome(settings, [.. results], notWritten is null ? [] : [notWritten]) { PlanPath = notWritten is null ? plan : null };
    }

    private static async Task<ActionOutcome> ApplyAsync(ActionRun run, ActionSettings settings, string path, CancellationToken cancellationToken)
    {
        var plans = PlanStore.Load(path);
        var results = new List<JobResult>();
        foreach (var plan in plans.Value ?? [])
            results.Add(await run.ApplyAsync(plan, cancellationToken));
        return new ActionOutcome(settings, [.. results], [.. plans.Diagnostics]);
    }
}
