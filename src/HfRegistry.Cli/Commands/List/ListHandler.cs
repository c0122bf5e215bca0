using System.Collections.Immutable;
using HfRegistry.Cli.Output;
using HfRegistry.Cli.Projects;
using HfRegistry.Resolution;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.List;

/// <summary>Lists the models of projects.</summary>
/// <param name="io">The environment and the clock.</param>
/// <param name="isAsked">Returns whether a finding is looked for; null to list every model without findings.</param>
internal sealed class ListHandler(CommandIO io, Func<ModelFinding, bool>? isAsked)
{
    /// <summary>Gets whether the Hub is asked for the newest facts.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Gets the most time that the Hub may take, or null for the usual one.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets whether findings end the command with exit code 1.</summary>
    public bool Checks { get; init; }

    /// <summary>Lists the models of the projects of a path.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string path, CommandOutput answer, CancellationToken cancellationToken)
    {
        var environment = HfEnvironment.Read(io.Variable);
        if (IsOnline && environment.NetworkProblem is { } problem)
            return answer.WriteErrors([DiagnosticCatalog.EnvironmentValue.Create(problem)]);
        var solution = await SolutionModels.LoadAsync(path, environment, io.Clock, cancellationToken);
        if (solution.Projects.IsEmpty && solution.Diagnostics.Any(static diagnostic => diagnostic.Severity == Severity.Error))
            return answer.WriteErrors(solution.Diagnostics);
        var (findings, trouble) = await FindAsync(solution, cancellationToken);
        var unresolved = solution.Projects.SelectMany(static project => project.Models).Where(static model => model is { Result.Value: null, IsOptional: false }).ToList();
        // A build without the model fails; a list of what there is does not.
        List<Diagnostic> diagnostics = [.. solution.Diagnostics, .. unresolved.SelectMany(static model => model.Result.Diagnostics).CapAtWarning(), .. trouble];
        answer.WriteDiagnostics(diagnostics);
        var document = new ListDocument(
            [.. solution.Projects.Select(project => ProjectRow.Of(project, model => RowOf(model, findings))).Where(static row => row.Models.Count > 0)],
            solution.Projects.Length,
            [.. diagnostics.Select(DiagnosticRow.Of)]);
        answer.Write(document, static () => ListJson.Default.ListDocument, (shown, streams) => ListText.Write(shown, streams, isFiltered: isAsked is not null));
        return ExitCode.Of(diagnostics) is var code and not ExitCode.Done ? code
            : Checks && (unresolved.Count > 0 || document.Projects.Count > 0) ? ExitCode.Findings
            : ExitCode.Done;
    }

    private ListedModel? RowOf(DeclaredModel model, Dictionary<DeclaredModel, ImmutableArray<ModelFinding>> findings)
    {
        if (isAsked is null)
            return ListedModel.Of(model, findings: null);
        List<ModelFinding> asked = [.. findings.GetValueOrDefault(model, []).Where(isAsked)];
        return asked.Count > 0 ? ListedModel.Of(model, asked) : null;
    }

    private async Task<(Dictionary<DeclaredModel, ImmutableArray<ModelFinding>> Findings, List<Diagnostic> Trouble)> FindAsync(SolutionModels solution, CancellationToken cancellationToken)
    {
        var findings = new Dictionary<DeclaredModel, ImmutableArray<ModelFinding>>(ReferenceEqualityComparer.Instance);
        var trouble = new List<Diagnostic>();
        if (isAsked is null)
            return (findings, trouble);
        // Projects of one registry and configuration ask the Hub together.
        foreach (var group in solution.Projects.Where(static project => project.Options is not null).GroupBy(static project => project.Options!))
        {
            var workspace = group.First().Workspace! with { Logger = io.Log };
            var options = Timeout is { } time ? group.Key with { HubBudget = time } : group.Key with { HubBudget = LockUpdater.HubBudget };
            using var hub = IsOnline ? workspace.Connect(options.HubBudget) : null;
            List<DeclaredModel> models = [.. group.SelectMany(static project => project.Models).Where(static model => model.Result.Value is not null)];
            var found = await new ModelFindingsUseCase(options, hub, io.Clock).RunAsync([.. models.Select(static model => new ModelInUse(model.Request, model.Result.Value!))], cancellationToken);
            foreach (var (model, its) in models.Zip(found.ByModel))
                findings.Add(model, its);
            trouble.AddRange(found.Diagnostics);
        }

        return (findings, trouble);
    }
}
