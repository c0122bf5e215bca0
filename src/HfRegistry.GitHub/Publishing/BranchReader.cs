using System.Collections.Immutable;

namespace HfRegistry.GitHub.Publishing;

/// <summary>
/// Reads the branches that proposals stand on, their commits and pull requests. GitHub is asked for each once until <see cref="Forget"/>: jobs and
/// publisher of a run share what was read.
/// </summary>
internal sealed class BranchReader(IGitHub github)
{
    private readonly Dictionary<string, ImmutableArray<BranchHead>> _branches = [];
    private readonly Dictionary<BranchName, ImmutableArray<PullRequestFacts>> _pulls = [];
    // A commit's id names its content: it is never forgotten.
    private readonly Dictionary<GitObjectId, CommitFacts> _commits = [];
    private Viewer? _viewer;

    /// <summary>Forgets what may have changed since it was read.</summary>
    public void Forget()
    {
        _branches.Clear();
        _pulls.Clear();
    }

    /// <summary>Returns the account that the token stands for.</summary>
    /// <exception cref="GitHubException">It is not known.</exception>
    public async Task<Viewer> GetViewerAsync(CancellationToken cancellationToken) =>
        _viewer ??= (await github.GetViewerAsync(cancellationToken)).GetOrThrow("The token's account is not known");

    /// <summary>Returns the branches that begin with the first part of a name: one that is called like a folder of ours is in its way.</summary>
    /// <exception cref="GitHubException">They cannot be read.</exception>
    public async Task<ImmutableArray<BranchHead>> GetBranchesNearAsync(BranchName name, CancellationToken cancellationToken)
    {
        var prefix = name.ToString().Split('/')[0];
        if (!_branches.TryGetValue(prefix, out var known))
            _branches[prefix] = known = (await github.GetBranchesAsync(prefix, cancellationToken)).GetOrThrow("The branches cannot be read").Branches;
        return known;
    }

    /// <summary>Returns a branch; null when there is none.</summary>
    /// <exception cref="GitHubException">The branches cannot be read.</exception>
    public async Task<BranchHead?> FindBranchAsync(BranchName name, CancellationToken cancellationToken) =>
        (await GetBranchesNearAsync(name, cancellationToken)).FirstOrDefault(branch => branch.Name == name);

    /// <summary>Returns a commit; null when there is none.</summary>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public async Task<CommitFacts?> FindCommitAsync(GitObjectId id, CancellationToken cancellationToken)
    {
        if (_commits.TryGetValue(id, out var known))
            return known;
        var answer = await github.GetCommitAsync(id, cancellationToken);
        return answer.Error is GitHubError.NotFound ? null : _commits[id] = answer.GetOrThrow("The branch cannot be read");
    }

    /// <summary>Returns the pull requests from a branch to another one, newest first.</summary>
    /// <exception cref="GitHubException">They cannot be read.</exception>
    public async Task<ImmutableArray<PullRequestFacts>> GetPullRequestsAsync(BranchName branch, BranchName target, CancellationToken cancellationToken)
    {
        if (!_pulls.TryGetValue(branch, out var known))
            _pulls[branch] = known = (await github.GetPullRequestsAsync(branch, cancellationToken)).GetOrThrow("The pull requests cannot be read").PullRequests;
        return [.. known.Where(pull => pull.Base == target.ToString())];
    }
}
