namespace HfRegistry.Resolution;

/// <summary>The lock file of a project, by the rule of <c>HfRegistry.Build.props</c>, for projects whose package is not restored too.</summary>
internal static class ProjectLockPath
{
    /// <summary>Returns the absolute path of the lock file that answers for a project: its own, else the folder's, else where its own would be.</summary>
    /// <param name="project">The absolute path of the project file.</param>
    /// <param name="named"><c>HfLockFile</c> of the project; blank when it says nothing.</param>
    public static string Of(string project, string? named)
    {
        var folder = Path.GetDirectoryName(project)!;
        var shared = Path.Combine(folder, LockFile.FileName);
        var own = Path.Combine(folder, $"hfregistry.{Path.GetFileNameWithoutExtension(project)}.lock.json");
        var path = !string.IsNullOrWhiteSpace(named) ? Path.GetFullPath(named.Trim(), folder)
            : File.Exists(own) || Directory.GetFiles(folder, "*.??proj").Length > 1 ? own
            : shared;
        return path == own && !File.Exists(own) && File.Exists(shared) ? shared : path;
    }
}
