using System.CommandLine;
using HfRegistry.Cli.Commands.Explain;
using HfRegistry.Cli.Commands.Types;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Find;

/// <summary><c>find</c>: the model for a type or a task, or every type's model.</summary>
internal static class FindCommand
{
    public static Command Create(CommandIO io)
    {
        var what = new Argument<string?>("TYPE|ID")
        {
            Description = "The model type or the model id; the same as --type.",
            HelpName = "TYPE|ID",
            Arity = ArgumentArity.ZeroOrOne,
            CompletionSources = { RequestOptions.TypesOf },
        };
        var request = new RequestOptions();
        var source = new SourceOptions();
        var hyphenated = new Option<bool>("--hyphenated-only") { Description = "List only the types whose names have a hyphen." };
        var command = new Command("find", "Find the model that a type stands for, or the best one for a task; without both, list every type's model.") { what };
        request.AddTo(command);
        source.AddTo(command);
        command.WithTimeout();
        command.Add(hyphenated);
        command.Validators.Add(result =>
        {
            if (result.GetValue(what) is not null && result.GetValue(request.Type) is not null)
                result.AddError("The type or id is given twice, with --type and without: give one of them.");
            if (result.GetValue(hyphenated) && (result.GetValue(what) ?? result.GetValue(request.Type)) is not null)
                result.AddError("--hyphenated-only lists types, and --type names one: give one of them.");
        });
        return command.WithWorkspace(io, parsed => parsed.GetValue(source.Registry), async (parsed, workspace, answer, cancellationToken) =>
        {
            var type = parsed.GetValue(what) ?? parsed.GetValue(request.Type);
            var raw = request.Read(parsed, type ?? "");
            return type is null && (raw.Task is null || parsed.GetValue(hyphenated))
                ? await ListAsync(workspace, raw, parsed.GetValue(hyphenated), source.Asked(parsed), answer, cancellationToken)
                : await ChooseAsync(workspace, raw, NetworkPolicy.Of(source.Asked(parsed), workspace.Environment), TimeoutOption.Of(parsed), answer, cancellationToken);
        });
    }

    private static async Task<int> ChooseAsync(
        Workspace workspace, RawRequest raw, NetworkPolicy policy, TimeSpan? timeout, CommandOutput answer, CancellationToken cancellationToken)
    {
        if (policy.Mode != ResolutionMode.Offline && workspace.SwitchProblem is { } problem)
            return answer.WriteErrors([problem]);
        var outcome = (await workspace.ResolveAsync([raw], policy.Mode, timeout, cancellationToken))[0];
        if (outcome.Value is not { } model)
            return answer.WriteErrors(outcome.Diagnostics, ResolutionExplainer.Nearest(outcome.Trace));

        answer.WriteDiagnostics(outcome.Diagnostics);
        var choice = new FindDocument(FoundModel.Of(model));
        if (raw.Include.Length == 0)
            choice = choice with { Models = [choice, .. model.Alternatives.Select(FoundModel.Of)] };
        answer.Write(choice, static () => FindJson.Default.FindDocument, FindText.WriteChoice);
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(
        Workspace workspace, RawRequest raw, bool hyphenatedOnly, ResolutionMode? asked, CommandOutput answer, CancellationToken cancellationToken)
    {
        if (asked == ResolutionMode.Online)
        {
            return answer.WriteErrors([DiagnosticCatalog.OnlineWithoutRequest.Create()]);
        }

        // Hundreds of questions do not fit into two seconds, so a listing shows the facts at hand.
        var types = workspace.Registry.Entries.Select(static entry => entry.Type).Where(type => !hyphenatedOnly || TypesCommand.IsHyphenated(type)).ToList();
        var outcomes = await workspace.ResolveAsync(types.Select(type => raw with { Include = type.Name }), ResolutionMode.Offline, timeout: null, cancellationToken);
        if (outcomes.FirstOrDefault(static outcome => outcome.Trace.Mistake == RequestMistake.InvalidWord) is { } wrong)
            return answer.WriteErrors(wrong.Diagnostics);

        var found = outcomes.Select(static outcome => outcome.Value).OfType<ResolvedModel>().Select(FoundModel.Of).ToList();
        var without = types.Where((_, i) => outcomes[i].Value is null).Select(static type => type.Name).ToList();
        answer.Write(new FindListDocument(workspace.RegistryName, found, without), static () => FindJson.Default.FindListDocument, FindText.WriteList);
        if (without.Count > 0)
            answer.WriteNote($"{without.Count} of {types.Count} types are left out: no model of theirs is known or meets the demands; `hfregistry explain TYPE` says why.");
        return found.Count > 0 || types.Count == 0 ? ExitCode.Done : ExitCode.Findings;
    }
}
