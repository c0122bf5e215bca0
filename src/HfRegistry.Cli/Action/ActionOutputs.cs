using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Action;

/// <summary>An output of the action.</summary>
/// <param name="Name">The name, as a workflow reads it.</param>
/// <param name="Description">What it tells, for people.</param>
/// <param name="Of">Its value: a number, an address, hexadecimal digits or a word; null leaves it out.</param>
internal sealed record ActionOutput(string Name, string Description, Func<ActionJobRow, string?> Of);

/// <summary>The outputs of the action: the one table that the code writes by and <c>action.yml</c> has to agree with.</summary>
internal static class ActionOutputs
{
    /// <summary>All of them, in the order of the documentation.</summary>
    public static ImmutableArray<ActionOutput> All { get; } =
    [
        new("pull-request-number", "The pull request's number, whenever one is known.", static job => Number(job.PullRequestNumber)),
        new("pull-request-url", "The pull request's page, whenever one is known.", static job => job.PullRequestUrl),
        new(
            "pull-request-operation",
            "`created`, `updated`, `unchanged`, `closed`, `kept-edited`, `kept-closed`, `held`, `branch-deleted`, `planned`, `none`, or `failed`.",
            static job => job.Operation),
        new("pull-request-branch", "The branch of the pull request.", static job => job.Branch),
        new("pull-request-head-sha", "The commit that the branch names, when there is a branch.", static job => job.HeadSha),
        new("pull-request-commits-verified", "`true` or `false`: whether GitHub signed the commit that was made, when one was.", static job => Truth(job.CommitsVerified)),
        new("models-total", "How many model types were asked for.", static job => Number(job.Asked)),
        new("models-changed", "How many changes matter.", static job => Number(job.Changes)),
        new("models-failed", "How many model types the Hub did not answer for; their entries stay as they are.", static job => Number(job.Failed)),
        new("needs-human", "How many findings a person has to look at.", static job => Number(job.NeedsHuman)),
    ];

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Truth(bool? truth) => truth is null ? null : truth.Value ? "true" : "false";
}
