using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Publishing;

/// <summary>Turns what was read into the writes that are to be done. Pure.</summary>
internal static class Planner
{
    /// <summary>Returns the plan for what was read.</summary>
    public static PublicationPlan Plan(RepositoryName repository, RepositoryState seen)
    {
        var row = DecisionTable.Decide(seen.DecisionInput);
        return new PublicationPlan
        {
            Repository = repository,
            Base = seen.Base.Name,
            BaseCommit = seen.Base.Head,
            BranchHead = seen.Branch?.Head,
            Number = seen.Pull?.Number,
            Decision = row.Name,
            Reason = row.Reason,
            Action = row.Action,
            Steps = [.. StepsOf(row.Action, seen)],
            Change = seen.Change,
        };
    }

    /// <summary>Returns the comment that an action leaves, with its topic.</summary>
    public static (string Topic, string Text)? CommentOf(PublishAction action, DesiredChange change) => action switch
    {
        PublishAction.KeepEdited => ("edited", PublisherTexts.EditedComment),
        PublishAction.CloseEmpty => ("empty", PublisherTexts.EmptyComment(change)),
        _ => null,
    };

    private static IEnumerable<PlanStep> StepsOf(PublishAction action, RepositoryState seen) => action switch
    {
        PublishAction.Create => [Commit(seen), new(StepKind.CreateBranch, $"create the branch {seen.Change.Branch}"), .. Opening(seen)],
        PublishAction.Restart => [Commit(seen), Move(seen), .. Opening(seen)],
        PublishAction.Open => Opening(seen),
        PublishAction.Rebuild => [Commit(seen), Move(seen), .. Updating(seen), .. Drafting(seen)],
        PublishAction.Refresh when NeedsUpdate(seen) => Updating(seen),
        PublishAction.CloseEmpty =>
        [
            .. Commenting(action, seen),
            new(StepKind.Close, $"close #{seen.Pull!.Number}"),
            .. seen.Change.DeletesBranch ? [Delete(seen)] : Array.Empty<PlanStep>(),
        ],
        PublishAction.DeleteBranch when seen.Change.DeletesBranch => [Delete(seen)],
        PublishAction.KeepEdited => [.. Status(seen), .. Commenting(action, seen)],
        _ => [],
    };

    private static PlanStep Commit(RepositoryState seen)
    {
        var changes = seen.BaseTree.ChangesTo(seen.Change.Files);
        return new(StepKind.Commit, $"commit {changes.Length} {(changes.Length == 1 ? "file" : "files")} on {seen.Base.Name} at {seen.Base.Head.Short}");
    }

    private static PlanStep Move(RepositoryState seen) => new(StepKind.MoveBranch, $"move the branch {seen.Change.Branch} from {seen.Branch!.Head.Short} to that commit");

    private static PlanStep Delete(RepositoryState seen) => new(StepKind.DeleteBranch, $"delete the branch {seen.Change.Branch} at {seen.Branch!.Head.Short}");

    private static IEnumerable<PlanStep> Opening(RepositoryState seen)
    {
        yield return new(StepKind.OpenPullRequest, $"open a pull request from {seen.Change.Branch} to {seen.Base.Name}");
        if (seen.Change is not { Labels: [], Assignees: [], Reviewers: [], TeamReviewers: [], Milestone: null })
            yield return new(StepKind.Dress, "set its labels, assignees, reviewers and milestone");
    }

    // The text of a pull request that somebody else opened is theirs.
    private static IEnumerable<PlanStep> Updating(RepositoryState seen) =>
        seen.IsPullOurs ? [new(StepKind.UpdatePullRequest, $"write the text of #{seen.Pull!.Number}")] : [];

    private static IEnumerable<PlanStep> Drafting(RepositoryState seen) =>
        seen is { Change.Draft: DraftMode.Always, Pull: { IsDraft: false } pull } ? [new(StepKind.ConvertToDraft, $"make #{pull.Number} a draft")] : [];

    private static IEnumerable<PlanStep> Status(RepositoryState seen) =>
        seen.IsPullOurs && seen.Text.Marker is not null && seen.Text.Status != PublisherTexts.EditedStatus
            ? [new(StepKind.UpdatePullRequest, $"write the status line of #{seen.Pull!.Number}")]
            : [];

    private static IEnumerable<PlanStep> Commenting(PublishAction action, RepositoryState seen)
    {
        var (topic, text) = CommentOf(action, seen.Change)!.Value;
        return TopicComment.Find(seen.Comments, seen.Viewer!, topic)?.Body.ReplaceLineEndings("\n") == TopicComment.Write(topic, text)
            ? []
            : [new(StepKind.Comment, $"say so in a comment on #{seen.Pull!.Number}")];
    }

    // Not the text itself: people may have ticked and edited in it, which is no reason to write.
    private static bool NeedsUpdate(RepositoryState seen) =>
        seen.Text.Marker is not { } marker
        || marker.Head != seen.Branch!.Head
        || marker.Fingerprint != seen.Change.Fingerprint
        || marker.BodyHash != Hashes.Of(seen.Text.Fit(seen.Change.Body).Markdown)
        || marker.TitleHash != Hashes.Of(PublisherTexts.Title(seen.Change))
        || seen.Text.Status.Length > 0;
}
