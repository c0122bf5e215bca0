namespace HfRegistry.Files;

/// <summary>Creates folders that only the user may enter.</summary>
internal static class PrivateFolder
{
    /// <summary>Creates a folder and those above it that are missing.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
