namespace HfRegistry.Files;

/// <summary>Follows symbolic links, so that the file is read and replaced and not the link.</summary>
internal static class LinkTarget
{
    /// <summary>The full path of the file that a path names in the end.</summary>
    public static string Of(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
}
