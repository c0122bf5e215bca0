using Microsoft.Build.Construction;
using Microsoft.Build.Exceptions;

namespace HfRegistry.Cli.Projects;

/// <summary>The project files that a path stands for.</summary>
/// <param name="Paths">Their absolute paths, each once.</param>
/// <param name="Diagnostics">The reasons for what is missing.</param>
internal sealed record ProjectFiles(IReadOnlyList<string> Paths, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Folders that hold no project of one's own.</summary>
    private static readonly string[] Skipped = ["bin", "obj", "node_modules"];

    private static readonly string[] SolutionExtensions = [".sln", ".slnx", ".slnf"];

    /// <summary>Returns the projects of a path: a project, a solution, or a folder, which stands for its only solution, else its only project, else all projects below it.</summary>
    /// <param name="path">The absolute path.</param>
    public static ProjectFiles Find(string path) =>
        Directory.Exists(path) ? InFolder(path)
        : !File.Exists(path) ? new([], [DiagnosticCatalog.NoSuchPath.Create(path)])
        : IsSolution(path) ? InSolution(path)
        : IsProject(path) ? new([path], [])
        : new([], [DiagnosticCatalog.NotAProject.Create(path)]);

    private static ProjectFiles InFolder(string folder)
    {
        string[] here = [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { IgnoreInaccessible = true }).Order(StringComparer.Ordinal)];
        if (here.Where(IsSolution).ToList() is [var solution])
            return InSolution(solution);
        if (here.Where(IsProject).ToList() is [var project])
            return new([project], []);
        List<string> below = [.. Below(folder)];
        return new(below, below.Count > 0 ? [] : [DiagnosticCatalog.NoProject.Create(folder)]);
    }

    private static IEnumerable<string> Below(string folder)
    {
        var quiet = new EnumerationOptions { IgnoreInaccessible = true };
        var folders = new DirectoryInfo(folder).EnumerateDirectories("*", quiet)
            .Where(static inner => inner.LinkTarget is null && inner.Name[0] != '.' && !Skipped.Contains(inner.Name)).OrderBy(static inner => inner.Name, StringComparer.Ordinal);
        return [.. Directory.EnumerateFiles(folder, "*", quiet).Where(IsProject).Order(StringComparer.Ordinal), .. folders.SelectMany(static inner => Below(inner.FullName))];
    }

    private static ProjectFiles InSolution(string path)
    {
        try
        {
            var projects = SolutionFile.Parse(path).ProjectsInOrder.Where(static project => project.ProjectType != SolutionProjectType.SolutionFolder)
                .Select(static project => Path.GetFullPath(project.AbsolutePath)).Where(IsProject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToLookup(File.Exists);
            return new([.. projects[true]], [.. projects[false].Select(missing => DiagnosticCatalog.ProjectOfSolutionMissing.Create(new SourceLocation(path), missing))]);
        }
        catch (InvalidProjectFileException invalid)
        {
            return new([], [DiagnosticCatalog.SolutionNotRead.Create(new SourceLocation(path, invalid.LineNumber, invalid.ColumnNumber), FirstLine(invalid.BaseMessage))]);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return new([], [DiagnosticCatalog.SolutionNotRead.Create(new SourceLocation(path), failed.Message)]);
        }
    }

    // A stack trace may follow.
    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];

    private static bool IsSolution(string path) => SolutionExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    // As `dotnet build` has it.
    private static bool IsProject(string path) => Path.GetExtension(path).EndsWith("proj", StringComparison.OrdinalIgnoreCase);
}
