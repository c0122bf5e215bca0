using System.Collections.Immutable;
using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Gate;

/// <summary><c>gate</c>: whether models are good enough to be let in.</summary>
internal static class GateCommand
{
    public static Command Create(CommandIO io)
    {
        var ids = new Argument<string[]>("ID") { Description = "The models.", Arity = ArgumentArity.OneOrMore };
        var options = new GateOptions();
        var source = new SourceOptions();
        var command = new Command("gate", "Judge models by their quality metrics and a policy: exit code 1 when one of them is not let in.") { ids };
        options.AddTo(command);
        source.AddTo(command);
        source.Online.Description = "Ask the Hub about every model.";
        command.WithTimeout();
        return command.WithWorkspace(io, parsed => parsed.GetValue(source.Registry), async (parsed, workspace, answer, cancellationToken) =>
        {
            var (run, settings) = (options.Demands(parsed), options.Settings(parsed, workspace, io));
            var (models, mistakes) = Read(parsed.GetValue(ids) ?? []);
            if (run.Value is null || settings.Value is null || mistakes.Length > 0)
                return answer.WriteErrors([.. run.Diagnostics, .. settings.Diagnostics, .. mistakes]);
            var policy = NetworkPolicy.Of(source.Asked(parsed), workspace.Environment);
            if (policy.Mode != ResolutionMode.Offline && workspace.SwitchProblem is { } problem)
                return answer.WriteErrors([problem]);

            using var hub = policy.Mode == ResolutionMode.Offline ? null : workspace.Connect(TimeoutOption.Of(parsed));
            var gate = new GateUseCase(workspace.ResolverOptions(policy.Mode, timeout: null), hub, io.Clock);
            return Report(await gate.RunAsync([.. models.Select(id => new GateRequest(id, MofClass: options.MofClass(parsed)))], run.Value, settings.Value, cancellationToken), answer);
        });
    }

    private static (ImmutableArray<ModelId> Ids, ImmutableArray<Diagnostic> Mistakes) Read(string[] texts)
    {
        var read = texts.Select(static text => (Text: text, Id: ModelId.TryParse(text, out var id) ? id : null)).ToList();
        return (
            [.. read.Select(static pair => pair.Id).OfType<ModelId>().Distinct()],
            [.. read.Where(static pair => pair.Id is null).Select(static pair => DiagnosticCatalog.InvalidModelId.Create(pair.Text))]);
    }

    private static int Report(ImmutableArray<JudgedModel> judged, CommandOutput answer)
    {
        var notes = judged.SelectMany(static pair => pair.Notes(null, pair.Gathered.Subject.Record?.Revision).Append(
            pair.Verdict.Subject.Score is null && !pair.Verdict.Metrics.IsEmpty
                ? DiagnosticCatalog.NotScored.Create(pair.Verdict.Subject.Id) with { Severity = Severity.Warning }
                : null)).OfType<Diagnostic>().ToList();
        answer.WriteDiagnostics(notes);
        var failed = judged.Where(static pair => !pair.Verdict.IsPassed).ToList();
        var document = new GateDocument(
            [.. judged.Select(static pair => GatedModelRow.Of(pair.Gathered, pair.Verdict))], judged.Length - failed.Count, failed.Count, [.. notes.Select(DiagnosticRow.Of)]);
        answer.Write(document, static () => GateJson.Default.GateDocument, GateText.Write);
        // What the Hub refused to tell may be good or bad: nothing is found yet.
        return judged.Any(static pair => pair.Gathered.Bug is not null) ? ExitCode.Network
            : failed.Count == 0 ? ExitCode.Done
            : failed.TrueForAll(static pair => pair.Verdict.IsOnlyUnknown && pair.Gathered.Failure is not null) ? ExitCode.Network
            : ExitCode.Findings;
    }
}
