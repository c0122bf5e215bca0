namespace HfRegistry.Files;

/// <summary>Follows symbolic links, so that the file is read and replaced and not the link.</summary>
internal static class SymbolicLink
{
    /// <summary>Returns the full path of the file that a path names in the end.</summary>
    public static string Resolve(string path)
    {
        var file = new FileInfo(path);

        // To resolve a file that does not exist is an error; to ask whether it is a link is not.
        return (file.LinkTarget is null ? null : file.ResolveLinkTarget(returnFinalTarget: true))?.FullName ?? file.FullName;
    }
}
