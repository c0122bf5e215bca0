using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Automation.Branches;

/// <summary>The files of the base branch at one commit, read through the API: what is proposed is compared with just these.</summary>
internal sealed class BaseBranchSnapshot
{
    /// <summary>A request each, of the thousand that a job's token has in an hour.</summary>
    private const int MostFolders = 100;

    private readonly IGitHub _github;
    private readonly string _root;
    private readonly ImmutableArray<TreePath> _paths;
    private readonly ImmutableHashSet<TreePath> _links;
    private readonly Dictionary<TreePath, RepositoryFile> _read = [];

    private BaseBranchSnapshot(IGitHub github, string root, BaseBranch @base)
    {
        _github = github;
        _root = root;
        Base = @base;
        _paths = [.. PathsOf(static entry => entry is { IsFolder: false, IsSubmodule: false }).Order()];
        _links = [.. PathsOf(static entry => entry.IsLink)];
    }

    /// <summary>Gets the branch, its commit and the list of its files.</summary>
    public BaseBranch Base { get; }

    /// <summary>Gets the branch's name.</summary>
    public BranchName Branch => Base.Head.Name;

    /// <summary>Gets its commit.</summary>
    public GitObjectId Commit => Base.Head.Head;

    /// <summary>Gets whether GitHub left files out of its list because there are too many.</summary>
    public bool IsTruncated => Base.Tree.IsTruncated;

    /// <summary>Reads where a branch is and what is on it.</summary>
    /// <param name="github">The repository.</param>
    /// <param name="branch">The branch, or null for the default branch.</param>
    /// <param name="root">Where a checkout of it would lie: from there an annotation knows a file's path in the repository.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public static async Task<BaseBranchSnapshot> ReadAsync(IGitHub github, BranchName? branch, string root, CancellationToken cancellationToken) =>
        new(github, root, await BaseBranch.ReadAsync(github, branch, cancellationToken));

    /// <summary>Returns the content of a file, at the end of the links that lead to it; null when there is none.</summary>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public async Task<RepositoryFile?> FindAsync(TreePath path, CancellationToken cancellationToken)
    {
        var followed = (await FollowAsync(path, cancellationToken)).OrThrow();
        if (followed.Entry is null)
            return null;
        if (_read.TryGetValue(followed.Path, out var known))
            return known;
        return _read[followed.Path] = (await _github.ReadFileAsync(followed.Path, Commit, cancellationToken)).GetOrThrow($"{path} cannot be read");
    }

    /// <summary>Returns the place where a file is, at the end of the links that lead to it; or why it cannot be read.</summary>
    /// <exception cref="GitHubException">GitHub does not tell.</exception>
    public Task<Outcome<FollowedPath>> FollowAsync(TreePath path, CancellationToken cancellationToken) => Base.Tree.FollowFileAsync(path, cancellationToken);

    /// <summary>Returns the place where a folder is, at the end of the links that lead to it; or why it cannot be read.</summary>
    /// <exception cref="GitHubException">GitHub does not tell.</exception>
    public Task<Outcome<FollowedPath>> FollowFolderAsync(TreePath folder, CancellationToken cancellationToken) => Base.Tree.FollowFolderAsync(folder, cancellationToken);

    /// <summary>
    /// Reads files folder by folder, a request each, as far as GitHub gives them so. What it does not give is read file by file when it is
    /// asked for.
    /// </summary>
    /// <returns>The files that are still to be read, in their order.</returns>
    public async Task<ImmutableArray<TreePath>> ReadAheadAsync(IReadOnlyCollection<TreePath> paths, CancellationToken cancellationToken)
    {
        var folders = paths.Where(path => !_read.ContainsKey(path)).GroupBy(FolderOf).Where(static group => group.Key.Length > 0 && group.Skip(1).Any());
        foreach (var folder in folders.OrderByDescending(static group => group.Count()).Take(MostFolders))
        {
            var answer = await _github.ReadFolderAsync(TreePath.Parse(folder.Key.TrimEnd('/')), Commit, cancellationToken);
            // The text of a link is the path that it names.
            foreach (var (path, file) in (answer.Value?.Files ?? []).Where(file => !_links.Contains(file.Key)))
                _read[path] = file;
        }

        return [.. paths.Where(path => !_read.ContainsKey(path))];
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The path that diagnostics name.</param>
    public delegate Outcome<T> Parser<T>(ReadOnlySpan<byte> text, string path)
        where T : class;

    /// <summary>Returns what a file says, or what stands for one that is not there.</summary>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public async Task<Outcome<T>> ParseAsync<T>(TreePath path, Parser<T> parse, T whenMissing, CancellationToken cancellationToken)
        where T : class =>
        await FindAsync(path, cancellationToken) is { } file ? parse(file.Content.AsSpan(), PlaceOf(path)) : new Outcome<T>(whenMissing);

    /// <summary>Returns the configuration that belongs to a file: the nearest one above it.</summary>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public Task<Outcome<HfConfiguration>> ConfigurationOfAsync(TreePath file, CancellationToken cancellationToken) =>
        ConfigurationAtAsync(Nearest(file, HfConfiguration.FileName), cancellationToken);

    /// <summary>Returns the configuration that belongs to a folder: its own, or the nearest one above it.</summary>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public Task<Outcome<HfConfiguration>> ConfigurationOfFolderAsync(TreePath folder, CancellationToken cancellationToken) =>
        ConfigurationAtAsync(NearestToFolder(folder, HfConfiguration.FileName), cancellationToken);

    private async Task<Outcome<HfConfiguration>> ConfigurationAtAsync(TreePath? found, CancellationToken cancellationToken) =>
        found is { } path
            ? await ParseAsync(path, ConfigurationFile.Parse, HfConfiguration.Empty, cancellationToken)
            : new Outcome<HfConfiguration>(HfConfiguration.Empty);

    /// <summary>Returns the place where a file lies in a checkout.</summary>
    public string PlaceOf(TreePath path) => Path.Combine(_root, path.ToString());

    /// <summary>Returns the path in the repository of a file that would lie somewhere in a checkout.</summary>
    public string PathOf(string place) => Path.GetRelativePath(_root, place).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Returns the files below a folder, in the order of their paths.</summary>
    public IEnumerable<TreePath> Below(TreePath folder) => _paths.Where(path => path.ToString().StartsWith($"{folder}/", StringComparison.Ordinal));

    /// <summary>Returns the files of a name, in the order of their paths.</summary>
    public IEnumerable<TreePath> Named(string fileName) => _paths.Where(path => NameOf(path) == fileName);

    /// <summary>Returns the files whose names, without a folder, are meant; in the order of their paths.</summary>
    public IEnumerable<TreePath> Named(Func<string, bool> isMeant) => _paths.Where(path => isMeant(NameOf(path)));

    /// <summary>Returns whether a configuration ends the search for a file before it comes to it: one with <c>"root": true</c> that lies nearer.</summary>
    /// <param name="from">The file whose folder the search starts in.</param>
    /// <param name="found">A file in one of the folders above it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GitHubException">A configuration cannot be read.</exception>
    public async Task<bool> IsRootBetweenAsync(TreePath from, TreePath found, CancellationToken cancellationToken)
    {
        foreach (var path in Named(HfConfiguration.FileName).Where(path => FolderOf(from).StartsWith(FolderOf(path), StringComparison.Ordinal) && FolderOf(path).Length > FolderOf(found).Length))
        {
            if ((await ParseAsync(path, ConfigurationFile.Parse, HfConfiguration.Empty, cancellationToken)).Value is { IsRoot: true })
                return true;
        }

        return false;
    }

    /// <summary>Returns the file of a name in the folder of another file or nearest above it, as the command finds it in a checkout; null for none.</summary>
    public TreePath? Nearest(TreePath from, string fileName) => NearestTo(FolderOf(from), fileName);

    /// <summary>Returns the file of a name in a folder or nearest above it; null for none.</summary>
    public TreePath? NearestToFolder(TreePath folder, string fileName) => NearestTo($"{folder}/", fileName);

    private TreePath? NearestTo(string folder, string fileName) =>
        Named(fileName).Where(path => folder.StartsWith(FolderOf(path), StringComparison.Ordinal)).MaxBy(static path => FolderOf(path).Length);

    /// <summary>Returns whether there is a file.</summary>
    public bool Has(TreePath path) => _paths.BinarySearch(path) >= 0;

    private IEnumerable<TreePath> PathsOf(Func<TreeEntry, bool> isMeant) =>
        Base.Tree.Entries.Where(isMeant).Select(static entry => TreePath.TryParse(entry.Path, out var path) ? path : null).OfType<TreePath>();

    private static string NameOf(TreePath path) => path.ToString()[FolderOf(path).Length..];

    private static string FolderOf(TreePath path) => path.ToString()[..(path.ToString().LastIndexOf('/') + 1)];
}
