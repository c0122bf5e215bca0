using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Jobs;
using HfRegistry.GitHub;
using HfRegistry.Registry;
using HfRegistry.Resolution;

namespace HfRegistry.Automation.Models;

/// <summary>The lock files of the base that belong to a registry.</summary>
/// <param name="Read">Those that could be read, in the order of their paths, and where they would lie in a checkout.</param>
/// <param name="Diagnostics">What is wrong with the others, and how many were left out.</param>
/// <param name="IsComplete">Whether none was left out.</param>
internal sealed record BaseBranchLocks(ImmutableArray<(TreePath Path, string Place, LockFile Lock)> Read, ImmutableArray<Diagnostic> Diagnostics, bool IsComplete)
{
    /// <summary>A request each, of the thousand that a job's token has in an hour.</summary>
    private const int MaxLocks = 100;

    /// <summary>Reads them. A lock below another registry is that registry's business.</summary>
    /// <exception cref="GitHubException">A lock cannot be read.</exception>
    public static async Task<BaseBranchLocks> ReadAsync(BaseBranchSnapshot files, TreePath registryPath, CancellationToken cancellationToken)
    {
        var paths = new List<TreePath>();
        foreach (var path in files.Named(LockFile.IsName))
        {
            var nearest = files.Nearest(path, RegistryFile.FileName);
            if (nearest is null || (nearest == registryPath && !await files.IsRootBetweenAsync(path, registryPath, cancellationToken)))
                paths.Add(path);
        }

        var read = ImmutableArray.CreateBuilder<(TreePath, string, LockFile)>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var ends = new HashSet<TreePath>();
        foreach (var path in paths.Take(MaxLocks))
        {
            var followed = await files.FollowAsync(path, cancellationToken);
            diagnostics.AddRange(followed.Diagnostics.CapAtWarning());
            // Two names of one file are one lock.
            if (followed.Value is null || !ends.Add(followed.Value.Path))
                continue;
            var parsed = await files.ParseAsync(path, LockFile.Parse, new LockFile(), cancellationToken);
            diagnostics.AddRange(parsed.Diagnostics);
            if (parsed.Value is { } file)
                read.Add((path, files.PlaceOf(path), file));
        }

        if (files.IsTruncated)
            diagnostics.Add(DiagnosticCatalog.LocksNotFound.Create());
        if (paths.Count > MaxLocks)
        {
            diagnostics.Add(DiagnosticCatalog.LocksNotListed.Create(paths.Count, MaxLocks));
        }

        return new BaseBranchLocks(read.ToImmutable(), diagnostics.ToImmutable(), !files.IsTruncated && paths.Count <= MaxLocks);
    }
}
