using System.CommandLine;
using HfRegistry.Bom;
using HfRegistry.Cache;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands;

/// <summary>The models that a bill of materials or a notice is about: those of lock files, and those that are named.</summary>
internal sealed class BomSubjects
{
    private readonly Argument<string[]> _words = new("ID|PATH")
    {
        Description = "Models, projects, solutions, or folders whose lock files are meant (by default the lock files below the working folder).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _locks = new("--lock") { Description = "A lock file, or a folder that is searched for lock files.", HelpName = "PATH" };

    private readonly SourceOptions _source = new();

    /// <summary>Creates the subjects.</summary>
    public BomSubjects() => _source.Online.Description = "Ask the Hub about the models that are named, also for their cards, datasets and scores.";

    /// <summary>Gives a command these subjects and what it does with their models.</summary>
    /// <param name="command">The command.</param>
    /// <param name="io">The streams.</param>
    /// <param name="run">The work on the models, and what there is to tell of them; returns the exit code.</param>
    public Command AddTo(Command command, CommandIO io, Func<ParseResult, BomSource, CommandOutput, int> run)
    {
        command.Add(_words);
        command.Add(_locks);
        _source.AddTo(command);
        command.WithTimeout();
        return command.WithWorkspace(io, parsed => parsed.GetValue(_source.Registry), async (parsed, workspace, answer, cancellationToken) =>
        {
            var gathered = await GatherAsync(parsed, workspace, io, cancellationToken);
            if (gathered.Value is not { } models)
                return answer.WriteErrors(gathered.Diagnostics);
            answer.WriteDiagnostics(gathered.Diagnostics);
            return run(parsed, new BomSource(models, workspace.Environment.Endpoint, gathered.Diagnostics), answer);
        });
    }

    private async Task<Outcome<BomModels>> GatherAsync(ParseResult parsed, Workspace workspace, CommandIO io, CancellationToken cancellationToken)
    {
        var mode = NetworkSwitches.Decide(_source.Asked(parsed), workspace.Environment, ResolutionMode.Offline);
        if (mode != ResolutionMode.Offline && workspace.SwitchProblem is { } problem)
            return new(problem);
        var words = parsed.GetValue(_words) ?? [];
        var named = words.Where(static word => !BomProjects.IsProject(word)).ToLookup(word => IsPath(io, word));
        var mistakes = named[false].Where(static word => !ModelId.TryParse(word, out _)).Select(static word => DiagnosticCatalog.InvalidModelId.Create(word)).ToList();
        if (mistakes.Count > 0)
            return new(null, mistakes);

        string[] paths = [.. parsed.GetValue(_locks) ?? [], .. named[true]];
        var locks = paths.Length == 0 && words.Length > 0 ? ([], []) : LockFiles.Below(io, paths);
        var (declared, diagnostics) = (new List<ResolutionResult>(), locks.Mistakes.ToList());
        foreach (var project in words.Where(BomProjects.IsProject))
        {
            var (results, told) = await BomProjects.ResolveAsync(io.PathOf(project), workspace.Environment, workspace.Clock, cancellationToken);
            declared.AddRange(results);
            diagnostics.AddRange(told);
        }

        if (diagnostics.Exists(static diagnostic => diagnostic.Severity == Severity.Error))
            return new(null, diagnostics);
        var gathered = await new BomUseCase(workspace, mode, TimeoutOption.Of(parsed), CacheLocation.Find(io.Variable))
            .RunAsync(locks.Files, declared, [.. named[false].Select(ModelId.Parse).Distinct()], cancellationToken);
        return gathered with { Diagnostics = [.. diagnostics, .. gathered.Diagnostics] };
    }

    private static bool IsPath(CommandIO io, string word) =>
        Path.Exists(io.PathOf(word)) || word.StartsWith('.') || word.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The models of a bill of materials or a notice.</summary>
/// <param name="Models">The models.</param>
/// <param name="Endpoint">The Hub that they come from.</param>
/// <param name="Diagnostics">What there is to tell of them.</param>
internal sealed record BomSource(BomModels Models, Uri Endpoint, IReadOnlyList<Diagnostic> Diagnostics);
