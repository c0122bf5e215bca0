namespace HfRegistry.Files;

/// <summary>Finds a file that belongs to a project by walking up from it.</summary>
public static class NearestFile
{
    /// <summary>
    /// The nearest file of a name from a folder up to the repository root (the folder that holds <c>.git</c>); without a repository
    /// only the folder itself is searched, so that a stray file of a parent folder never changes a build.
    /// </summary>
    /// <param name="folder">The absolute path of the folder to start from.</param>
    /// <param name="fileName">The file's name.</param>
    /// <returns>The absolute path, or null.</returns>
    public static string? Find(string folder, string fileName)
    {
        var root = RepositoryRoot(folder) ?? folder;
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, fileName);
            if (File.Exists(path))
                return path;
            if (string.Equals(at.FullName, root, StringComparison.Ordinal))
                return null;
        }

        return null;
    }

    /// <summary>
    /// The file that a command which may make it writes: the nearest one as <see cref="Find"/> finds it, else a new one at the repository
    /// root, where every project of the repository finds it, and without a repository in the folder itself.
    /// </summary>
    /// <param name="folder">The absolute path of the folder to start from.</param>
    /// <param name="fileName">The file's name.</param>
    /// <returns>The absolute path.</returns>
    public static string FindOrPlace(string folder, string fileName) =>
        Find(folder, fileName) ?? Path.Combine(RepositoryRoot(folder) ?? folder, fileName);

    /// <summary>The folder that holds <c>.git</c> (a folder, or a file in a worktree) at or above a folder, or null.</summary>
    public static string? RepositoryRoot(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var git = Path.Combine(at.FullName, ".git");
            if (Directory.Exists(git) || File.Exists(git))
                return at.FullName;
        }

        return null;
    }
}
