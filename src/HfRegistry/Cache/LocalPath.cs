using System.IO.Enumeration;

namespace HfRegistry.Cache;

/// <summary>Paths of a repository as paths of this machine, below a folder that nothing leaves.</summary>
internal static class LocalPath
{
    /// <summary>Returns a path with this machine's separators.</summary>
    /// <param name="path">A path that <see cref="FileNameRules"/> has passed.</param>
    public static string Of(string path) => path.Replace('/', Path.DirectorySeparatorChar);

    /// <summary>Makes the folders of a file below a folder.</summary>
    /// <param name="root">The folder, which may itself be a link.</param>
    /// <param name="file">The file, below it.</param>
    /// <exception cref="IOException">One of the folders in between is a link: writing through it would leave the root.</exception>
    public static void MakeFolders(string root, string file)
    {
        var folder = root;
        foreach (var part in Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar))
        {
            folder = Path.Combine(folder, part);
            if (new DirectoryInfo(folder).LinkTarget is not null)
                throw new IOException($"{folder} is a symbolic link.");
        }

        Directory.CreateDirectory(folder);
    }

    /// <summary>Returns the files below a folder, links to files among them; folders that are links are not entered.</summary>
    public static IEnumerable<FileInfo> FilesBelow(string folder) => !Directory.Exists(folder) ? [] : new FileSystemEnumerable<FileInfo>(
        folder,
        static (ref FileSystemEntry entry) => (FileInfo)entry.ToFileSystemInfo(),
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
    {
        ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = static (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
    };
}
