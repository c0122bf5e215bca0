using System.Collections.Immutable;

namespace HfRegistry.Cli.Projects;

/// <summary>The models that the projects of a path declare.</summary>
/// <param name="Projects">The projects that MSBuild could evaluate, those without models included.</param>
/// <param name="Diagnostics">The reasons for what is missing: errors when no project could be evaluated.</param>
internal sealed record SolutionModels(ImmutableArray<ProjectModels> Projects, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Evaluates the projects of a path and resolves their models as their builds do. Asks nobody, runs no target and writes nothing.</summary>
    /// <param name="path">The absolute path of a project, a solution or a folder.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="clock">Tells the age of facts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<SolutionModels> LoadAsync(string path, HfEnvironment environment, TimeProvider clock, CancellationToken cancellationToken)
    {
        var loaded = ProjectLoader.Load(path, ProjectResolver.Query, cancellationToken);
        var resolver = new ProjectResolver(environment, clock);
        var projects = ImmutableArray.CreateBuilder<ProjectModels>(loaded.Projects.Length);
        foreach (var project in loaded.Projects)
            projects.Add(await resolver.ResolveAsync(project, cancellationToken));
        var told = projects.SelectMany(static project => project.Diagnostics).ToList();
        return new SolutionModels(projects.MoveToImmutable(), [.. loaded.Diagnostics.Concat(told).Distinct()]);
    }
}
