using System.CommandLine;
using HfRegistry.Files;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Verbs;

/// <summary><c>refresh</c>: brings the registry file up to date with the Hub.</summary>
internal static class RefreshVerb
{
    public static Command Create(CommandIO io)
    {
        var types = new Option<string[]>("--type", "--model-type") { Description = "Refresh this type only; may be given again.", HelpName = "TYPE" };
        var ids = new Option<string[]>("--id") { Description = "Ask for this model too; an old id is kept as a former name. May be given again.", HelpName = "ID" };
        var registry = new Option<string?>("--registry")
        {
            Description = "The registry file (by default the nearest huggingface_model_types.json up to the repository root, else a new one there).",
            HelpName = "PATH",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Ask the Hub and tell what would change, but write nothing." };
        var details = new Option<bool>("--details") { Description = "Ask one more question about each default: its card's new version and its benchmark results." };
        var command = new Command("refresh", "Ask the Hub and bring the registry file up to date; a type that fails keeps its old entry.")
        {
            types, ids, registry, dryRun, details,
        };
        return command.Does(io, async (parsed, answer, cancellationToken) =>
        {
            var opened = Workspace.OpenWithoutRegistry(io);
            if (opened.Value is not { } workspace)
                return answer.Fail(opened.Diagnostics);
            answer.Tell(opened.Diagnostics);
            if (NetworkSwitches.BanOn("hfregistry refresh", workspace.Environment) is { } ban)
                return answer.Fail([ban]);
            if (workspace.SwitchProblem is { } problem)
                return answer.Fail([problem]);
            var (options, mistakes) = Read(parsed.GetValue(types) ?? [], parsed.GetValue(ids) ?? [], workspace.MaxAge);
            if (mistakes.Count > 0)
                return answer.Fail(mistakes);
            var path = parsed.GetValue(registry) is { } named ? io.PathOf(named) : NearestFile.FindOrPlace(io.Folder, RegistryFile.FileName);
            return await new RefreshRun(workspace, options, path, parsed.GetValue(dryRun), parsed.GetValue(details)).RunAsync(answer, cancellationToken);
        });
    }

    private static (RefreshOptions Options, IReadOnlyList<Diagnostic> Mistakes) Read(string[] types, string[] ids, TimeSpan maxAge)
    {
        var typesRead = types.Select(static text => (Text: text, Value: ModelType.TryParse(text, out var type) ? type : null)).ToList();
        var idsRead = ids.Select(static text => (Text: text, Value: ModelId.TryParse(text, out var id) ? id : null)).ToList();
        Diagnostic[] mistakes =
        [
            .. typesRead.Where(static read => read.Value is null).Select(static read => DiagnosticCatalogue.InvalidValue.Says(
                $"'{Printable.Of(read.Text)}' is no model type: write the Hub's config.model_type.")),
            .. idsRead.Where(static read => read.Value is null).Select(static read => DiagnosticCatalogue.InvalidValue.Says(
                $"'{Printable.Of(read.Text)}' is no model id: write owner/name.")),
        ];
        var options = new RefreshOptions
        {
            Types = [.. typesRead.Select(static read => read.Value).OfType<ModelType>()],
            Ids = [.. idsRead.Select(static read => read.Value).OfType<ModelId>()],
            MaxAge = maxAge,
        };
        return (options, mistakes);
    }
}
