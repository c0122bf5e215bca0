using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Publishing;

/// <summary>All that was read of a repository before anything is decided.</summary>
/// <param name="Change">What is desired.</param>
/// <param name="Viewer">Who we are; null where there is neither a branch nor a pull request.</param>
/// <param name="Base">The branch that the change goes to, and where it is.</param>
/// <param name="BaseTree">The files at it.</param>
/// <param name="Branch">The change's branch, when there is one.</param>
/// <param name="Pull">The pull request that counts: the open one, else the newest.</param>
/// <param name="IsPullOurs">Whether we opened it: only then is its text ours to read markers from and to write.</param>
/// <param name="Text">Its text, read.</param>
/// <param name="Comments">Its comments, when one of ours may have to be written.</param>
/// <param name="DecisionInput">What the decision rests on.</param>
internal sealed record RepositoryState(
    DesiredChange Change, Viewer? Viewer, BranchHead Base, BaseTree BaseTree, BranchHead? Branch,
    PullRequestFacts? Pull, bool IsPullOurs, PullRequestText Text, ImmutableArray<CommentFacts> Comments, DecisionInput DecisionInput);

/// <summary>The files of the base that matter to a change.</summary>
/// <param name="Id">The tree.</param>
/// <param name="Files">Where the change's paths lead, and what is there.</param>
internal sealed record BaseTree(GitObjectId Id, FrozenDictionary<TreePath, FollowedPath> Files)
{
    private const string RegularFile = "100644";
    private const string Executable = "100755";

    /// <summary>Finds out where the paths of a change lead.</summary>
    /// <exception cref="GitHubException">A path cannot be read.</exception>
    public static async Task<BaseTree> ReadAsync(RepositoryTree tree, IEnumerable<DesiredFile> files, CancellationToken cancellationToken)
    {
        var found = new Dictionary<TreePath, FollowedPath>();
        foreach (var file in files)
        {
            // A link that is to go goes itself.
            found[file.Path] = file.Content is null
                ? new FollowedPath(file.Path, await tree.FindAsync(file.Path.ToString(), cancellationToken))
                : (await tree.FollowFileAsync(file.Path, cancellationToken)).OrThrow();
        }

        return new BaseTree(tree.Id, found.ToFrozenDictionary());
    }

    /// <summary>Returns whether a file is in the base as it is desired.</summary>
    public bool Holds(DesiredFile file) => Files[file.Path].Entry?.Id == file.BlobId;

    /// <summary>Returns what has to change, at the ends of links and with the mode that a file has; a file that is to go and is not there needs no change.</summary>
    public ImmutableArray<TreeChange> ChangesTo(IEnumerable<DesiredFile> files) =>
    [
        .. files.Where(file => !Holds(file)).OrderBy(static file => file.Path)
            .Select(file => new TreeChange(Files[file.Path].Path, Files[file.Path].Entry?.Mode == Executable ? Executable : RegularFile, file.Content))
            .DistinctBy(static change => change.Path),
    ];
}
