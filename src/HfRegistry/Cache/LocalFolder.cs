using HfRegistry.Files;

namespace HfRegistry.Cache;

/// <summary>A folder of the user's that holds copies of a model's files, under their own names.</summary>
internal static class LocalFolder
{
    /// <summary>Copies the files of a snapshot. A file that is the same there, by size and time, stays.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="folder">The folder, an absolute path; it need not exist.</param>
    /// <returns>The snapshot as it lies in the folder; else HFR7106.</returns>
    public static Outcome<DownloadedSnapshot> Copy(DownloadedSnapshot snapshot, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in snapshot.Selection.Files)
                Copy(Path.Combine(snapshot.Folder, LocalPath.Of(file.Path)), folder, Path.Combine(folder, LocalPath.Of(file.Path)));
            return new(snapshot with { Folder = folder });
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return new(DiagnosticCatalog.FolderNotWritten.Create(folder, refused.Message));
        }
    }

    private static void Copy(string place, string folder, string target)
    {
        var content = new FileInfo(SymbolicLink.Resolve(place));
        if (new FileInfo(target) is { Exists: true, LinkTarget: null } there && there.Length == content.Length && there.LastWriteTimeUtc == content.LastWriteTimeUtc)
            return;
        LocalPath.MakeFolders(folder, target);
        var temporary = $"{target}.{Guid.NewGuid():N}.incomplete";
        try
        {
            content.CopyTo(temporary);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
