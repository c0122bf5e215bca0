using System.Collections.Immutable;

namespace HfRegistry.GitHub.Client;

// What a pull request has because it is an issue too: labels, assignees, a milestone.
public sealed partial class GitHubClient
{
    private const string Dress = "label or assign the pull request";
    private const string DressPermission = "issues: write";

    /// <inheritdoc/>
    public async Task<GitHubAnswer<Done>> AddLabelsAsync(int number, ImmutableArray<string> labels, CancellationToken cancellationToken = default) =>
        Acknowledge(await SendAsync(
            () => AsDress(Write(HttpMethod.Post, Pull(number), IssuePath(number) + "/labels", json => GitHubRequest.WriteTexts(json, "labels", labels))),
            cancellationToken));

    /// <inheritdoc/>
    public async Task<GitHubAnswer<ImmutableList<string>>> AddAssigneesAsync(
        int number, ImmutableArray<string> logins, CancellationToken cancellationToken = default) =>
        Read(
            await SendAsync(
                () => AsDress(Write(HttpMethod.Post, Pull(number), IssuePath(number) + "/assignees", json => GitHubRequest.WriteTexts(json, "assignees", logins))),
                cancellationToken),
            GitHubReaders.Assignees);

    /// <inheritdoc/>
    public async Task<GitHubAnswer<MilestoneList>> GetMilestonesAsync(CancellationToken cancellationToken = default)
    {
        var rows = await ListAsync(
            () => Get($"the milestones of {Repository}", $"milestones?state=open&per_page={PageSize}") with { Permission = "issues: read" }, cancellationToken);
        return rows.Error is { } error ? error : new MilestoneList([.. rows.Value!.Select(GitHubReaders.Milestone).OfType<Milestone>()]);
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<Done>> SetMilestoneAsync(int number, int milestone, CancellationToken cancellationToken = default) =>
        Acknowledge(await SendAsync(
            () => AsDress(Write(HttpMethod.Patch, Pull(number), IssuePath(number), json => json.WriteNumber("milestone", milestone))),
            cancellationToken));

    private static GitHubRequest AsDress(GitHubRequest request) => request with { Deed = Dress, Permission = DressPermission };

    private static string IssuePath(int number) => "issues/" + GitHubAddresses.Value(number);
}
