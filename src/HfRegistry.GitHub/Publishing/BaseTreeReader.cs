using System.Collections.Frozen;

namespace HfRegistry.GitHub.Publishing;

/// <summary>Reads what a change needs to know of the base's files: in one request, or folder by folder when the repository is too large for that.</summary>
internal sealed class BaseTreeReader(IGitHub github)
{
    private readonly Dictionary<(GitObjectId Id, bool IsRecursive), GitTree> _known = [];

    public async Task<BaseTree> ReadAsync(GitObjectId tree, IEnumerable<DesiredFile> files, CancellationToken cancellationToken)
    {
        var paths = files.Select(static file => file.Path.ToString()).ToHashSet(StringComparer.Ordinal);
        var all = await GetAsync(tree, isRecursive: true, cancellationToken);
        var found = all.IsTruncated
            ? await WalkAsync(tree, paths, cancellationToken)
            : all.Entries.Where(entry => paths.Contains(entry.Path));
        return new BaseTree(tree, found.ToFrozenDictionary(static entry => entry.Path, StringComparer.Ordinal));
    }

    private async Task<List<TreeEntry>> WalkAsync(GitObjectId root, HashSet<string> paths, CancellationToken cancellationToken)
    {
        var found = new List<TreeEntry>();
        foreach (var path in paths)
        {
            var (tree, parts) = ((GitObjectId?)root, path.Split('/'));
            for (var depth = 0; tree is not null && depth < parts.Length; depth++)
            {
                var entry = (await GetAsync(tree, isRecursive: false, cancellationToken)).Entries.FirstOrDefault(entry => entry.Path == parts[depth]);
                if (depth == parts.Length - 1 && entry is not null)
                    found.Add(entry with { Path = path });
                tree = entry is { IsFolder: true } ? entry.Id : null;
            }
        }

        return found;
    }

    // A tree's id names its content: it is asked for once.
    private async Task<GitTree> GetAsync(GitObjectId id, bool isRecursive, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((id, isRecursive), out var known))
            return known;
        var tree = (await github.GetTreeAsync(id, isRecursive, cancellationToken)).Or("The files of the base branch cannot be read");
        _known[(id, isRecursive)] = tree;
        return tree;
    }
}
