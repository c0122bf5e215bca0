using System.Collections.Immutable;
using HfRegistry.Http;

namespace HfRegistry.GitHub.Client;

// Branches, commits and trees.
internal sealed partial class OctokitGitHub
{
    private const string Push = "push to the branch";
    private const string PushPermission = "contents: write";

    public Task<Result<BranchHead, GitHubError>> GetBranchAsync(BranchName branch, CancellationToken cancellationToken = default) =>
        // Octokit's own Reference.Get asks for every reference that begins so.
        SendAsync(
            Call(Describe(branch), cancellationToken), async () => (await _connection.Get<Octokit.Reference>(Address("git/ref/" + SegmentOf(branch)), null)).Body, GitHubReaders.Branch);

    public Task<Result<BranchList, GitHubError>> GetBranchesAsync(string prefix, CancellationToken cancellationToken = default) =>
        ListAsync(
            Call($"the branches of {Repository}", cancellationToken),
            () => new Octokit.ApiConnection(_connection).GetAll<Octokit.Reference>(Address("git/matching-refs/" + Segment($"heads/{prefix}")), Pages),
            // A name that we would not take is no branch of ours.
            static references => references.Contains(null!) ? null : new BranchList([.. references.Select(GitHubReaders.Branch).OfType<BranchHead>()]));

    public Task<Result<CommitFacts, GitHubError>> GetCommitAsync(GitObjectId id, CancellationToken cancellationToken = default) =>
        SendAsync(Call($"the commit {id.Short}", cancellationToken), () => _octokit.Git.Commit.Get(Owner, Name, id.ToString()), GitHubReaders.GitCommit);

    public Task<Result<Comparison, GitHubError>> CompareAsync(GitObjectId from, GitObjectId head, CancellationToken cancellationToken = default) =>
        SendAsync(
            Call($"the commits after {from.Short}", cancellationToken), () => _octokit.Repository.Commit.Compare(Owner, Name, from.ToString(), head.ToString()),
            GitHubReaders.Comparison);

    public Task<Result<GitTree, GitHubError>> GetTreeAsync(GitObjectId id, bool isRecursive, CancellationToken cancellationToken = default) =>
        SendAsync(
            Call($"the tree {id.Short}", cancellationToken),
            () => isRecursive ? _octokit.Git.Tree.GetRecursive(Owner, Name, id.ToString()) : _octokit.Git.Tree.Get(Owner, Name, id.ToString()),
            GitHubReaders.Tree);

    public Task<Result<GitObjectId, GitHubError>> CreateTreeAsync(
        GitObjectId baseTree, ImmutableArray<TreeChange> changes, CancellationToken cancellationToken = default)
    {
        // Octokit's own NewTreeItem leaves a null sha out, which is how a file is deleted.
        var body = new Dictionary<string, object?>
        {
            ["base_tree"] = baseTree.ToString(),
            ["tree"] = changes.Select(static change => new Dictionary<string, object?>
            {
                ["path"] = change.Path.ToString(),
                ["mode"] = change.Mode,
                ["type"] = "blob",
                [change.Content is null ? "sha" : "content"] = change.Content,
            }).ToList(),
        };
        // The same content makes the same tree: repeating it does no harm.
        return SendAsync(
            AsPush(Call("the new tree", cancellationToken)), () => PostAsync<Octokit.TreeResponse>(Address("git/trees"), body), static tree => GitHubReaders.Id(tree.Sha));
    }

    public Task<Result<CommitFacts, GitHubError>> CreateCommitAsync(NewCommit commit, CancellationToken cancellationToken = default)
    {
        var body = new Octokit.NewCommit(commit.Message, commit.Tree.ToString(), commit.Parents.Select(static parent => parent.ToString()));
        // A commit that no branch names does nothing, twice neither.
        return SendAsync(AsPush(Call("the new commit", cancellationToken)), () => _octokit.Git.Commit.Create(Owner, Name, body), GitHubReaders.GitCommit);
    }

    public async Task<Result<BranchHead, GitHubError>> CreateBranchAsync(BranchName branch, GitObjectId head, CancellationToken cancellationToken = default)
    {
        var created = await CreateAsync(
            AsPush(Call(Describe(branch), cancellationToken)), () => _octokit.Git.Reference.Create(Owner, Name, new(branch.Reference, head.ToString())),
            GitHubReaders.Branch, FindAsync);
        if (created.Error is not GitHubError.AlreadyExists)
            return created;
        // It may be ours, of an answer that was lost.
        var there = await FindAsync();
        return there.Value?.Thing is { } same ? same : there.Error ?? created.Error;

        async Task<Result<Found<BranchHead>, GitHubError>> FindAsync()
        {
            var found = await GetBranchAsync(branch, cancellationToken);
            return found.Error switch
            {
                GitHubError.NotFound => new Found<BranchHead>(null),
                { } error => error,
                null => found.Value!.Head == head ? new Found<BranchHead>(found.Value) : new GitHubError.AlreadyExists(Describe(branch)),
            };
        }
    }

    public async Task<Result<BranchHead, GitHubError>> MoveBranchAsync(
        BranchName branch, GitObjectId from, GitObjectId to, CancellationToken cancellationToken = default)
    {
        for (var lost = 0; ; lost++)
        {
            var swapped = await SwapAsync(branch, from, to, cancellationToken);
            if (swapped.Value is not null)
                return new BranchHead(branch, to);
            if (!MayHaveAnotherWay(swapped.Error!))
                return swapped.Error!;

            var now = await GetBranchAsync(branch, cancellationToken);
            if (now.Value is not { } head)
                return now.Error is GitHubError.NotFound ? new GitHubError.Moved(Describe(branch)) : now.Error!;
            // The swap may have been carried out and its answer lost.
            if (head.Head == to)
                return head;
            if (head.Head != from)
                return new GitHubError.Moved(Describe(branch));
            if (swapped.Error is not GitHubError.Unavailable)
                return await ForceAsync(branch, to, cancellationToken);
            if (lost == MaxLostAnswers)
                return swapped.Error;
            await BackOffAsync(lost, cancellationToken);
        }
    }

    public async Task<Result<Done, GitHubError>> DeleteBranchAsync(BranchName branch, GitObjectId expected, CancellationToken cancellationToken = default)
    {
        var swapped = await SwapAsync(branch, expected, GitObjectId.Zero, cancellationToken);
        if (swapped.Value is not null || !MayHaveAnotherWay(swapped.Error!))
            return swapped;

        var now = await GetBranchAsync(branch, cancellationToken);
        if (now.Value is not { } head)
            return now.Error is GitHubError.NotFound ? Done.Value : now.Error!;
        if (head.Head != expected)
            return new GitHubError.Moved(Describe(branch));
        var deleted = await SendAsync(AsPush(Call(Describe(branch), cancellationToken)), async () =>
        {
            await _octokit.Git.Reference.Delete(Owner, Name, SegmentOf(branch));
            return Done.Value;
        }, static done => done);
        return deleted.Error is GitHubError.NotFound ? Done.Value : deleted;
    }

    /// <summary>Moves a branch as REST can: wherever it is.</summary>
    private Task<Result<BranchHead, GitHubError>> ForceAsync(BranchName branch, GitObjectId to, CancellationToken cancellationToken) =>
        SendAsync(
            AsPush(Call(Describe(branch), cancellationToken)),
            () => _octokit.Git.Reference.Update(Owner, Name, SegmentOf(branch), new(to.ToString(), force: true)), GitHubReaders.Branch);

    private async Task<Result<Done, GitHubError>> SwapAsync(BranchName branch, GitObjectId from, GitObjectId to, CancellationToken cancellationToken)
    {
        if (_facts is null && (await GetRepositoryAsync(cancellationToken)).Error is { } error)
            return error;
        return await MutateAsync(AsPush(Call(Describe(branch), cancellationToken)) with { IsRepeatable = false }, GitHubQueries.UpdateRefs, new()
        {
            ["repositoryId"] = _facts!.NodeId,
            ["refUpdates"] = new[]
            {
                new Dictionary<string, object?>
                {
                    ["name"] = branch.Reference,
                    ["beforeOid"] = from.ToString(),
                    ["afterOid"] = to.ToString(),
                    ["force"] = true,
                },
            },
        });
    }

    // A server without updateRefs, a token that GraphQL does not admit, an answer that was lost, a swap that met another commit: the
    // reference itself tells which. What would refuse REST too is told as it is.
    private static bool MayHaveAnotherWay(GitHubError error) =>
        error is not (GitHubError.BadCredentials or GitHubError.RateLimited or GitHubError.ProtectedBranch or GitHubError.Archived);

    private static GitHubCall AsPush(GitHubCall call) => call with { Deed = Push, Permission = PushPermission, IsWrite = true };

    private static string SegmentOf(BranchName branch) => Segment($"heads/{branch}");

    private static string Describe(BranchName branch) => $"the branch {branch}";
}
