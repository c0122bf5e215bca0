namespace HfRegistry.Configuration;

/// <summary>A file that was looked for from a folder upwards.</summary>
/// <param name="Path">The absolute path, or null when there is none.</param>
/// <param name="Note">What to tell of where it lies, or of one that was passed over; or null.</param>
internal sealed record FoundFile(string? Path, Diagnostic? Note)
{
    /// <summary>Gets the note as a list.</summary>
    public IEnumerable<Diagnostic> Notes => Note is null ? [] : [Note];
}

/// <summary>Finds a file that belongs to a folder by walking up from it.</summary>
/// <remarks>
/// The walk is the same in a clone, in an archive without <c>.git</c> and in a container, so that each builds the same models. It ends at the
/// folder whose <c>hfregistry.json</c> says <c>"root": true</c>, below a folder that every user can write to, and at the root of the drive.
/// </remarks>
internal static class NearestFile
{
    /// <summary>Returns the absolute path of the nearest file of a name, in a folder or above it; null when there is none.</summary>
    /// <param name="folder">The absolute path of the folder to start from.</param>
    /// <param name="fileName">The file's name.</param>
    public static string? Find(string folder, string fileName) =>
        Folders(folder).Select(at => Path.Combine(at, fileName)).FirstOrDefault(File.Exists);

    /// <summary>Returns the nearest file of a name, and what is remarkable about the place that it lies in.</summary>
    /// <param name="folder">The absolute path of the folder to start from.</param>
    /// <param name="fileName">The file's name.</param>
    public static FoundFile Look(string folder, string fileName)
    {
        if (Find(folder, fileName) is { } found)
            return new FoundFile(found, NoteOnPlace(found, folder));
        var last = new DirectoryInfo(Folders(folder).Last());
        var passedOver = last.Parent is { } shared && !IsRoot(last.FullName) ? Path.Combine(shared.FullName, fileName) : null;
        return new FoundFile(null, passedOver is not null && File.Exists(passedOver)
            ? DiagnosticCatalog.SharedFolder.Create(new SourceLocation(passedOver), passedOver)
            : null);
    }

    /// <summary>
    /// Returns the file that a command which may make it writes: the nearest one as <see cref="Find"/> finds it, else a new one at the root of the
    /// repository, where each of its projects finds it. Without <c>.git</c> the root is the folder whose configuration says so, else the folder itself.
    /// </summary>
    /// <param name="folder">The absolute path of the folder to start from.</param>
    /// <param name="fileName">The file's name.</param>
    /// <returns>The absolute path.</returns>
    public static string FindOrPlace(string folder, string fileName) =>
        Find(folder, fileName) ?? Path.Combine(RepositoryRoot(folder) ?? Folders(folder).FirstOrDefault(IsRoot) ?? folder, fileName);

    /// <summary>Returns the folders in which a file is looked for, nearest first.</summary>
    /// <param name="folder">The absolute path of the folder to start from.</param>
    public static IEnumerable<string> Folders(string folder)
    {
        var start = new DirectoryInfo(folder);
        for (var at = start; at is not null && (at == start || !IsShared(at)); at = at.Parent)
        {
            yield return at.FullName;
            if (IsRoot(at.FullName))
                yield break;
        }
    }

    /// <summary>Returns the folder that holds <c>.git</c> (a folder, or a file in a worktree) at or above a folder, or null.</summary>
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

    private static bool IsRoot(string folder) => ConfigurationFile.IsRoot(Path.Combine(folder, HfConfiguration.FileName));

    // Such as /tmp: a stranger's file there must not decide what others build. The sticky bit tells it from the folders of file systems
    // without permissions, where every folder looks writable; on Windows nobody but administrators puts files into a drive's root.
    private static bool IsShared(DirectoryInfo folder)
    {
        const UnixFileMode shared = UnixFileMode.StickyBit | UnixFileMode.OtherWrite;
        return !OperatingSystem.IsWindows() && folder.Exists && (folder.UnixFileMode & shared) == shared;
    }

    // Where .git is, it tells what others do not have who clone the repository; what is used does not depend on it.
    private static Diagnostic? NoteOnPlace(string found, string folder)
    {
        if (RepositoryRoot(folder) is not { } repository || IsAtOrBelow(Path.GetDirectoryName(found)!, repository))
            return null;
        return DiagnosticCatalog.AboveRepository.Create(new SourceLocation(found), found, repository);
    }

    private static bool IsAtOrBelow(string folder, string root)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (string.Equals(at.FullName, root, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
