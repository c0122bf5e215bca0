#if !HF_IMAGE
using HfRegistry.Cli.Projects;
#endif
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Commands;

/// <summary>The models of projects and solutions, as their builds resolve them. The container image has no SDK to evaluate them with.</summary>
internal static class BomProjects
{
    /// <summary>Returns whether a word names a project or a solution.</summary>
    public static bool IsProject(string word) =>
        Path.GetExtension(word) is var ending && (ending.EndsWith("proj", StringComparison.OrdinalIgnoreCase) || ending.Equals(".sln", StringComparison.OrdinalIgnoreCase) || ending.Equals(".slnx", StringComparison.OrdinalIgnoreCase) || ending.Equals(".slnf", StringComparison.OrdinalIgnoreCase));

    /// <summary>Resolves the models of a project or a solution.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="clock">Tells the age of facts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The results, and what is wrong with the projects.</returns>
#if HF_IMAGE
    public static Task<(IReadOnlyList<ResolutionResult> Results, IReadOnlyList<Diagnostic> Diagnostics)> ResolveAsync(string path, HfEnvironment environment, TimeProvider clock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<(IReadOnlyList<ResolutionResult>, IReadOnlyList<Diagnostic>)>(([], [DiagnosticCatalog.NotInImage.Create($"bom {Path.GetFileName(path)}")]));
    }
#else
    public static async Task<(IReadOnlyList<ResolutionResult> Results, IReadOnlyList<Diagnostic> Diagnostics)> ResolveAsync(string path, HfEnvironment environment, TimeProvider clock, CancellationToken cancellationToken)
    {
        var solution = await SolutionModels.LoadAsync(path, environment, clock, cancellationToken);
        return ([.. solution.Projects.SelectMany(static project => project.Models).Where(static model => model.Result.Value is not null || !model.IsOptional).Select(static model => model.Result)], solution.Diagnostics);
    }
#endif
}
