using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Configuration;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Refresh;

/// <summary><c>refresh</c>: brings the registry file up to date with the Hub.</summary>
internal static class RefreshCommand
{
    private static readonly RefreshOptionNames Names = new("--all", "--type", "--stale-only", "--since", "--shard");

    public static Command Create(CommandIO io)
    {
        var all = new Option<bool>("--all") { Description = "Refresh every type; what happens without --type and --id anyway." };
        var types = new Option<string[]>("--type", "--model-type") { Description = "Refresh this type only; may be given again.", HelpName = "TYPE" };
        var ids = new Option<string[]>("--id") { Description = "Ask for this model too; an old id is kept as a former name. May be given again.", HelpName = "ID" };
        var staleOnly = new Option<bool>("--stale-only") { Description = "Refresh only entries of the registry that are older than MAX_REGISTRY_AGE_DAYS." };
        var since = new Option<string?>("--since")
        {
            Description = "Refresh only types of the registry of which a model has changed on the Hub since then: 2026-01-31, 12h, 7d, 2w.",
            HelpName = "DATE",
        };
        var shard = new Option<string?>("--shard")
        {
            Description = "Refresh only the I-th of N parts of these types, 1/4 to 4/4; `hfregistry registry merge` joins the files of all parts.",
            HelpName = "I/N",
        };
        var fresh = new Option<bool>("--no-resume") { Description = "Ask again for what a refresh learned before it was cut off." };
        var registry = new Option<string?>("--registry")
        {
            Description = "The registry file (by default the nearest huggingface_model_types.json above the working folder, else a new one at the root of the repository).",
            HelpName = "PATH",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Ask the Hub and tell what would change, but write nothing." };
        var details = new Option<bool>("--details") { Description = "Ask one more question about each default: its card's new version and its benchmark results." };
        var scores = new Option<bool>("--scores") { Description = "Score the defaults by their quality metrics, at most 100 a run, those with the oldest scores first." };
        var command = new Command("refresh", "Ask the Hub and bring the registry file up to date; a type that fails keeps its old entry.")
        {
            all, types, ids, staleOnly, since, shard, fresh, details, scores, registry, dryRun,
        };
        command.WithTimeout();
        return command.WithWorkspace(io, async (parsed, workspace, answer, cancellationToken) =>
        {
            if (workspace.HubRefusal("hfregistry refresh") is { } problem)
                return answer.WriteErrors([problem]);
            var words = new RefreshArguments
            {
                IsAll = parsed.GetValue(all),
                Types = parsed.GetValue(types) ?? [],
                Ids = parsed.GetValue(ids) ?? [],
                IsStaleOnly = parsed.GetValue(staleOnly),
                Since = parsed.GetValue(since),
                Shard = parsed.GetValue(shard),
            };
            var read = words.Read(Names, workspace.MaxAge, io.Clock.GetUtcNow());
            if (read.Value is not { } options)
                return answer.WriteErrors(read.Diagnostics);
            var files = new RefreshFiles
            {
                Registry = parsed.GetValue(registry) is { } named ? io.PathOf(named) : NearestFile.FindOrPlace(io.Folder, RegistryFile.FileName),
                IsDryRun = parsed.GetValue(dryRun),
                IsFresh = parsed.GetValue(fresh),
            };
            var request = new RefreshRequest(options) { WithDetails = parsed.GetValue(details), WithScores = parsed.GetValue(scores) };
            return await new RefreshHandler(workspace, request, files, TimeoutOption.Of(parsed)).RunAsync(answer, cancellationToken);
        });
    }
}
