using System.Collections.Immutable;
using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.UseCases;
using HfRegistry.Verification;

namespace HfRegistry.Cli.Commands.Verify;

/// <summary><c>verify</c>: asks the Hub whether models are what they are taken for.</summary>
internal static class VerifyCommand
{
    private const int LongestLibrary = 96;

    public static Command Create(CommandIO io)
    {
        var ids = new Argument<string[]>("ID") { Description = "The models, as owner/name.", Arity = ArgumentArity.ZeroOrMore };
        var request = new RequestOptions();
        request.Task.Description = "The task that each has to do (`hfregistry tasks` lists them).";
        request.Framework.Description = "The framework or weight format that each has to have weights for.";
        var library = new Option<string?>("--library") { Description = "The library that has to load each, as the Hub names it (by default the model's own).", HelpName = "NAME" };
        var registry = new Option<string?>("--registry")
        {
            Description = "Verify every default of the registry too: of this file, else of the nearest one, else of the embedded registry.",
            HelpName = "PATH",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("verify", "Ask the Hub whether models exist, can be had, do a task and can be loaded safely.")
        {
            ids, request.Task, request.Framework, library, registry,
        };
        command.WithTimeout();
        command.Validators.Add(result =>
        {
            if (result.GetValue(ids) is not { Length: > 0 } && result.GetResult(registry) is null)
                result.AddError("Nothing to verify: name a model, or give --registry for every default.");
        });
        return command.WithWorkspace(io, parsed => parsed.GetValue(registry), async (parsed, workspace, answer, cancellationToken) =>
        {
            if (workspace.HubRefusal("hfregistry verify") is { } problem)
                return answer.WriteErrors([problem]);
            var (demands, mistakes) = Read(parsed.GetValue(request.Task), parsed.GetValue(request.Framework), parsed.GetValue(library), workspace);
            var (named, unreadable) = Named(parsed.GetValue(ids) ?? [], demands, workspace);
            if (mistakes.Count + unreadable.Count > 0)
                return answer.WriteErrors([.. mistakes, .. unreadable]);
            var defaults = parsed.GetResult(registry) is null ? [] : Defaults(demands, workspace);
            return await VerifyAsync(workspace, named, defaults, TimeoutOption.Of(parsed), answer, cancellationToken);
        });
    }

    private static async Task<int> VerifyAsync(
        Workspace workspace, IReadOnlyList<VerificationRequest> named, IReadOnlyList<VerificationRequest> defaults, TimeSpan? timeout, CommandOutput answer, CancellationToken cancellationToken)
    {
        using var hub = workspace.Connect(timeout);
        var requests = named.Concat(defaults).ToList();
        var verified = await ProgressView.RunAsync<int, ImmutableArray<ModelVerification>>(
            answer.IO, (done, elapsed) => ProgressStep.Of(done, requests.Count, "models asked", elapsed),
            progress => new ModelVerifier(hub, workspace.Context).VerifyAsync(requests, progress, cancellationToken));
        var unknown = verified.Where(static one => one.Trouble is not null).ToList();
        Diagnostic[] diagnostics = unknown.Count == 0 ? [] : [HubDiagnostics.Of(unknown[0].Trouble!, Consequence.ModelsNotVerified, unknown.Count, verified.Length)];
        answer.WriteDiagnostics(diagnostics);
        var document = new VerifyDocument
        {
            Registry = workspace.RegistryName,
            Models = [.. verified.Select(VerifiedRow.Of)],
            Passed = verified.Count(static one => one.Verdict == CheckVerdict.Passed),
            Failed = verified.Count(static one => one.Verdict == CheckVerdict.Failed),
            Unknown = verified.Count(static one => one.Verdict == CheckVerdict.Unknown),
            Requests = hub.RequestCount,
            Diagnostics = [.. diagnostics.Select(DiagnosticRow.Of)],
        };
        answer.Write(document, static () => VerifyJson.Default.VerifyDocument, (shown, io) => VerifyText.Write(shown, named.Count, io));
        // What is missing outweighs what was found: only a complete answer says that nothing else is wrong.
        return unknown.Count > 0 ? ExitCode.Network : document.Failed > 0 ? ExitCode.Findings : ExitCode.Done;
    }

    private static (FitnessDemands Demands, IReadOnlyList<Diagnostic> Mistakes) Read(string? task, string? framework, string? library, Workspace workspace)
    {
        var context = workspace.Context;
        var mistakes = new List<Diagnostic>();
        var demands = new FitnessDemands
        {
            Task = Named(task, context.FindTask, DiagnosticCatalog.UnknownTask, context.Tasks, mistakes),
            Framework = Named(framework, Frameworks.Find, DiagnosticCatalog.UnknownFramework, Frameworks.All, mistakes),
            Library = library?.Trim() is { Length: > 0 } name ? name : null,
        };
        if (demands.Library is { } word && (word.Length > LongestLibrary || !word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')))
            mistakes.Add(DiagnosticCatalog.InvalidValue.Create("Library", word, "the Hub's library_name, such as transformers"));
        return (demands, mistakes);
    }

    private static string? Named(
        string? text, Func<string, string?> find, DiagnosticDescriptor unknown, IEnumerable<string> names, List<Diagnostic> mistakes)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var found = find(text.Trim());
        if (found is null)
            mistakes.Add(unknown.Create(text, Spelling.DidYouMean(text.Trim(), names)));
        return found;
    }

    private static (IReadOnlyList<VerificationRequest> Requests, IReadOnlyList<Diagnostic> Mistakes) Named(
        string[] texts, FitnessDemands demands, Workspace workspace)
    {
        var read = texts.Select(static text => (Text: text, Id: ModelId.TryParse(text, out var id) ? id : null)).ToList();
        return (
            [.. read.Select(static word => word.Id).OfType<ModelId>().Distinct().Select(id => new VerificationRequest(id, demands) { Known = KnownOf(id, workspace) })],
            [.. read.Where(static word => word.Id is null).Select(static word => DiagnosticCatalog.InvalidModelId.Create(word.Text))]);
    }

    private static IReadOnlyList<VerificationRequest> Defaults(FitnessDemands demands, Workspace workspace) =>
        [.. workspace.Registry.Entries.Where(static entry => entry.DefaultModel is not null)
            .Select(entry => new VerificationRequest(entry.DefaultModel!, demands) { Type = entry.Type, Known = entry.Find(entry.DefaultModel!) })];

    private static ModelRecord? KnownOf(ModelId id, Workspace workspace) =>
        workspace.Known.FindKnownAs(id)?.Model;
}
