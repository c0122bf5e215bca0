using System.Collections.Immutable;
using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Configuration;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.UseCases;

namespace HfRegistry.Cli.Commands.Mof;

/// <summary>The context of the commands for documents: the files, the schema and the severity of each rule.</summary>
internal sealed record MofWorkspace(ImmutableArray<string> Paths, ValidateUseCase Validation)
{
    /// <summary>Returns the argument <c>PATH…</c>.</summary>
    public static Argument<string[]> PathArgument() => new("PATH")
    {
        Description = "Documents, folders that hold some, or globs such as models/**/*.yml.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Opens what a command line names.</summary>
    /// <param name="io">The folder and the clock.</param>
    /// <param name="paths">The paths as they were written.</param>
    /// <param name="schemaPath">What <c>--schema</c> names, or null for the schema that is built in.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Outcome<MofWorkspace>> OpenAsync(CommandIO io, IEnumerable<string> paths, string? schemaPath, CancellationToken cancellationToken)
    {
        var (files, problems) = MofPaths.Expand(paths, io.Folder);
        if (!problems.IsEmpty)
            return new(null, problems);
        var configuration = FoundConfiguration.Read(io.Folder);
        if (configuration.Value is not { } found)
            return new(null, configuration.Diagnostics);
        var validation = await ValidateUseCase.OpenAsync(found.Value, schemaPath is null ? null : io.PathOf(schemaPath), io.Clock, cancellationToken);
        return validation.Value is { } opened ? new(new MofWorkspace(files, opened), [.. configuration.Diagnostics, .. found.Notes]) : new(null, validation.Diagnostics);
    }

    /// <summary>Returns a path as people and machines that look at the working folder know it: relative to it, with slashes; absolute when it lies elsewhere.</summary>
    public static string Shown(CommandIO io, string path)
    {
        var relative = Path.GetRelativePath(io.Folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative.Replace(Path.DirectorySeparatorChar, '/');
    }
}
