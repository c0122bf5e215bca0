using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Publishing;

/// <summary>Reads everything that a decision rests on, and writes nothing.</summary>
internal sealed class RepositoryStateReader(IGitHub github, BranchReader branches)
{
    public async Task<RepositoryState> ReadAsync(DesiredChange change, BaseBranch @base, CancellationToken cancellationToken)
    {
        if (@base.Repository.IsArchived)
            throw new GitHubException(new GitHubError.Archived(), "Nothing can be proposed");
        var head = @base.Head;
        if (head.Name == change.Branch)
            throw new GitHubException(DiagnosticCatalog.BranchIsBase.Create(head.Name));
        var tree = await BaseTree.ReadAsync(@base.Tree, change.Files, cancellationToken);
        var branch = await FindBranchAsync(change.Branch, cancellationToken);
        var tip = branch is null ? null : await branches.FindCommitAsync(branch.Head, cancellationToken)
            ?? throw new GitHubException(new GitHubError.NotFound($"the commit {branch.Head.Short}"), "The branch cannot be read");
        var pull = await FindPullAsync(change.Branch, head, tip, cancellationToken);
        var viewer = branch is null && pull is null ? null : await branches.GetViewerAsync(cancellationToken);
        var isPullOurs = pull is not null && viewer!.Is(pull.AuthorLogin);
        // Anybody can write into their own pull request what looks like a marker.
        var text = isPullOurs ? PullRequestText.Read(pull!.Body) : PullRequestText.Around("");

        var kind = tip is null ? BranchKind.None : await KindOfAsync(tip, head.Head, pull, text.Marker, viewer!, cancellationToken);
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
        return new RepositoryState(change, viewer, head, tree, branch, pull, isPullOurs, text, comments, situation);
    }

    private async Task<BranchHead?> FindBranchAsync(BranchName name, CancellationToken cancellationToken)
    {
        var near = await branches.GetBranchesNearAsync(name, cancellationToken);
        return near.FirstOrDefault(branch => branch.Name.ClashesWith(name)) is { } clash
            ? throw new GitHubException(DiagnosticCatalog.BranchNameClash.Create(name, clash.Name))
            : near.FirstOrDefault(branch => branch.Name == name);
    }

    private async Task<PullRequestFacts?> FindPullAsync(BranchName branch, BranchHead target, CommitFacts? tip, CancellationToken cancellationToken)
    {
        var all = await branches.GetPullRequestsAsync(branch, target.Name, cancellationToken);
        // A list does not tell about conflicts. What stands on the very commit of the base has none.
        return all.FirstOrDefault(static pull => pull.State == PullRequestState.Open) is not { } open ? all.FirstOrDefault()
            : tip is { Parents: [var parent] } && parent == target.Head && tip.Id == open.Head ? open
            : (await github.GetPullRequestAsync(open.Number, cancellationToken)).GetOrThrow("The pull request cannot be read");
    }

    /// <summary>
    /// Returns whose the branch is. It is ours when it ends in the very commit that we noted, which is as we made it: a commit's id vouches for
    /// everything before it. When the note is lost, every commit must be as we made it, and by our account.
    /// </summary>
    private async Task<BranchKind> KindOfAsync(
        CommitFacts tip, GitObjectId baseHead, PullRequestFacts? pull, BodyMarker? marker, Viewer viewer, CancellationToken cancellationToken)
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
            && comparison.Commits.All(commit => CommitText.IsOurs(commit) && viewer.Is(commit.AuthorLogin));
        return isOurs ? BranchKind.Ours : BranchKind.Others;
    }

    private async Task<string?> FingerprintAsync(
        CommitFacts? tip, BranchKind kind, PullRequestFacts? pull, BodyMarker? marker, CancellationToken cancellationToken)
    {
        if (pull is { State: PullRequestState.Closed })
        {
            // The branch may be gone; the commit is kept with the pull request.
            return marker?.Fingerprint ?? (await branches.FindCommitAsync(pull.Head, cancellationToken) is { } last ? CommitText.FingerprintOf(last) : null);
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
