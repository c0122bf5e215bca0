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
        new("pull-request-number", "The pull request's number, whenever one is known; with several, that of the first job that has one.", static run => Number(run.Main.Publication?.Number)),
        new("pull-request-numbers", "The numbers of all pull requests that are known, separated by commas.", static run => Numbers(run.Jobs)),
        new("pull-request-url", "The page of `pull-request-number`.", static run => run.Main.Publication?.Url?.AbsoluteUri),
        new(
            "pull-request-operation",
            "`created`, `updated`, `unchanged`, `closed`, `kept-edited`, `kept-closed`, `held`, `branch-deleted`, `planned`, `none`, or `failed`.",
            static run => PublicationWords.Of(run.Main.Operation)),
        new("pull-request-branch", "The branch of the pull request.", static run => run.Main.Publication?.Branch.ToString()),
        new("pull-request-head-sha", "The commit that the branch names, when there is a branch.", static run => run.Main.Publication?.Head?.ToString()),
        new("pull-request-commits-verified", "`true` or `false`: whether GitHub signed the commit that was made, when one was.", static run => Truth(run.Main.Publication?.IsVerified)),
        new("models-total", "`registry`: how many model types were asked for.", static run => Number(run.Of(JobNames.Registry)?.Asked)),
        new("models-changed", "`registry`: how many changes matter.", static run => Number(run.Of(JobNames.Registry)?.Changes)),
        new("models-failed", "`registry`: how many model types the Hub did not answer for; their entries stay as they are.", static run => Number(run.Of(JobNames.Registry)?.Unanswered)),
        new("drafts-total", "`mof-drafts`: how many documents are proposed.", static run => Number(run.Of(JobNames.MofDrafts)?.Changes)),
        new("gaps-total", "`mof-gap`: how many popular models have no document.", static run => Number(run.Of(JobNames.MofGap)?.Changes)),
        new("gate-failed", "`gate`: how many models are not let in.", static run => Number(run.Of(JobNames.Gate)?.Changes)),
        new("needs-review", "How many findings of all jobs a person has to look at; of `mof-validate` these are the errors.", static run => Number(run.Jobs.Sum(static job => job.Proposal.NeedsReview ?? 0))),
        new("writes-total", "How many writes to GitHub were made, or are in the plan.", static run => Number(run.Jobs.DistinctBy(static job => job.Publication?.Branch.ToString() ?? job.Job).Sum(static job => job.Steps.Length))),
        new("plan-path", "The plan that was written, as the input `plan` has it.", static run => run.PlanPath),
    ];

    private static string? Numbers(ImmutableArray<JobResult> jobs)
    {
        var numbers = jobs.Select(static job => job.Publication?.Number).OfType<int>().Distinct().ToList();
        return numbers.Count == 0 ? null : string.Join(',', numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)));
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Truth(bool? truth) => truth is null ? null : truth.Value ? "true" : "false";
}
