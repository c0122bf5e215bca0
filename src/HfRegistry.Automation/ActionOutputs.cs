using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Automation.Inputs;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Automation;

/// <summary>An output of the action.</summary>
/// <param name="Name">The name, as a workflow reads it.</param>
/// <param name="Description">What it tells, for people.</param>
/// <param name="Of">Its value: numbers, an address, hexadecimal digits or a word; null leaves it out.</param>
internal sealed record ActionOutput(string Name, string Description, Func<ActionOutcome, string?> Of);

/// <summary>The outputs of the action: the one table that the code writes by and <c>action.yml</c> has to agree with.</summary>
internal static class ActionOutputs
{
    /// <summary>Gets all of them, in the order of the documentation.</summary>
    public static ImmutableArray<ActionOutput> All { get; } =
    [
        new("pull-request-number", "Number of the pull request. With several, the one of the first job that has one.", static run => Number(run.Main.Publication?.Number)),
        new("pull-request-numbers", "Numbers of all pull requests, separated by commas.", static run => Numbers(run.Jobs)),
        new("pull-request-url", "URL of that pull request.", static run => run.Main.Publication?.Url?.AbsoluteUri),
        new(
            "pull-request-operation",
            "Result: `created`, `updated`, `unchanged`, `closed`, `kept-edited`, `kept-closed`, `held`, `branch-deleted`, `planned`, `none`, or `failed`.",
            static run => PublicationWords.Of(run.Main.Operation)),
        new("pull-request-branch", "Branch of the pull request.", static run => run.Main.Publication?.Branch.ToString()),
        new("pull-request-head-sha", "Commit at the head of the branch.", static run => run.Main.Publication?.Head?.ToString()),
        new("pull-request-commits-verified", "`true` if GitHub signed the new commit, else `false`.", static run => Truth(run.Main.Publication?.IsVerified)),
        new("models-total", "`registry`: number of model types that were refreshed.", static run => Number(run.Of(JobNames.Registry)?.Asked)),
        new("models-changed", "`registry`: number of relevant changes.", static run => Number(run.Of(JobNames.Registry)?.Changes)),
        new("models-failed", "`registry`: number of model types that the Hub did not answer for. Their entries are unchanged.", static run => Number(run.Of(JobNames.Registry)?.Unanswered)),
        new("drafts-total", "`mof-drafts`: number of documents in the pull request.", static run => Number(run.Of(JobNames.MofDrafts)?.Changes)),
        new("gaps-total", "`mof-gap`: number of popular models without a document.", static run => Number(run.Of(JobNames.MofGap)?.Changes)),
        new("gate-failed", "`gate`: number of models that do not pass the gate.", static run => Number(run.Of(JobNames.Gate)?.Changes)),
        new("needs-review", "Number of changes that need review, in all jobs. For `mof-validate`, the number of errors.", static run => Number(run.Jobs.Sum(static job => job.Proposal.NeedsReview ?? 0))),
        new("writes-total", "Number of writes to GitHub, made or planned.", static run => Number(run.Jobs.DistinctBy(static job => job.Publication?.Branch.ToString() ?? job.Job).Sum(static job => job.Steps.Length))),
        new("plan-path", "Path of the plan that was written.", static run => run.PlanPath),
    ];

    private static string? Numbers(ImmutableArray<JobResult> jobs)
    {
        var numbers = jobs.Select(static job => job.Publication?.Number).OfType<int>().Distinct().ToList();
        return numbers.Count == 0 ? null : string.Join(',', numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)));
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Truth(bool? truth) => truth is null ? null : truth.Value ? "true" : "false";
}
