using System.CommandLine;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands;

/// <summary>The argument that names projects.</summary>
internal static class ProjectPath
{
    /// <summary>Creates the argument.</summary>
    public static Argument<string?> Create() => new("PROJECT|SOLUTION|FOLDER")
    {
        Description = "The project, the solution, or a folder: its only solution, else its only project, else all projects below it. Default: the working folder.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Returns the absolute path that a command line names.</summary>
    public static string Of(ParseResult parsed, Argument<string?> argument, CommandIO io) => parsed.GetValue(argument) is { } named ? io.PathOf(named) : io.Folder;

    /// <summary>Returns a path for people: relative to the working folder where it lies below it.</summary>
    public static string Shown(string path, CommandIO io)
    {
        var relative = Path.GetRelativePath(io.Folder, path);
        return TextSanitizer.Sanitize(relative.StartsWith("..", StringComparison.Ordinal) ? path : relative, int.MaxValue);
    }
}
