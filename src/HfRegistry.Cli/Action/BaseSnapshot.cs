using System.Collections.Immutable;
using HfRegistry.GitHub;

namespace HfRegistry.Cli.Action;

/// <summary>The files of the base branch at one commit, read through the API: what is proposed is compared with just these.</summary>
internal sealed class BaseSnapshot
{
    private readonly IGitHub _github;
    private readonly ImmutableArray<TreePath> _paths;

    private BaseSnapshot(IGitHub github, BranchHead head, GitTree tree)
    {
        _github = github;
        Branch = head.Name;
        Commit = head.Head;
        IsTruncated = tree.IsTruncated;
        _paths = [.. tree.Entries.Where(static entry => !entry.IsFolder).Select(static entry => TreePath.TryParse(entry.Path, out var path) ? path : null).OfType<TreePath>().Order()];
    }

    /// <summary>The branch.</summary>
    public BranchName Branch { get; }

    /// <summary>Its commit.</summary>
    public GitObjectId Commit { get; }

    /// <summary>Whether GitHub left files out of its list because there are too many.</summary>
    public bool IsTruncated { get; }

    /// <summary>Reads where a branch is and what is on it.</summary>
    /// <param name="github">The repository.</param>
    /// <param name="branch">The branch, or null for the default branch.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public static async Task<BaseSnapshot> ReadAsync(IGitHub github, BranchName? branch, CancellationToken cancellationToken)
    {
        const string cannotBeRead = "The base branch cannot be read";
        branch ??= (await github.GetRepositoryAsync(cancellationToken)).Or("The repository cannot be read").DefaultBranch;
        var head = (await github.GetBranchAsync(branch, cancellationToken)).Or(cannotBeRead);
        var commit = (await github.GetCommitAsync(head.Head, cancellationToken)).Or(cannotBeRead);
        return new BaseSnapshot(github, head, (await github.GetTreeAsync(commit.Tree, isRecursive: true, cancellationToken)).Or(cannotBeRead));
    }

    /// <summary>The content of a file, or null when there is none.</summary>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public async Task<RepositoryFile?> FindAsync(TreePath path, CancellationToken cancellationToken)
    {
        var answer = await _github.ReadFileAsync(path, Commit, cancellationToken);
        return answer.Error is GitHubError.NotFound ? null : answer.Or($"{path} cannot be read");
    }

    /// <summary>The files of a name, in the order of their paths.</summary>
    public IEnumerable<TreePath> Named(string fileName) => _paths.Where(path => NameOf(path) == fileName);

    /// <summary>The file of a name in the folder of another file or nearest above it, as the command finds it in a checkout; null for none.</summary>
    public TreePath? Nearest(TreePath from, string fileName) =>
        Named(fileName).Where(path => FolderOf(from).StartsWith(FolderOf(path), StringComparison.Ordinal)).MaxBy(static path => FolderOf(path).Length);

    private static string NameOf(TreePath path) => path.ToString()[FolderOf(path).Length..];

    private static string FolderOf(TreePath path) => path.ToString()[..(path.ToString().LastIndexOf('/') + 1)];
}
