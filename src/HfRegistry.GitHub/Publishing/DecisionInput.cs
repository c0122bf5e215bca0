namespace HfRegistry.GitHub.Publishing;

/// <summary>The content of the branch.</summary>
[Flags]
internal enum BranchKind
{
    /// <summary>There is no branch.</summary>
    None = 1,

    /// <summary>Commits that we made and nobody touched, or that were all merged.</summary>
    Ours = 2,

    /// <summary>Something that others made, beside our commits or instead of them.</summary>
    Others = 4,
}

/// <summary>The state of the pull request.</summary>
[Flags]
internal enum PullKind
{
    /// <summary>None.</summary>
    None = 1,

    /// <summary>It waits.</summary>
    Open = 2,

    /// <summary>Somebody closed it without merging it.</summary>
    Closed = 4,

    /// <summary>It was merged.</summary>
    Merged = 8,
}

/// <summary>Everything that the decision rests on.</summary>
/// <param name="HasDiff">Whether a file that matters differs from the base's.</param>
/// <param name="Branch">What is on the branch.</param>
/// <param name="Pull">What there is of a pull request.</param>
/// <param name="HasSameContent">Whether the branch, or the closed pull request, proposes just what is desired.</param>
/// <param name="IsConflicted">Whether it cannot be merged.</param>
/// <param name="IsHeld">Whether it has the label that stops us.</param>
/// <param name="MayOverwrite">Whether commits of others may be lost: a setting or the checkbox says so.</param>
/// <param name="IsRebuildAsked">Whether the checkbox was ticked.</param>
/// <param name="MayRecreate">Whether a closed pull request may be opened anew although it is the same.</param>
internal sealed record DecisionInput(
    bool HasDiff, BranchKind Branch, PullKind Pull, bool HasSameContent = false, bool IsConflicted = false, bool IsHeld = false,
    bool MayOverwrite = false, bool IsRebuildAsked = false, bool MayRecreate = false);
