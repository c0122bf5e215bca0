using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Files;
using HfRegistry.Mof.Rules;
using HfRegistry.Snapshots;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Score;

/// <summary><c>score</c>: the eight metrics and the net score of models.</summary>
internal static class ScoreCommand
{
    private const string MarkdownOption = "--markdown";
    private const string SnapshotOption = "--snapshot";
    private const string SaveOption = "--save-snapshot";

    public static Command Create(CommandIO io)
    {
        var ids = new Argument<string[]>("ID") { Description = "The models.", Arity = ArgumentArity.ZeroOrMore };
        var markdown = new Option<bool>(MarkdownOption) { Description = "Write Markdown for a pull request." };
        var explain = new Option<bool>("--explain") { Description = "Tell of every metric what it rests on." };
        var save = new Option<string?>(SaveOption) { Description = "Keep the facts in this file, to compute the scores again without the network.", HelpName = "FILE" };
        var snapshot = new Option<string?>(SnapshotOption) { Description = "Score the facts of this file instead of the Hub's; without ids, all of them.", HelpName = "FILE" };
        var gitHub = GitHubEvidence.Option("Count what the models' own repositories on GitHub show: people, code, license and tests.");
        var command = new Command("score", "Ask the Hub for the facts of models and compute eight quality metrics and a net score of each.")
        {
            ids, markdown, explain, save, snapshot, gitHub,
        };
        command.WithTimeout();
        command.Validators.Add(result =>
        {
            if (result.GetValue(markdown) && result.GetValue<bool>(CommandExtensions.JsonOption))
                result.AddError($"{MarkdownOption} and {CommandExtensions.JsonOption} exclude each other: give one of them.");
            if (result.GetValue(save) is not null && result.GetValue(snapshot) is not null)
                result.AddError($"{SaveOption} and {SnapshotOption} exclude each other: give one of them.");
            if (result.GetValue(gitHub) && result.GetValue(snapshot) is not null)
                result.AddError($"{GitHubEvidence.OptionName} and {SnapshotOption} exclude each other: a file of facts has the evidence that it was saved with.");
            if (result.GetValue(ids) is not { Length: > 0 } && result.GetValue(snapshot) is null)
                result.AddError($"name a model, or a file of facts with {SnapshotOption}.");
        });
        return command.WithWorkspace(io, async (parsed, workspace, answer, cancellationToken) =>
        {
            var texts = parsed.GetValue(ids) ?? [];
            var models = texts.Select(static text => ModelId.TryParse(text, out var id) ? id : null).OfType<ModelId>().Distinct().ToList();
            var mistakes = texts.Where(static text => !ModelId.TryParse(text, out _)).Select(static text => DiagnosticCatalog.InvalidModelId.Create(text)).ToList();
            if (mistakes.Count > 0)
                return answer.WriteErrors(mistakes);

            var handler = new ScoreHandler(answer, parsed.GetValue(explain), parsed.GetValue(markdown));
            var scoring = new ScoreUseCase(workspace.Context, workspace.Clock);
            if (parsed.GetValue(snapshot) is { } file)
            {
                var stored = scoring.Run(io.PathOf(file), models, cancellationToken);
                return stored.Value is { } result ? handler.Report(result) : answer.WriteErrors(stored.Diagnostics);
            }

            if (workspace.HubRefusal("hfregistry score") is { } problem)
                return answer.WriteErrors([problem]);
            var saveTo = parsed.GetValue(save) is { } path ? io.PathOf(path) : null;
            if (saveTo is not null && WritableTarget.Check(saveTo, DiagnosticCatalog.OutputNotWritten) is { } unwritable)
                return answer.WriteErrors([unwritable]);
            using var sources = GitHubEvidence.Connect(parsed, gitHub, io, workspace, answer);
            using var hub = workspace.Connect(TimeoutOption.Of(parsed));
            return handler.Report(await scoring.RunAsync(hub, models, saveTo, sources is null ? null : new SourceWish(sources, RepositoryFinder.NameOf), cancellationToken));
        });
    }
}
