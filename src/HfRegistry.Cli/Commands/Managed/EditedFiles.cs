using HfRegistry.Cli.Editing;
using HfRegistry.Cli.Output;
using HfRegistry.Configuration;

namespace HfRegistry.Cli.Commands.Managed;

/// <summary>A file that a command edits, in a document.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="New">Whether the file is created.</param>
/// <param name="Diff">The difference in the form of <c>git diff</c>.</param>
internal sealed record EditedFileRow(string Path, bool New, string Diff);

/// <summary>Writes the files that a command edits, and tells of them.</summary>
internal static class EditedFiles
{
    /// <summary>Writes the changes, unless nothing is to be written.</summary>
    /// <returns>The rows; or why nothing was written.</returns>
    public static Outcome<IReadOnlyList<EditedFileRow>> Write(IReadOnlyList<FileChange> changes, bool isDryRun, CommandIO io)
    {
        if (!isDryRun && FileChange.Write(changes, io.Clock) is { } problem)
            return new Outcome<IReadOnlyList<EditedFileRow>>(problem);
        var root = NearestFile.RepositoryRoot(io.Folder) ?? io.Folder;
        return new Outcome<IReadOnlyList<EditedFileRow>>([.. changes.Select(change => new EditedFileRow(TextSanitizer.Sanitize(change.Path, int.MaxValue), change.Old is null, change.Diff(root)))]);
    }

    /// <summary>Writes the differences of a dry run, else the names of the files.</summary>
    public static void WriteText(IReadOnlyList<EditedFileRow> files, bool isDryRun, CommandIO io)
    {
        foreach (var file in files)
        {
            if (isDryRun)
                WriteDiff(file, io);
            else
                io.Out.WriteLine($"{(file.New ? "Created" : "Edited")} {file.Path}");
        }
    }

    /// <summary>Writes a difference. A line may hold what nobody should send to a terminal; its tabs are indentation.</summary>
    public static void WriteDiff(EditedFileRow file, CommandIO io)
    {
        foreach (var line in file.Diff.Split('\n').SkipLast(1))
            io.Out.WriteLine(string.Join('\t', line.TrimEnd('\r').Split('\t').Select(static part => TextSanitizer.Sanitize(part, int.MaxValue))));
    }
}
