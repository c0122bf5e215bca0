using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Cli.Action;

/// <summary>What a run came to, as far as outputs tell it.</summary>
/// <param name="Jobs">The jobs.</param>
/// <param name="PlanPath">The plan that was written, as its input has it; null for none.</param>
internal sealed record ActionTotals(IReadOnlyList<ActionJobRow> Jobs, string? PlanPath)
{
    /// <summary>The job whose pull request counts: the first that has one, else the first that has a branch, else the first.</summary>
    public ActionJobRow Main => Jobs.FirstOrDefault(static job => job.PullRequestNumber is not null) ?? Jobs.FirstOrDefault(static job => job.Branch is not null) ?? Jobs[0];

    /// <summary>A job, when it ran.</summary>
    public ActionJobRow? Of(string job) => Jobs.FirstOrDefault(row => row.Job == job);
}

/// <summary>An output of the action.</summary>
/// <param name="Name">The name, as a workflow reads it.</param>
/// <param name="Description">What it tells, for people.</param>
/// <param name="Of">Its value: numbers, an address, hexadecimal digits or a word; null leaves it out.</param>
internal sealed record ActionOutput(string Name, string Description, Func<ActionTotals, string?> Of);

/// <summary>The outputs of the action: the one table that the code writes by and <c>action.yml</c> has to agree with.</summary>
internal static class ActionOutputs
{
    /// <summary>All of them, in the order of the documentation.</summary>
    public static ImmutableArray<ActionOutput> All { get; } =
    [
        new("pull-request-number", "The pull request's number, whenever one is known; with several, that of the first job that has one.", static run => Number(run.Main.PullRequestNumber)),
        new("pull-request-numbers", "The numbers of all pull requests that are known, separated by commas.", static run => Numbers(run.Jobs)),
        new("pull-request-url", "The page of `pull-request-number`.", static run => run.Main.PullRequestUrl),
        new(
            "pull-request-operation",
            "`created`, `updated`, `unchanged`, `closed`, `kept-edited`, `kept-closed`, `held`, `branch-deleted`, `planned`, `none`, or `failed`.",
            static run => run.Main.Operation),
        new("pull-request-branch", "The branch of the pull request.", static run => run.Main.Branch),
        new("pull-request-head-sha", "The commit that the branch names, when there is a branch.", static run => run.Main.HeadSha),
        new("pull-request-commits-verified", "`true` or `false`: whether GitHub signed the commit that was made, when one was.", static run => Truth(run.Main.CommitsVerified)),
        new("models-total", "`registry`: how many model types were asked for.", static run => Number(run.Of(JobNames.Registry)?.Asked)),
        new("models-changed", "`registry`: how many changes matter.", static run => Number(run.Of(JobNames.Registry)?.Changes)),
        new("models-failed", "`registry`: how many model types the Hub did not answer for; their entries stay as they are.", static run => Number(run.Of(JobNames.Registry)?.Failed)),
        new("drafts-total", "`mof-drafts`: how many documents are proposed.", static run => Number(run.Of(JobNames.MofDrafts)?.Changes)),
        new("gaps-total", "`mof-gap`: how many popular models have no document.", static run => Number(run.Of(JobNames.MofGap)?.Changes)),
        new("gate-failed", "`gate`: how many models are not let in.", static run => Number(run.Of(JobNames.Gate)?.Changes)),
        new("needs-review", "How many findings of all jobs a person has to look at; of `mof-validate` these are the errors.", static run => Number(run.Jobs.Sum(static job => job.NeedsReview ?? 0))),
        new("writes-total", "How many writes to GitHub were made, or are in the plan.", static run => Number(run.Jobs.DistinctBy(static job => job.Branch ?? job.Job).Sum(static job => job.Steps.Count))),
        new("plan-path", "The plan that was written, as the input `plan` has it.", static run => run.PlanPath),
    ];

    private static string? Numbers(IReadOnlyList<ActionJobRow> jobs)
    {
        var numbers = jobs.Select(static job => job.PullRequestNumber).OfType<int>().Distinct().ToList();
        return numbers.Count == 0 ? null : string.Join(',', numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)));
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Truth(bool? truth) => truth is null ? null : truth.Value ? "true" : "false";
}
