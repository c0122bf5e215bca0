using System.Collections.Immutable;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Publishing;

/// <summary>Reads everything that a decision rests on, and writes nothing.</summary>
internal sealed class RepositoryStateReader(IGitHub github)
{
    private const string CannotBeRead = "The repository cannot be read";

    private readonly BaseTreeReader _trees = new(github);
    private RepositoryFacts? _repository;
    private Viewer? _viewer;

    public async Task<RepositoryState> ObserveAsync(DesiredChange change, CancellationToken cancellationToken)
    {
        _repository ??= (await github.GetRepositoryAsync(cancellationToken)).GetOrThrow(CannotBeRead);
        if (_repository.IsArchived)
            throw new GitHubException(new GitHubError.Archived(), "Nothing can be proposed");
        _viewer ??= (await github.GetViewerAsync(cancellationToken)).GetOrThrow("The token's account is not known");

        var head = (await github.GetBranchAsync(change.Base ?? _repository.DefaultBranch, cancellationToken)).GetOrThrow("The base branch cannot be read");
        if (head.Name == change.Branch)
            throw new GitHubException(DiagnosticCatalog.BranchIsBase.Create(head.Name));
        var commit = (await github.GetCommitAsync(head.Head, cancellationToken)).GetOrThrow("The base branch cannot be read");
        var tree = await _trees.ReadAsync(commit.Tree, change.Files, cancellationToken);
        var branch = await FindBranchAsync(change.Branch, cancellationToken);
        var pull = await FindPullAsync(change.Branch, head.Name, cancellationToken);
        var isPullOurs = pull is not null && _viewer.Is(pull.AuthorLogin);
        // Anybody can write into their own pull request what looks like a marker.
        var text = isPullOurs ? PullRequestText.Read(pull!.Body) : PullRequestText.Around("");

        var tip = branch is null ? null : (await github.GetCommitAsync(branch.Head, cancellationToken)).GetOrThrow("The branch cannot be read");
        var kind = tip is null ? BranchKind.None : await KindOfAsync(tip, head.Head, pull, text.Marker, cancellationToken);
        var situation = new DecisionInput(
            HasDiff: change.Files.Any(file => file.Matters && !tree.Holds(file)),
            Branch: kind,
            Pull: KindOf(pull),
            HasSameContent: await FingerprintAsync(tip, kind, pull, text.Marker, cancellationToken) == change.Fingerprint,
            IsConflicted: pull?.IsMergeable == false,
            IsHeld: pull?.Labels.Contains(Publisher.HoldLabel, StringComparer.OrdinalIgnoreCase) == true,
            MayOverwrite: text.IsRebuildAsked || change.OnEdited == WhenEdited.Overwrite,
            IsRebuildAsked: text.IsRebuildAsked,
            // Whoever ticks the box of a closed pull request wants it back.
            MayRecreate: text.IsRebuildAsked || change.OnClosed == WhenClosed.Recreate);
        var comments = DecisionTable.Decide(situation).Action is PublishAction.KeepEdited or PublishAction.CloseEmpty
            ? (await github.GetCommentsAsync(pull!.Number, cancellationToken)).GetOrThrow("The pull request's comments cannot be read").Comments
            : [];
        return new RepositoryState(change, _viewer, head, tree, branch, tip, pull, isPullOurs, text, comments, situation);
    }

    private async Task<BranchHead?> FindBranchAsync(BranchName name, CancellationToken cancellationToken)
    {
        // From the first part of the name on: a branch that is called like a folder of ours is in the way too.
        var near = (await github.GetBranchesAsync(name.ToString().Split('/')[0], cancellationToken)).GetOrThrow("The branches cannot be read").Branches;
        if (near.FirstOrDefault(branch => branch.Name.ClashesWith(name)) is { } clash)
            throw new GitHubException(DiagnosticCatalog.BranchNameClash.Create(name, clash.Name));
        return near.FirstOrDefault(branch => branch.Name == name);
    }

    private async Task<PullRequestFacts?> FindPullAsync(BranchName branch, BranchName target, CancellationToken cancellationToken)
    {
        var all = (await github.GetPullRequestsAsync(branch, cancellationToken)).GetOrThrow("The pull requests cannot be read").PullRequests
            .Where(pull => pull.Base == target.ToString()).ToImmutableArray();
        var open = all.FirstOrDefault(static pull => pull.State == PullRequestState.Open);
        // A list does not tell about conflicts.
        return open is null
            ? all.FirstOrDefault()
            : (await github.GetPullRequestAsync(open.Number, cancellationToken)).GetOrThrow("The pull request cannot be read");
    }

    /// <summary>
    /// Whose the branch is. It is ours when it ends in the very commit that we noted, which is as we made it: a commit's id vouches for
    /// everything before it. When the note is lost, every commit must be as we made it, and by our account.
    /// </summary>
    private async Task<BranchKind> KindOfAsync(
        CommitFacts tip, GitObjectId baseHead, PullRequestFacts? pull, BodyMarker? marker, CancellationToken cancellationToken)
    {
        // All of it was merged, whoever made it: nothing can be lost.
        if (pull is { State: PullRequestState.Merged } && pull.Head == tip.Id)
            return BranchKind.Ours;
        if (!CommitText.IsOurs(tip))
            return BranchKind.Others;
        if (marker?.Head == tip.Id)
            return BranchKind.Ours;
        var comparison = (await github.CompareAsync(baseHead, tip.Id, cancellationToken)).GetOrThrow("The branch cannot be compared with its base");
        var isOurs = comparison.Commits.Length == comparison.TotalCommits && comparison.TotalCommits > 0
            && comparison.Commits.All(commit => CommitText.IsOurs(commit) && _viewer!.Is(commit.AuthorLogin));
        return isOurs ? BranchKind.Ours : BranchKind.Others;
    }

    private async Task<string?> FingerprintAsync(
        CommitFacts? tip, BranchKind kind, PullRequestFacts? pull, BodyMarker? marker, CancellationToken cancellationToken)
    {
        if (pull is { State: PullRequestState.Closed })
        {
            // The branch may be gone; the commit is kept with the pull request.
            return marker?.Fingerprint ?? ((await github.GetCommitAsync(pull.Head, cancellationToken)).Value is { } last ? CommitText.FingerprintOf(last) : null);
        }

        return tip is not null && kind == BranchKind.Ours ? CommitText.FingerprintOf(tip) : null;
    }

    private static PullKind KindOf(PullRequestFacts? pull) => pull?.State switch
    {
        null => PullKind.None,
        PullRequestState.Open => PullKind.Open,
        PullRequestState.Merged => PullKind.Merged,
        _ => PullKind.Closed,
    };
}
