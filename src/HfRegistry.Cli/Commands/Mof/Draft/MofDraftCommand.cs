using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Files;
using HfRegistry.Mof.Drafting;

namespace HfRegistry.Cli.Commands.Mof.Draft;

/// <summary><c>mof draft</c>: documents made of the Hub's evidence, for a person to review.</summary>
internal static class MofDraftCommand
{
    private const string DefaultFolder = "models";
    private const string NoGitHubOption = "--no-github";

    public static Command Create(CommandIO io)
    {
        var ids = new Argument<string[]>("ID") { Description = "Models to draft: owner/name.", Arity = ArgumentArity.ZeroOrMore };
        var folder = new Option<string?>("--output-dir") { Description = $"The folder that the drafts go to (by default {DefaultFolder}).", HelpName = "DIR" };
        var list = new Option<string?>("--from-file") { Description = "A file of ids, one a line; what follows a # is a comment.", HelpName = "LIST" };
        var most = new Option<int?>("--max") { Description = "Draft no more models than this, the first ones.", HelpName = "N" };
        var force = new Option<bool>("--force") { Description = "Write over documents that a person wrote or edited." };
        var noGitHub = new Option<bool>(NoGitHubOption) { Description = "Ask GitHub nothing." };
        var gitHub = GitHubEvidence.Option("Read the models' own repositories on GitHub: code by path, at a commit.");
        var interactive = new Option<bool>("--interactive") { Description = "Accept, edit or drop each component before its draft is written; needs a terminal." };
        var tokenFile = new Option<string?>("--hf-token-file") { Description = "A file that holds the Hub's token; - for standard input.", HelpName = "PATH" };
        var refused = new Option<string?>("--hf-token", "--token") { Description = "Refused: other users see a process's arguments, and shells keep them.", Hidden = true, Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("draft", "Draft a document of each model from the Hub's evidence; every part says what it rests on.")
        {
            ids, folder, list, most, force, gitHub, noGitHub, interactive, tokenFile, refused,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(gitHub) && result.GetValue(noGitHub))
                result.AddError($"{GitHubEvidence.OptionName} and {NoGitHubOption} exclude each other: give one of them.");
        });
        command.WithTimeout();
        return command.WithHandler(io, async (parsed, answer, cancellationToken) =>
        {
            if (parsed.GetResult(refused) is not null)
                return answer.WriteErrors([MofDraftToken.Refusal]);
            var asked = MofDraftList.Read(parsed.GetValue(ids) ?? [], parsed.GetValue(list) is { } file ? io.PathOf(file) : null, parsed.GetValue(most));
            if (asked.Value is not { } models)
                return answer.WriteErrors(asked.Diagnostics);
            var opened = io.OpenWorkspaceWithoutRegistry();
            if (opened.Value is not { } workspace)
                return answer.WriteErrors(opened.Diagnostics);
            answer.WriteDiagnostics(opened.Diagnostics);
            if (workspace.HubRefusal("hfregistry mof draft") is { } problem)
                return answer.WriteErrors([problem]);
            var token = MofDraftToken.Read(parsed.GetValue(tokenFile), io, workspace.Environment);
            if (token.Diagnostics.Any(static one => one.Severity == Severity.Error))
                return answer.WriteErrors(token.Diagnostics);
            answer.WriteDiagnostics(token.Diagnostics);
            if (parsed.GetValue(interactive) && !(io.IsInTerminal && io.IsErrorTerminal))
                return answer.WriteErrors([DiagnosticCatalog.InteractiveWithoutTerminal.Create()]);
            var target = io.PathOf(parsed.GetValue(folder) ?? DefaultFolder);
            if (WritableTarget.CheckFolder(target, DiagnosticCatalog.MofDraftNotWritten) is { } unwritable)
                return answer.WriteErrors([unwritable]);
            using var sources = GitHubEvidence.Connect(parsed, gitHub, io, workspace, answer);
            using var probe = parsed.GetValue(noGitHub) ? null : MofDraftProbe.Of(io);
            var options = new DraftOptions(new FolderDraftStore(target, workspace.Clock))
            {
                Force = parsed.GetValue(force),
                Probe = probe,
                Sources = sources,
                Review = parsed.GetValue(interactive) ? new MofDraftReview(io).Ask : null,
            };
            return await new MofDraftHandler(workspace, token.Value, options, TimeoutOption.Of(parsed)).RunAsync(models.Ids, answer, cancellationToken);
        });
    }
}
