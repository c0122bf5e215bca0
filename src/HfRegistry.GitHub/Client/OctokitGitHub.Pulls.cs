using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Http;

namespace HfRegistry.GitHub.Client;

// Pull requests and their comments.
internal sealed partial class OctokitGitHub
{
    private const string PullPermission = "pull-requests: write";

    // GitHub begins to look for conflicts when it is first asked.
    private const int MaxPatience = 3;

    public Task<Result<PullRequestList, GitHubError>> GetPullRequestsAsync(BranchName head, CancellationToken cancellationToken = default)
    {
        var query = new Octokit.PullRequestRequest
        {
            State = Octokit.ItemStateFilter.All,
            Head = $"{Owner}:{head}",
            SortProperty = Octokit.PullRequestSort.Created,
            SortDirection = Octokit.SortDirection.Descending,
        };
        return ListAsync(
            Call($"the pull requests of {Repository}", cancellationToken) with { Permission = "pull-requests: read" },
            () => _octokit.PullRequest.GetAllForRepository(Owner, Name, query, Pages),
            pulls => GitHubReaders.All(pulls.Where(pull => pull is null || GitHubReaders.IsFrom(pull, Repository, head)), GitHubReaders.PullRequest) is { } ours
                ? new PullRequestList([.. ours.OrderByDescending(static pull => pull.Number)])
                : null);
    }

    public async Task<Result<PullRequestFacts, GitHubError>> GetPullRequestAsync(int number, CancellationToken cancellationToken = default)
    {
        for (var asked = 0; ; asked++)
        {
            var answer = await SendAsync(Call(Pull(number), cancellationToken), () => _octokit.PullRequest.Get(Owner, Name, number), GitHubReaders.PullRequest);
            if (answer.Value is not { State: PullRequestState.Open, IsMergeable: null } || asked == MaxPatience)
                return answer;
            await BackOffAsync(asked, cancellationToken);
        }
    }

    public async Task<Result<PullRequestFacts, GitHubError>> CreatePullRequestAsync(NewPullRequest pullRequest, CancellationToken cancellationToken = default)
    {
        // Octokit takes it for a mistake of ours.
        if (string.IsNullOrWhiteSpace(pullRequest.Title))
            return new GitHubError.Invalid("a pull request has a title");
        var body = new Octokit.NewPullRequest(pullRequest.Title, pullRequest.Head.ToString(), pullRequest.Base.ToString())
        {
            Body = pullRequest.Body,
            Draft = pullRequest.IsDraft,
        };
        var created = await CreateAsync(
            AsPull(Call("the pull request", cancellationToken)) with { Deed = "create a pull request" },
            () => _octokit.PullRequest.Create(Owner, Name, body), GitHubReaders.PullRequest, FindAsync);
        if (created.Error is not GitHubError.AlreadyExists)
            return created;
        var there = await FindAsync();
        return there.Value?.Thing is { } same ? same : there.Error ?? created.Error;

        async Task<Result<Found<PullRequestFacts>, GitHubError>> FindAsync()
        {
            var known = await GetPullRequestsAsync(pullRequest.Head, cancellationToken);
            return known.Error is { } error
                ? error
                : new Found<PullRequestFacts>(known.Value!.PullRequests.FirstOrDefault(
                    pull => pull.State == PullRequestState.Open && pull.Base == pullRequest.Base.ToString()));
        }
    }

    public Task<Result<PullRequestFacts, GitHubError>> UpdatePullRequestAsync(
        int number, PullRequestUpdate update, CancellationToken cancellationToken = default)
    {
        var body = new Octokit.PullRequestUpdate { Title = update.Title, Body = update.Body, State = update.IsClosed ? Octokit.ItemState.Closed : null };
        return SendAsync(AsPull(Call(Pull(number), cancellationToken)), () => _octokit.PullRequest.Update(Owner, Name, number, body), GitHubReaders.PullRequest);
    }

    public Task<Result<Done, GitHubError>> ConvertToDraftAsync(PullRequestFacts pullRequest, CancellationToken cancellationToken = default) =>
        MutateAsync(
            AsPull(Call(Pull(pullRequest.Number), cancellationToken)), GitHubQueries.ConvertToDraft, new() { ["pullRequestId"] = pullRequest.NodeId });

    public Task<Result<Done, GitHubError>> RequestReviewersAsync(
        int number, ImmutableArray<string> logins, ImmutableArray<string> teams, CancellationToken cancellationToken = default) =>
        SendAsync(
            AsPull(Call(Pull(number), cancellationToken)), () => _octokit.PullRequest.ReviewRequest.Create(Owner, Name, number, new(logins, teams)), static _ => Done.Value);

    public Task<Result<CommentList, GitHubError>> GetCommentsAsync(int number, CancellationToken cancellationToken = default) =>
        ListAsync(
            Call($"the comments of {Pull(number)}", cancellationToken), () => _octokit.Issue.Comment.GetAllForIssue(Owner, Name, number, Pages),
            static comments => GitHubReaders.All(comments, GitHubReaders.Comment) is { } all ? new CommentList(all) : null);

    public Task<Result<CommentFacts, GitHubError>> CreateCommentAsync(int number, string body, CancellationToken cancellationToken = default)
    {
        return CreateAsync(
            AsPull(Call(Pull(number), cancellationToken)), () => _octokit.Issue.Comment.Create(Owner, Name, number, body), GitHubReaders.Comment, FindAsync);

        async Task<Result<Found<CommentFacts>, GitHubError>> FindAsync()
        {
            var known = await GetCommentsAsync(number, cancellationToken);
            return known.Error is { } error
                ? error
                : new Found<CommentFacts>(known.Value!.Comments.LastOrDefault(comment => comment.Body == body));
        }
    }

    public Task<Result<CommentFacts, GitHubError>> EditCommentAsync(long id, string body, CancellationToken cancellationToken = default) =>
        SendAsync(AsPull(Call("the comment", cancellationToken)), () => _octokit.Issue.Comment.Update(Owner, Name, id, body), GitHubReaders.Comment);

    private static GitHubCall AsPull(GitHubCall call) => call with { Deed = "change the pull request", Permission = PullPermission, IsWrite = true };

    private static string Pull(int number) => string.Create(CultureInfo.InvariantCulture, $"the pull request #{number}");
}
