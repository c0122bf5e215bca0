using System.Collections.Immutable;

namespace HfRegistry.GitHub.Client;

// Branches, commits and trees.
public sealed partial class GitHubClient
{
    private const string Push = "push to the branch";
    private const string PushPermission = "contents: write";

    /// <inheritdoc/>
    public async Task<GitHubAnswer<BranchHead>> GetBranchAsync(BranchName branch, CancellationToken cancellationToken = default) =>
        Read(await SendAsync(() => Get(Name(branch), "git/ref/" + GitHubAddresses.Value($"heads/{branch}")), cancellationToken), GitHubReaders.Branch);

    /// <inheritdoc/>
    public async Task<GitHubAnswer<BranchList>> GetBranchesAsync(string prefix, CancellationToken cancellationToken = default)
    {
        var rows = await ListAsync(
            () => Get($"the branches of {Repository}", "git/matching-refs/" + GitHubAddresses.Value($"heads/{prefix}")), cancellationToken);
        return rows.Error is { } error ? error : new BranchList([.. rows.Value!.Select(GitHubReaders.Branch).OfType<BranchHead>()]);
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<CommitFacts>> GetCommitAsync(GitObjectId id, CancellationToken cancellationToken = default) =>
        Read(await SendAsync(() => Get($"the commit {id.Short}", "git/commits/" + id), cancellationToken), GitHubReaders.GitCommit);

    /// <inheritdoc/>
    public async Task<GitHubAnswer<Comparison>> CompareAsync(GitObjectId from, GitObjectId head, CancellationToken cancellationToken = default) =>
        Read(await SendAsync(() => Get($"the commits after {from.Short}", $"compare/{from}...{head}"), cancellationToken), GitHubReaders.Comparison);

    /// <inheritdoc/>
    public async Task<GitHubAnswer<GitTree>> GetTreeAsync(GitObjectId id, bool isRecursive, CancellationToken cancellationToken = default) =>
        Read(await SendAsync(() => Get($"the tree {id.Short}", $"git/trees/{id}{(isRecursive ? "?recursive=1" : "")}"), cancellationToken), GitHubReaders.Tree);

    /// <inheritdoc/>
    public async Task<GitHubAnswer<GitObjectId>> CreateTreeAsync(
        GitObjectId baseTree, ImmutableArray<TreeChange> changes, CancellationToken cancellationToken = default)
    {
        // The same content makes the same tree: repeating it does no harm.
        var request = () => Write(HttpMethod.Post, "the new tree", "git/trees", json =>
        {
            json.WriteString("base_tree", baseTree.ToString());
            json.WriteStartArray("tree");
            foreach (var change in changes)
            {
                json.WriteStartObject();
                json.WriteString("path", change.Path.ToString());
                json.WriteString("mode", change.Mode);
                json.WriteString("type", "blob");
                if (change.Content is { } content)
                    GitHubRequest.WriteText(json, "content", content);
                else
                    json.WriteNull("sha");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return Read(await SendAsync(() => AsPush(request()), cancellationToken), static json => json.Id("sha"));
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<CommitFacts>> CreateCommitAsync(NewCommit commit, CancellationToken cancellationToken = default)
    {
        // A commit that no branch names does nothing, twice neither.
        var request = () => Write(HttpMethod.Post, "the new commit", "git/commits", json =>
        {
            GitHubRequest.WriteText(json, "message", commit.Message);
            json.WriteString("tree", commit.Tree.ToString());
            GitHubRequest.WriteTexts(json, "parents", commit.Parents.Select(static parent => parent.ToString()));
        });
        return Read(await SendAsync(() => AsPush(request()), cancellationToken), GitHubReaders.GitCommit);
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<BranchHead>> CreateBranchAsync(BranchName branch, GitObjectId head, CancellationToken cancellationToken = default)
    {
        var request = () => Write(HttpMethod.Post, Name(branch), "git/refs", json =>
        {
            json.WriteString("ref", branch.Reference);
            json.WriteString("sha", head.ToString());
        });
        var created = await CreateAsync(() => AsPush(request()), GitHubReaders.Branch, FindAsync, cancellationToken);
        if (created.Error is not GitHubError.AlreadyExists)
            return created;
        // It may be ours, of an answer that was lost.
        var there = await FindAsync();
        return there.Value?.Thing is { } same ? same : there.Error ?? created.Error;

        async Task<GitHubAnswer<Found<BranchHead>>> FindAsync()
        {
            var found = await GetBranchAsync(branch, cancellationToken);
            return found.Error switch
            {
                GitHubError.NotFound => new Found<BranchHead>(null),
                { } error => error,
                null => found.Value!.Head == head ? new Found<BranchHead>(found.Value) : new GitHubError.AlreadyExists(Name(branch)),
            };
        }
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<BranchHead>> MoveBranchAsync(
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
                return now.Error is GitHubError.NotFound ? new GitHubError.Moved(Name(branch)) : now.Error!;
            // The swap may have been carried out and its answer lost.
            if (head.Head == to)
                return head;
            if (head.Head != from)
                return new GitHubError.Moved(Name(branch));
            if (swapped.Error is not GitHubError.Unavailable)
                return await ForceAsync(branch, to, cancellationToken);
            if (lost == MaxLostAnswers)
                return swapped.Error;
            await _transport.BackOffAsync(lost, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<Done>> DeleteBranchAsync(BranchName branch, GitObjectId expected, CancellationToken cancellationToken = default)
    {
        var swapped = await SwapAsync(branch, expected, GitObjectId.Zero, cancellationToken);
        if (swapped.Value is not null || !MayHaveAnotherWay(swapped.Error!))
            return swapped;

        var now = await GetBranchAsync(branch, cancellationToken);
        if (now.Value is not { } head)
            return now.Error is GitHubError.NotFound ? Done.Value : now.Error!;
        if (head.Head != expected)
            return new GitHubError.Moved(Name(branch));
        var deleted = Acknowledge(await SendAsync(() => AsPush(Write(HttpMethod.Delete, Name(branch), PathOf(branch), null)), cancellationToken));
        return deleted.Error is GitHubError.NotFound ? Done.Value : deleted;
    }

    /// <summary>Moves a branch as REST can: wherever it is.</summary>
    private async Task<GitHubAnswer<BranchHead>> ForceAsync(BranchName branch, GitObjectId to, CancellationToken cancellationToken) =>
        Read(
            await SendAsync(() => AsPush(Write(HttpMethod.Patch, Name(branch), PathOf(branch), json =>
            {
                json.WriteString("sha", to.ToString());
                json.WriteBoolean("force", true);
            })), cancellationToken),
            GitHubReaders.Branch);

    private async Task<GitHubAnswer<Done>> SwapAsync(BranchName branch, GitObjectId from, GitObjectId to, CancellationToken cancellationToken)
    {
        if (_facts is null && (await GetRepositoryAsync(cancellationToken)).Error is { } error)
            return error;
        var request = () => Mutation(Name(branch), GitHubQueries.UpdateRefs, json =>
        {
            json.WriteString("repositoryId", _facts!.NodeId);
            json.WriteStartArray("refUpdates");
            json.WriteStartObject();
            json.WriteString("name", branch.Reference);
            json.WriteString("beforeOid", from.ToString());
            json.WriteString("afterOid", to.ToString());
            json.WriteBoolean("force", true);
            json.WriteEndObject();
            json.WriteEndArray();
        });
        return Acknowledge(await SendAsync(() => AsPush(request()) with { IsWrite = true, IsRepeatable = false }, cancellationToken));
    }

    // A server without updateRefs, a token that GraphQL does not admit, an answer that was lost, a swap that met another commit: the
    // reference itself tells which. What would refuse REST too is told as it is.
    private static bool MayHaveAnotherWay(GitHubError error) =>
        error is not (GitHubError.BadCredentials or GitHubError.RateLimited or GitHubError.ProtectedBranch or GitHubError.Archived);

    private static GitHubRequest AsPush(GitHubRequest request) => request with { Deed = Push, Permission = PushPermission };

    private static string PathOf(BranchName branch) => "git/refs/" + GitHubAddresses.Value($"heads/{branch}");

    private static string Name(BranchName branch) => $"the branch {branch}";
}
