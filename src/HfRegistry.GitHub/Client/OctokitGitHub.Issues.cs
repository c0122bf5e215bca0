using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Http;

namespace HfRegistry.GitHub.Client;

// What a pull request has because it is an issue too: labels, assignees, a milestone.
internal sealed partial class OctokitGitHub
{
    private const string Dress = "label or assign the pull request";
    private const string DressPermission = "issues: write";

    public Task<Result<Done, GitHubError>> AddLabelsAsync(int number, ImmutableArray<string> labels, CancellationToken cancellationToken = default)
    {
        // Octokit's own AddToIssue sends a list without a name, which GitHub does not describe.
        var path = string.Create(CultureInfo.InvariantCulture, $"issues/{number}/labels");
        return SendAsync(
            AsDress(Call(Pull(number), cancellationToken)), () => PostAsync<object>(Address(path), new() { ["labels"] = labels.ToList() }), static _ => Done.Value);
    }

    public Task<Result<ImmutableList<string>, GitHubError>> AddAssigneesAsync(
        int number, ImmutableArray<string> logins, CancellationToken cancellationToken = default) =>
        SendAsync(
            AsDress(Call(Pull(number), cancellationToken)), () => _octokit.Issue.Assignee.AddAssignees(Owner, Name, number, new(logins)),
            static issue => GitHubReaders.All(issue.Assignees, static user => user.Login)?.ToImmutableList());

    public Task<Result<MilestoneList, GitHubError>> GetMilestonesAsync(CancellationToken cancellationToken = default) =>
        ListAsync(
            Call($"the milestones of {Repository}", cancellationToken) with { Permission = "issues: read" },
            // Not Octokit's usual order: GitHub has no such value as its due_date.
            () => _octokit.Issue.Milestone.GetAllForRepository(Owner, Name, new() { State = Octokit.ItemStateFilter.Open, SortProperty = Octokit.MilestoneSort.Completeness }, Pages),
            static milestones => GitHubReaders.All(milestones, GitHubReaders.Milestone) is { } all ? new MilestoneList(all) : null);

    public Task<Result<Done, GitHubError>> SetMilestoneAsync(int number, int milestone, CancellationToken cancellationToken = default) =>
        SendAsync(
            AsDress(Call(Pull(number), cancellationToken)), () => _octokit.Issue.Update(Owner, Name, number, new() { Milestone = milestone }), static _ => Done.Value);

    private static GitHubCall AsDress(GitHubCall call) => call with { Deed = Dress, Permission = DressPermission, IsWrite = true };
}
