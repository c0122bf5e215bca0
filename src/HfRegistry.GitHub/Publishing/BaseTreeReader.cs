using System.Collections.Frozen;

namespace HfRegistry.GitHub.Publishing;

/// <summary>Reads what a change needs to know of the base's files.</summary>
internal sealed class BaseTreeReader(IGitHub github)
{
    // A tree's id names its content: it is asked for once.
    private readonly Dictionary<GitObjectId, RepositoryTree> _known = [];

    public async Task<BaseTree> ReadAsync(GitObjectId id, IEnumerable<DesiredFile> files, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(id, out var tree))
            _known[id] = tree = await RepositoryTree.ReadAsync(github, id, "The files of the base branch cannot be read", cancellationToken);
        var found = new Dictionary<TreePath, FollowedPath>();
        foreach (var file in files)
        {
            // A link that is to go goes itself.
            found[file.Path] = file.Content is null
                ? new FollowedPath(file.Path, await tree.FindAsync(file.Path.ToString(), cancellationToken))
                : (await tree.FollowFileAsync(file.Path, cancellationToken)).OrThrow();
        }

        return new BaseTree(id, found.ToFrozenDictionary());
    }
}
