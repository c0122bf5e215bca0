using HfRegistry.Files;

namespace HfRegistry.Cli.Editing;

/// <summary>The edits of one run: each file is read once, and written once at the end.</summary>
/// <param name="root">The folder whose files may be edited.</param>
internal sealed class ProjectEdits(string root)
{
    private readonly Dictionary<string, (ProjectText Old, ProjectText New)> _files = new(StringComparer.Ordinal);

    /// <summary>Gets the changes, in the order in which the files were first edited.</summary>
    public IReadOnlyList<FileChange> Changes =>
        [.. _files.Select(static file => new FileChange(file.Key, file.Value.Old.Encode(), file.Value.New.Encode())).Where(static change => change.IsChange)];

    /// <summary>Edits a file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="edit">Returns the edited file, or null when it is another file than the one that was evaluated.</param>
    /// <returns>Why the file cannot be edited, or null.</returns>
    public Diagnostic? Edit(string path, Func<ProjectText, ProjectText?> edit)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            if (!IsWithin(root, path))
                return DiagnosticCatalog.FileOutsideRepository.Create(new SourceLocation(path), path, root);
            var loaded = ProjectText.Load(path);
            if (loaded.Value is not { } text)
                return loaded.Diagnostics[0];
            file = (text, text);
        }

        if (edit(file.New) is not { } edited)
            return DiagnosticCatalog.ProjectFileChanged.Create(new SourceLocation(path), path);
        _files[path] = file with { New = edited };
        return null;
    }

    /// <summary>Returns whether a path lies in a folder, wherever links lead.</summary>
    public static bool IsWithin(string folder, string path) =>
        Path.GetRelativePath(SymbolicLink.Resolve(folder), SymbolicLink.Resolve(path)) is var relative && !Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
}
