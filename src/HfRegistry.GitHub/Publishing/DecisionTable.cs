using System.Collections.Immutable;

namespace HfRegistry.GitHub.Publishing;

/// <summary>The action to take.</summary>
internal enum PublishAction
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Nothing, because a label says so.</summary>
    Hold,

    /// <summary>A commit, a branch, a pull request.</summary>
    Create,

    /// <summary>A commit on the base in the place of the branch's, a pull request.</summary>
    Restart,

    /// <summary>A pull request of the branch as it is.</summary>
    Open,

    /// <summary>A commit on the base in the place of the branch's, the pull request's text.</summary>
    Rebuild,

    /// <summary>The pull request's text, if it differs.</summary>
    Refresh,

    /// <summary>A comment that says why, the pull request closed, the branch deleted.</summary>
    CloseEmpty,

    /// <summary>The branch deleted.</summary>
    DeleteBranch,

    /// <summary>Nothing but a status line and one comment: others pushed.</summary>
    KeepEdited,

    /// <summary>Nothing: somebody closed it, and its content is the same.</summary>
    KeepClosed,

    /// <summary>Nothing, and an error: the branch is not ours.</summary>
    Refuse,
}

/// <summary>A row of the decision table. A condition that is null holds of everything.</summary>
/// <param name="Name">A name for the row, which plans and tests use.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record DecisionRow(string Name, PublishAction Action, string Reason)
{
    private const BranchKind AnyBranch = BranchKind.None | BranchKind.Ours | BranchKind.Others;
    private const PullKind AnyPull = PullKind.None | PullKind.Open | PullKind.Closed | PullKind.Merged;

    /// <summary>Gets whether a file that matters must differ from the base's.</summary>
    public bool? Diff { get; init; }

    /// <summary>Gets what may be on the branch.</summary>
    public BranchKind Branch { get; init; } = AnyBranch;

    /// <summary>Gets what there may be of a pull request.</summary>
    public PullKind Pull { get; init; } = AnyPull;

    /// <summary>Gets whether the content must be the same.</summary>
    public bool? SameContent { get; init; }

    /// <summary>Gets whether there must be a conflict.</summary>
    public bool? Conflict { get; init; }

    /// <summary>Gets whether the label must be there.</summary>
    public bool? Held { get; init; }

    /// <summary>Gets whether commits of others may be lost.</summary>
    public bool? Overwrite { get; init; }

    /// <summary>Gets whether the checkbox must be ticked.</summary>
    public bool? RebuildAsked { get; init; }

    /// <summary>Gets whether a closed pull request may be opened anew.</summary>
    public bool? Recreate { get; init; }

    /// <summary>Returns whether the row is about a situation.</summary>
    public bool Matches(DecisionInput situation) =>
        Holds(Diff, situation.HasDiff) && Branch.HasFlag(situation.Branch) && Pull.HasFlag(situation.Pull)
        && Holds(SameContent, situation.HasSameContent) && Holds(Conflict, situation.IsConflicted) && Holds(Held, situation.IsHeld)
        && Holds(Overwrite, situation.MayOverwrite) && Holds(RebuildAsked, situation.IsRebuildAsked) && Holds(Recreate, situation.MayRecreate);

    private static bool Holds(bool? condition, bool fact) => condition is null || condition == fact;
}

/// <summary>The decision for every state of a branch and its pull request. The first row that matches decides.</summary>
internal static class DecisionTable
{
    private const PullKind NotOpen = PullKind.None | PullKind.Closed | PullKind.Merged;

    /// <summary>Gets the rows.</summary>
    public static ImmutableArray<DecisionRow> Rows { get; } =
    [
        new("held", PublishAction.Hold, "the pull request has the label " + Publisher.HoldLabel) { Held = true, Pull = PullKind.Open | PullKind.Closed },

        new("empty", PublishAction.CloseEmpty, "the base has all of it") { Diff = false, Branch = BranchKind.Ours, Pull = PullKind.Open },
        new("empty-overwrite", PublishAction.CloseEmpty, "the base has all of it, and commits of others may be discarded")
            { Diff = false, Branch = BranchKind.Others, Pull = PullKind.Open, Overwrite = true },
        new("empty-edited", PublishAction.KeepEdited, "the base has all of it, and others pushed to the branch")
            { Diff = false, Branch = BranchKind.Others, Pull = PullKind.Open },
        new("leftover", PublishAction.DeleteBranch, "the base has all of it, and no pull request needs the branch")
            { Diff = false, Branch = BranchKind.Ours, Pull = PullKind.None | PullKind.Merged },
        new("nothing", PublishAction.Nothing, "nothing differs from the base") { Diff = false },

        new("asked", PublishAction.Rebuild, "the checkbox asks for it") { Diff = true, Branch = BranchKind.Ours | BranchKind.Others, Pull = PullKind.Open, RebuildAsked = true },
        new("overwrite", PublishAction.Rebuild, "others pushed to the branch, and their commits may be discarded")
            { Diff = true, Branch = BranchKind.Others, Pull = PullKind.Open, Overwrite = true },
        new("edited", PublishAction.KeepEdited, "others pushed to the branch") { Diff = true, Branch = BranchKind.Others, Pull = PullKind.Open },
        new("changed", PublishAction.Rebuild, "the content changed") { Diff = true, Branch = BranchKind.Ours, Pull = PullKind.Open, SameContent = false },
        new("conflicted", PublishAction.Rebuild, "it conflicts with the base") { Diff = true, Branch = BranchKind.Ours, Pull = PullKind.Open, Conflict = true },
        new("same", PublishAction.Refresh, "the branch proposes just that") { Diff = true, Branch = BranchKind.Ours, Pull = PullKind.Open },

        new("closed", PublishAction.KeepClosed, "somebody closed it, and the content is the same")
            { Diff = true, Pull = PullKind.Closed, SameContent = true, Recreate = false },
        new("foreign", PublishAction.Refuse, "the branch holds commits that are not ours") { Diff = true, Branch = BranchKind.Others, Pull = NotOpen },
        new("unopened", PublishAction.Open, "the branch proposes just that and has no pull request")
            { Diff = true, Branch = BranchKind.Ours, Pull = PullKind.None, SameContent = true },
        new("restart", PublishAction.Restart, "the pull request before this one is done with") { Diff = true, Branch = BranchKind.Ours, Pull = NotOpen },
        new("new", PublishAction.Create, "there is no branch and no pull request of it") { Diff = true, Branch = BranchKind.None },
    ];

    /// <summary>Returns the row that decides.</summary>
    public static DecisionRow Decide(DecisionInput situation) => Rows.First(row => row.Matches(situation));
}
