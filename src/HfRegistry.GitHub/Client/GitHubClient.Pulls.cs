using System.Collections.Immutable;

namespace HfRegistry.GitHub.Client;

// Pull requests and their comments.
public sealed partial class GitHubClient
{
    private const string PullPermission = "pull-requests: write";

    // GitHub begins to look for conflicts when it is first asked.
    private const int MaxPatience = 3;

    /// <inheritdoc/>
    public async Task<GitHubAnswer<PullRequestList>> GetPullRequestsAsync(BranchName head, CancellationToken cancellationToken = default)
    {
        var rows = await ListAsync(
            () => Get(
                $"the pull requests of {Repository}",
                $"pulls?head={GitHubAddresses.Value($"{Repository.Owner}:{head}")}&state=all&sort=created&direction=desc&per_page={PageSize}") with
            {
                Permission = "pull-requests: read",
            },
            cancellationToken);
        return rows.Error is { } error
            ? error
            : new PullRequestList([.. rows.Value!.Where(row => GitHubReaders.IsFrom(row, Repository, head))
                .Select(GitHubReaders.PullRequest).OfType<PullRequestFacts>().OrderByDescending(static pull => pull.Number)]);
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<PullRequestFacts>> GetPullRequestAsync(int number, CancellationToken cancellationToken = default)
    {
        for (var asked = 0; ; asked++)
        {
            var answer = Read(await SendAsync(() => Get(Pull(number), "pulls/" + GitHubAddresses.Value(number)), cancellationToken), GitHubReaders.PullRequest);
            if (answer.Value is not { State: PullRequestState.Open, IsMergeable: null } || asked == MaxPatience)
                return answer;
            await _transport.BackOffAsync(asked, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<PullRequestFacts>> CreatePullRequestAsync(NewPullRequest pullRequest, CancellationToken cancellationToken = default)
    {
        var request = () => Write(HttpMethod.Post, "the pull request", "pulls", json =>
        {
            GitHubRequest.WriteText(json, "title", pullRequest.Title);
            json.WriteString("head", pullRequest.Head.ToString());
            json.WriteString("base", pullRequest.Base.ToString());
            GitHubRequest.WriteText(json, "body", pullRequest.Body);
            json.WriteBoolean("draft", pullRequest.IsDraft);
        }) with
        {
            Deed = "create a pull request",
            Permission = PullPermission,
        };
        var created = await CreateAsync(request, GitHubReaders.PullRequest, FindAsync, cancellationToken);
        if (created.Error is not GitHubError.AlreadyExists)
            return created;
        var there = await FindAsync();
        return there.Value?.Thing is { } same ? same : there.Error ?? created.Error;

        async Task<GitHubAnswer<Found<PullRequestFacts>>> FindAsync()
        {
            var known = await GetPullRequestsAsync(pullRequest.Head, cancellationToken);
            return known.Error is { } error
                ? error
                : new Found<PullRequestFacts>(known.Value!.PullRequests.FirstOrDefault(
                    pull => pull.State == PullRequestState.Open && pull.Base == pullRequest.Base.ToString()));
        }
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<PullRequestFacts>> UpdatePullRequestAsync(
        int number, PullRequestUpdate update, CancellationToken cancellationToken = default) =>
        Read(
            await SendAsync(() => AsPull(Write(HttpMethod.Patch, Pull(number), "pulls/" + GitHubAddresses.Value(number), json =>
            {
                if (update.Title is { } title)
                    GitHubRequest.WriteText(json, "title", title);
                if (update.Body is { } body)
                    GitHubRequest.WriteText(json, "body", body);
                if (update.IsClosed)
                    json.WriteString("state", "closed");
            })), cancellationToken),
            GitHubReaders.PullRequest);

    /// <inheritdoc/>
    public async Task<GitHubAnswer<Done>> ConvertToDraftAsync(PullRequestFacts pullRequest, CancellationToken cancellationToken = default) =>
        Acknowledge(await SendAsync(
            () => AsPull(Mutation(Pull(pullRequest.Number), GitHubQueries.ConvertToDraft, json => json.WriteString("pullRequestId", pullRequest.NodeId))) with
            {
                IsWrite = true,
            },
            cancellationToken));

    /// <inheritdoc/>
    public async Task<GitHubAnswer<Done>> RequestReviewersAsync(
        int number, ImmutableArray<string> logins, ImmutableArray<string> teams, CancellationToken cancellationToken = default) =>
        Acknowledge(await SendAsync(
            () => AsPull(Write(HttpMethod.Post, Pull(number), $"pulls/{GitHubAddresses.Value(number)}/requested_reviewers", json =>
            {
                GitHubRequest.WriteTexts(json, "reviewers", logins);
                GitHubRequest.WriteTexts(json, "team_reviewers", teams);
            })),
            cancellationToken));

    /// <inheritdoc/>
    public async Task<GitHubAnswer<CommentList>> GetCommentsAsync(int number, CancellationToken cancellationToken = default)
    {
        var rows = await ListAsync(
            () => Get($"the comments of {Pull(number)}", $"issues/{GitHubAddresses.Value(number)}/comments?per_page={PageSize}"), cancellationToken);
        return rows.Error is { } error ? error : new CommentList([.. rows.Value!.Select(GitHubReaders.Comment).OfType<CommentFacts>()]);
    }

    /// <inheritdoc/>
    public Task<GitHubAnswer<CommentFacts>> CreateCommentAsync(int number, string body, CancellationToken cancellationToken = default)
    {
        return CreateAsync(
            () => AsPull(Write(HttpMethod.Post, Pull(number), $"issues/{GitHubAddresses.Value(number)}/comments", json => GitHubRequest.WriteText(json, "body", body))),
            GitHubReaders.Comment, FindAsync, cancellationToken);

        async Task<GitHubAnswer<Found<CommentFacts>>> FindAsync()
        {
            var known = await GetCommentsAsync(number, cancellationToken);
            return known.Error is { } error
                ? error
                : new Found<CommentFacts>(known.Value!.Comments.LastOrDefault(comment => comment.Body == body));
        }
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<CommentFacts>> EditCommentAsync(long id, string body, CancellationToken cancellationToken = default) =>
        Read(
            await SendAsync(() => AsPull(Write(
                HttpMethod.Patch, "the comment", "issues/comments/" + GitHubAddresses.Value(id), json => GitHubRequest.WriteText(json, "body", body))), cancellationToken),
            GitHubReaders.Comment);

    private static GitHubRequest AsPull(GitHubRequest request) => request with { Deed = "change the pull request", Permission = PullPermission };

    private static string Pull(int number) => "the pull request #" + GitHubAddresses.Value(number);
}
