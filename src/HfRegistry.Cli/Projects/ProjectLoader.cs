using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace HfRegistry.Cli.Projects;

/// <summary>The evaluated projects of a path.</summary>
/// <param name="Projects">Those that could be evaluated, in the order of their paths.</param>
/// <param name="Diagnostics">The reasons for what is missing: errors when nothing was loaded, else warnings.</param>
internal sealed record LoadedProjects(ImmutableArray<EvaluatedProject> Projects, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Loads projects with the MSBuild of the user's SDK.</summary>
internal static class ProjectLoader
{
    /// <summary>Evaluates the projects of a path. Runs no target, and loads no task of a project.</summary>
    /// <param name="path">The absolute path of a project, a solution or a folder.</param>
    /// <param name="query">What is read of the projects.</param>
    /// <param name="cancellationToken">Cancels between projects.</param>
    public static LoadedProjects Load(string path, ProjectQuery query, CancellationToken cancellationToken)
    {
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
        return SdkLocator.Register(folder) is { } problem ? new([], [problem]) : Evaluate(path, query, cancellationToken);
    }

    // A method of its own: its types load only when it is compiled, which must be after the registration.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LoadedProjects Evaluate(string path, ProjectQuery query, CancellationToken cancellationToken)
    {
        var files = ProjectFiles.Find(path);
        var outcomes = new Outcome<EvaluatedProject>[files.Paths.Count];
        using (var evaluator = new ProjectEvaluator(query))
            Parallel.For(0, outcomes.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i => outcomes[i] = evaluator.Evaluate(files.Paths[i]));
        var diagnostics = files.Diagnostics.Concat(outcomes.SelectMany(static outcome => outcome.Diagnostics));
        ImmutableArray<EvaluatedProject> loaded = [.. outcomes.Select(static outcome => outcome.Value).OfType<EvaluatedProject>()];
        // A solution may have projects of kinds that only Visual Studio loads.
        return new(loaded, [.. loaded.IsEmpty ? diagnostics : diagnostics.CapAtWarning()]);
    }
}
