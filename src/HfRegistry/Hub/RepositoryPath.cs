namespace HfRegistry.Hub;

/// <summary>The rules for paths in a repository.</summary>
internal static class RepositoryPath
{
    private const int MaxLength = 1_024;

    /// <summary>
    /// Returns whether a path is one of a repository and no trap when it is read as a path of any system: relative, on one line, without
    /// dot segments, which an address would not keep either.
    /// </summary>
    public static bool IsPossible(string path) =>
        path.Length is > 0 and <= MaxLength && !path.Any(char.IsControl)
        && !path.StartsWith('/') && !path.StartsWith('\\') && !(path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]))
        && !path.Split('/', '\\').Any(segment => segment is "." or "..");
}
