namespace HfRegistry.GitHub.Publishing;

/// <summary>One write.</summary>
internal enum StepKind
{
    /// <summary>A tree and a commit on the base.</summary>
    Commit,

    /// <summary>A branch at the new commit.</summary>
    CreateBranch,

    /// <summary>The branch moved to the new commit, if it is still where it was.</summary>
    MoveBranch,

    /// <summary>A pull request.</summary>
    OpenPullRequest,

    /// <summary>Labels, assignees, reviewers and the milestone of the new pull request.</summary>
    Dress,

    /// <summary>The pull request's title and text.</summary>
    UpdatePullRequest,

    /// <summary>The pull request made a draft.</summary>
    ConvertToDraft,

    /// <summary>The comment about one topic, written or rewritten.</summary>
    Comment,

    /// <summary>The pull request closed.</summary>
    Close,

    /// <summary>The branch deleted, if it is still where it was.</summary>
    DeleteBranch,
}

/// <summary>One write of a plan.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Text">What it does, for people.</param>
internal sealed record PlanStep(StepKind Kind, string Text);
