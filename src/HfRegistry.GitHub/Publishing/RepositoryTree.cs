using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace HfRegistry.GitHub.Publishing;

/// <summary>The target of a path in a tree after all symbolic links.</summary>
/// <param name="Path">The path without links.</param>
/// <param name="Entry">What is there; null for nothing.</param>
internal sealed record FollowedPath(TreePath Path, TreeEntry? Entry);

/// <summary>The files of a commit by their paths: from one list or, where GitHub cut that list, folder by folder.</summary>
internal sealed class RepositoryTree
{
    /// <summary>As Linux counts, before it calls it a circle.</summary>
    private const int MaxLinks = 40;

    private readonly IGitHub _github;
    private readonly GitObjectId _root;
    private readonly GitTree _all;
    private readonly string _consequence;
    private readonly FrozenDictionary<string, TreeEntry> _listed;
    private readonly Dictionary<GitObjectId, GitTree> _folders = [];
    private readonly Dictionary<GitObjectId, string> _targets = [];

    private RepositoryTree(IGitHub github, GitObjectId root, GitTree all, string consequence)
    {
        (_github, _root, _all, _consequence) = (github, root, all, consequence);
        _listed = all.Entries.DistinctBy(static entry => entry.Path).ToFrozenDictionary(static entry => entry.Path, StringComparer.Ordinal);
    }

    /// <summary>Gets the tree's id.</summary>
    public GitObjectId Id => _root;

    /// <summary>Gets what GitHub listed.</summary>
    public ImmutableArray<TreeEntry> Entries => _all.Entries;

    /// <summary>Gets whether GitHub left entries out of its list because there are too many.</summary>
    public bool IsTruncated => _all.IsTruncated;

    /// <summary>Reads a tree.</summary>
    /// <param name="github">The repository.</param>
    /// <param name="id">The tree.</param>
    /// <param name="consequence">What follows when it cannot be read, as a clause without a full stop.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public static async Task<RepositoryTree> ReadAsync(IGitHub github, GitObjectId id, string consequence, CancellationToken cancellationToken) =>
        new(github, id, (await github.GetTreeAsync(id, isRecursive: true, cancellationToken)).GetOrThrow(consequence), consequence);

    /// <summary>Returns what is at a path, links as links; null for nothing.</summary>
    /// <exception cref="GitHubException">A folder on the way cannot be read.</exception>
    public async Task<TreeEntry?> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (!IsTruncated || _listed.ContainsKey(path))
            return _listed.GetValueOrDefault(path);
        var (folder, parts) = ((GitObjectId?)_root, path.Split('/'));
        for (var depth = 0; folder is not null; depth++)
        {
            var entry = (await FolderAsync(folder, cancellationToken)).Entries.FirstOrDefault(entry => entry.Path == parts[depth]);
            if (depth == parts.Length - 1)
                return entry is null ? null : entry with { Path = path };
            folder = entry is { IsFolder: true } ? entry.Id : null;
        }

        return null;
    }

    /// <summary>Follows the links on the way to a file, which need not exist.</summary>
    /// <returns>Where it is; or why it cannot be had through this repository: a submodule, a link that leaves the repository, a folder in its place.</returns>
    /// <exception cref="GitHubException">A folder or a link on the way cannot be read.</exception>
    public async Task<Outcome<FollowedPath>> FollowFileAsync(TreePath path, CancellationToken cancellationToken)
    {
        var followed = await FollowAsync(path, cancellationToken);
        return followed.Value is { Entry.IsFolder: true } ? Refused(path, $"{followed.Value.Path} is a folder") : followed;
    }

    /// <summary>Follows the links on the way to a folder, which need not exist.</summary>
    /// <returns>Where it is; or why it cannot be had through this repository.</returns>
    /// <exception cref="GitHubException">A folder or a link on the way cannot be read.</exception>
    public async Task<Outcome<FollowedPath>> FollowFolderAsync(TreePath path, CancellationToken cancellationToken)
    {
        var followed = await FollowAsync(path, cancellationToken);
        return followed.Value is { Entry.IsFolder: false } ? Refused(path, $"{followed.Value.Path} is a file") : followed;
    }

    private async Task<Outcome<FollowedPath>> FollowAsync(TreePath path, CancellationToken cancellationToken)
    {
        var left = new Stack<string>(path.ToString().Split('/').Reverse());
        var walked = new List<string>();
        var links = 0;
        while (left.TryPop(out var part))
        {
            if (part is "" or ".")
                continue;
            if (part == "..")
            {
                if (walked.Count == 0)
                    return Refused(path, "a symbolic link on its way leads out of the repository");
                walked.RemoveAt(walked.Count - 1);
                continue;
            }

            walked.Add(part);
            var here = string.Join('/', walked);
            switch (await FindAsync(here, cancellationToken))
            {
                case { IsSubmodule: true }:
                    return Refused(path, $"{TextSanitizer.Sanitize(here)} is a submodule, whose files are in another repository");
                case { IsLink: true } link:
                    var target = await TargetAsync(link, cancellationToken);
                    if (target.StartsWith('/'))
                        return Refused(path, $"the symbolic link {TextSanitizer.Sanitize(here)} leads out of the repository");
                    if (++links > MaxLinks)
                        return Refused(path, "its symbolic links lead in a circle");
                    walked.RemoveAt(walked.Count - 1);
                    foreach (var step in target.Split('/').Reverse())
                        left.Push(step);
                    break;
                case { IsFolder: false } when left.Count > 0:
                    return Refused(path, $"{TextSanitizer.Sanitize(here)} is a file");
            }
        }

        return TreePath.TryParse(string.Join('/', walked), out var end)
            ? new Outcome<FollowedPath>(new FollowedPath(end, await FindAsync(end.ToString(), cancellationToken)))
            : Refused(path, "a symbolic link on its way names no file of the repository");
    }

    private async Task<string> TargetAsync(TreeEntry link, CancellationToken cancellationToken)
    {
        if (_targets.TryGetValue(link.Id, out var known))
            return known;
        var content = (await _github.ReadBlobAsync(link.Id, cancellationToken)).GetOrThrow($"The symbolic link {TextSanitizer.Sanitize(link.Path)} cannot be read").Content;
        return _targets[link.Id] = Encoding.UTF8.GetString(content.AsSpan());
    }

    private async Task<GitTree> FolderAsync(GitObjectId id, CancellationToken cancellationToken)
    {
        if (!_folders.TryGetValue(id, out var known))
            _folders[id] = known = (await _github.GetTreeAsync(id, isRecursive: false, cancellationToken)).GetOrThrow(_consequence);
        return known;
    }

    private static Outcome<FollowedPath> Refused(TreePath path, string why) =>
        new(DiagnosticCatalog.PathNotReachable.Create(path, why));
}
