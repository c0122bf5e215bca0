using HfRegistry.GitHub;
using HfRegistry.Registry;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Action;

/// <summary>The lock files of the base.</summary>
internal static class BaseLocks
{
    private const int MaxLocks = 100;

    /// <summary>Those that belong to a registry, in the order of their paths; the first hundred. A lock below another registry is that registry's business.</summary>
    public static IEnumerable<TreePath> Of(BaseSnapshot files, TreePath registryPath) => files.Named(LockFile.FileName)
        .Where(path => (files.Nearest(path, RegistryFile.FileName) ?? registryPath) == registryPath)
        .Take(MaxLocks);
}
