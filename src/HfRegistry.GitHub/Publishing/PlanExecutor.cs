using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Publishing;

/// <summary>Does the steps of one plan, and keeps what is known of the pull request for whoever asks when one of them fails.</summary>
internal sealed class PlanExecutor
{
    private readonly IGitHub _github;
    private readonly PublicationPlan _plan;
    private readonly RepositoryState _seen;
    private readonly List<Diagnostic> _diagnostics = [];

    public PlanExecutor(IGitHub github, PublicationPlan plan, RepositoryState seen)
    {
        _github = github;
        _plan = plan;
        _seen = seen;
        Head = seen.Branch?.Head;
        Pull = seen.Pull;
    }

    /// <summary>Gets the commit that the branch names.</summary>
    public GitObjectId? Head { get; private set; }

    /// <summary>Gets the pull request.</summary>
    public PullRequestFacts? Pull { get; private set; }

    /// <summary>Gets the commit that was made.</summary>
    public CommitFacts? Commit { get; private set; }

    /// <summary>Gets whether the pull request was closed or merged by somebody else meanwhile.</summary>
    public bool WasClosedMeanwhile { get; private set; }

    /// <summary>Gets warnings so far.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Does the steps.</summary>
    /// <exception cref="GitHubException">A step without which the rest makes no sense failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var step in _plan.Steps)
        {
            await (step.Kind switch
            {
                StepKind.Commit => CommitAsync(cancellationToken),
                StepKind.CreateBranch => CreateBranchAsync(cancellationToken),
                StepKind.MoveBranch => MoveBranchAsync(cancellationToken),
                StepKind.OpenPullRequest => OpenAsync(cancellationToken),
                StepKind.Dress => new PullRequestMetadataApplier(_github, _diagnostics.Add).DressAsync(Pull!.Number, _plan.Change, cancellationToken),
                StepKind.UpdatePullRequest => UpdateAsync(cancellationToken),
                StepKind.ConvertToDraft => DraftAsync(cancellationToken),
                StepKind.Comment => CommentAsync(cancellationToken),
                StepKind.Close => CloseAsync(cancellationToken),
                _ => DeleteBranchAsync(cancellationToken),
            });
        }
    }

    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        const string consequence = "The commit cannot be made";
        var tree = (await _github.CreateTreeAsync(_seen.BaseTree.Id, _seen.BaseTree.ChangesTo(_plan.Change.Files), cancellationToken)).GetOrThrow(consequence);
        var message = CommitText.Write(_plan.Change.CommitMessage, _plan.Change.Fingerprint, tree);
        Commit = (await _github.CreateCommitAsync(new NewCommit(message, tree, [_seen.Base.Head]), cancellationToken)).GetOrThrow(consequence);
        if (!Commit.IsVerified)
            _diagnostics.Add(DiagnosticCatalog.CommitNotVerified.Create(Commit.Id.Short, Commit.VerificationReason));
    }

    private async Task CreateBranchAsync(CancellationToken cancellationToken) =>
        Head = (await _github.CreateBranchAsync(_plan.Change.Branch, Commit!.Id, cancellationToken)).GetOrThrow("The branch cannot be created").Head;

    private async Task MoveBranchAsync(CancellationToken cancellationToken) =>
        Head = (await _github.MoveBranchAsync(_plan.Change.Branch, _seen.Branch!.Head, Commit!.Id, cancellationToken)).GetOrThrow("The branch cannot be moved").Head;

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var isDraft = _plan.Change.Draft != DraftMode.Never;
        var wanted = new NewPullRequest(
            _plan.Change.Branch, _plan.Base, PublisherTexts.Title(_plan.Change), TextOf(PullRequestText.Around("")), isDraft);
        var created = await _github.CreatePullRequestAsync(wanted, cancellationToken);
        if (isDraft && created.Error is GitHubError.Invalid { Reason: var reason } && reason.Contains("draft", StringComparison.OrdinalIgnoreCase))
        {
            _diagnostics.Add(DiagnosticCatalog.DraftNotSupported.Create());
            created = await _github.CreatePullRequestAsync(wanted with { IsDraft = false }, cancellationToken);
        }

        Pull = created.GetOrThrow("The pull request cannot be created; its branch stands");
    }

    private async Task UpdateAsync(CancellationToken cancellationToken)
    {
        var update = _plan.Action == PublishAction.KeepEdited
            ? new PullRequestUpdate(Body: (_seen.Text with { Status = PublisherTexts.EditedStatus }).Write())
            : new PullRequestUpdate(IsTitleOurs ? PublisherTexts.Title(_plan.Change) : null, TextOf(_seen.Text));
        Pull = (await _github.UpdatePullRequestAsync(Pull!.Number, update, cancellationToken)).GetOrThrow("The pull request's text cannot be written");
        if (Pull.State == PullRequestState.Open)
            return;
        WasClosedMeanwhile = true;
        _diagnostics.Add(DiagnosticCatalog.PullRequestClosedMeanwhile.Create(Pull.Number, Pull.State == PullRequestState.Merged ? "merged" : "closed"));
    }

    private async Task DraftAsync(CancellationToken cancellationToken)
    {
        if (!WasClosedMeanwhile && (await _github.ConvertToDraftAsync(Pull!, cancellationToken)).Error is { } error)
            _diagnostics.Add(DiagnosticCatalog.DraftNotSet.Create(Pull!.Number, error.Message));
    }

    private async Task CommentAsync(CancellationToken cancellationToken)
    {
        var (topic, words) = Planner.CommentOf(_plan.Action, _plan.Change)!.Value;
        var text = TopicComment.Write(topic, words);
        var written = TopicComment.Find(_seen.Comments, _seen.Viewer!, topic) is { } old
            ? await _github.EditCommentAsync(old.Id, text, cancellationToken)
            : await _github.CreateCommentAsync(Pull!.Number, text, cancellationToken);
        if (written.Error is { } error)
            _diagnostics.Add(DiagnosticCatalog.CommentNotWritten.Create(Pull!.Number, error.Message));
    }

    private async Task CloseAsync(CancellationToken cancellationToken) =>
        Pull = (await _github.UpdatePullRequestAsync(Pull!.Number, new PullRequestUpdate(IsClosed: true), cancellationToken))
            .GetOrThrow("The pull request cannot be closed");

    private async Task DeleteBranchAsync(CancellationToken cancellationToken)
    {
        var deleted = await _github.DeleteBranchAsync(_plan.Change.Branch, _seen.Branch!.Head, cancellationToken);
        // Somebody pushed: then somebody needs it.
        if (deleted.Error is GitHubError.Moved)
            return;
        deleted.GetOrThrow("The branch cannot be deleted");
        Head = null;
    }

    private bool IsTitleOurs => _seen.Text.Marker is null || _seen.Text.Marker.TitleHash == Hashes.Of(_seen.Pull!.Title);

    private string TextOf(PullRequestText around)
    {
        var fitted = around.Fit(_plan.Change.Body);
        if (fitted.LeftOut.Length > 0)
            _diagnostics.Add(DiagnosticCatalog.BodyShortened.Create(fitted.LeftOut.Length));
        var marker = new BodyMarker(Head!, _plan.Change.Fingerprint, Hashes.Of(fitted.Markdown), Hashes.Of(PublisherTexts.Title(_plan.Change)));
        return (around with { Status = "", Content = fitted.Markdown, IsRebuildAsked = false, Marker = marker }).Write();
    }
}
