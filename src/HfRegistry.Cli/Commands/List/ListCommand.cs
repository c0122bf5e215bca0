using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.List;

/// <summary><c>list</c>: the models that projects declare, and what is to be known of them.</summary>
internal static class ListCommand
{
    public static Command Create(CommandIO io)
    {
        var path = ProjectPath.Create();
        var outdated = new Option<bool>("--outdated")
        {
            Description = "List only the models that are gone, renamed, superseded, at an old commit, or no longer what the request resolves to.",
        };
        var gated = new Option<bool>("--gated") { Description = "List only the models whose terms must be accepted on the Hub." };
        var unsafeFormats = new Option<bool>("--vulnerable-formats") { Description = "List only the models whose weights are pickle files, which run code when they are loaded." };
        var check = new Option<bool>("--check") { Description = "End with exit code 1 when the list is not empty, or a model cannot be resolved." };
        var online = new Option<bool>("--online") { Description = "Compare with the Hub instead of the registry." };
        var command = new Command("list", "List the models that projects declare.") { path, outdated, gated, unsafeFormats, check, online };
        command.WithTimeout();
        command.Validators.Add(result =>
        {
            if (result.GetValue(online) && !result.GetValue(outdated) && !result.GetValue(gated) && !result.GetValue(unsafeFormats))
                result.AddError("--online compares with the Hub: add --outdated, --gated or --vulnerable-formats.");
            if (result.GetValue(check) && !result.GetValue(outdated) && !result.GetValue(gated) && !result.GetValue(unsafeFormats))
                result.AddError("--check needs something to look for: add --outdated, --gated or --vulnerable-formats.");
        });
        return command.WithHandler(io, (parsed, answer, cancellationToken) =>
        {
            bool IsAsked(ModelFinding finding) => finding.Kind switch
            {
                ModelFindingKind.Gated => parsed.GetValue(gated),
                ModelFindingKind.UnsafeFormat => parsed.GetValue(unsafeFormats),
                _ => parsed.GetValue(outdated),
            };
            var filters = parsed.GetValue(outdated) || parsed.GetValue(gated) || parsed.GetValue(unsafeFormats);
            return new ListHandler(io, filters ? IsAsked : null) { IsOnline = parsed.GetValue(online), Timeout = TimeoutOption.Of(parsed), Checks = parsed.GetValue(check) }
                .RunAsync(ProjectPath.Of(parsed, path, io), answer, cancellationToken);
        });
    }
}
