using System.Collections.Immutable;
using System.Text;
using HfRegistry.Files;
using HfRegistry.TestProjects;

namespace HfRegistry.Cli.Commands.NewTest;

/// <summary>Writes the files of a new project, and none over one that is there unless it is told to.</summary>
internal static class TestProjectWriter
{
    /// <summary>Writes files.</summary>
    /// <param name="folder">The absolute path of the project's folder; made when it is not there.</param>
    /// <param name="files">The files.</param>
    /// <param name="overwrite">Whether files that are there may be replaced, each in one step.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The absolute paths that were written, or what is in the way.</returns>
    public static (ImmutableArray<string> Written, Diagnostic? Problem) Write(string folder, ImmutableArray<TemplateFile> files, bool overwrite, TimeProvider time)
    {
        var paths = files.Select(file => Path.Combine(folder, file.Name)).ToImmutableArray();
        var existing = paths.Where(Path.Exists).ToList();
        if (existing.Count > 0 && !overwrite)
        {
            return ([], DiagnosticCatalog.OutputExists.Create(existing, existing.Count));
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], DiagnosticCatalog.OutputNotWritten.Create(folder, e.Message));
        }

        foreach (var (path, file) in paths.Zip(files))
        {
            if (OutputWriter.Replace(path, Encoding.UTF8.GetBytes(file.Text), time) is { } problem)
                return ([], problem);
        }

        return (paths, null);
    }
}
