using System.CommandLine;
using HfRegistry.Cache;
using HfRegistry.Cli.Commands.Packages;
using HfRegistry.Cli.Output;
using HfRegistry.Configuration;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Selection;

namespace HfRegistry.Cli.Commands.Ingest;

/// <summary><c>ingest</c>: turns models and datasets of the Hub into packages of a store, in this process.</summary>
internal static class IngestCommand
{
    private const string FromFileOption = "--from-file";

    public static Command Create(CommandIO io)
    {
        var ids = new Argument<string[]>("ID") { Description = "The models, as owner/name; a dataset as datasets/owner/name.", Arity = ArgumentArity.ZeroOrMore };
        var version = new Option<string?>("--version") { Description = "The version of the packages (by default 1.0.0), or 'auto' for the one that the repository has by itself.", HelpName = "VERSION" };
        var store = new StoreOptions();
        var policy = new Option<string?>("--policy") { Description = "A policy file in place of the gate section of hfregistry.json.", HelpName = "FILE" };
        var fromFile = new Option<string?>(FromFileOption) { Description = "A list of ids, one to a line; a version may follow an id.", HelpName = "FILE" };
        var layout = new Option<PackageLayout>("--layout") { Description = "Store one archive for each package, or each file once ('files').", HelpName = "package|files" };
        var command = new Command("ingest", "Score, gate, download, verify, package and store models: exit code 1 when one of them is not let in.") { ids, version };
        store.AddTo(command);
        foreach (var option in (Option[])[policy, fromFile, layout])
            command.Add(option);
        command.WithDownloadSwitches();
        command.Validators.Add(result =>
        {
            if (result.GetValue(ids) is not { Length: > 0 } && result.GetValue(fromFile) is null)
                result.AddError($"name a model, or a list of them with {FromFileOption}.");
        });
        return command.WithWorkspace(io, async (parsed, workspace, output, cancellationToken) =>
        {
            var read = IngestTargets.Read(parsed.GetValue(ids) ?? [], parsed.GetValue(fromFile) is { } list ? io.PathOf(list) : null, parsed.GetValue(version));
            if (read.Value is not { } targets)
                return output.WriteErrors(read.Diagnostics);
            var settings = parsed.GetValue(policy) is { } file ? ConfigurationFile.LoadPolicy(io.PathOf(file)) : new Outcome<GateSettings>(workspace.Context.Configuration.Gate);
            if (settings.Value is not { } gate)
                return output.WriteErrors(settings.Diagnostics);
            if (workspace.HubRefusal("hfregistry ingest") is { } refusal)
                return output.WriteErrors([refusal]);
            var root = CacheWorkspace.FindRoot(io, parsed.CacheFolder());
            if (root.Value is not { } folder)
                return output.WriteErrors(root.Diagnostics);
            var opened = await PackageWorkspace.OpenAsync(io, store.Of(parsed, io), isCreated: true, cancellationToken);
            if (opened.Value is not { } packages)
                return output.WriteErrors(opened.Diagnostics);
            using (packages)
            {
                using var hub = workspace.Connect(TimeoutOption.Of(parsed));
                var options = new IngestOptions
                {
                    Cache = DownloadSwitches.Apply(parsed, new DownloadOptions { Root = folder, ForbidsLinks = HfEnvironment.IsTruthy(io.Variable("HF_HUB_DISABLE_SYMLINKS")) }),
                    Endpoint = workspace.Environment.Endpoint,
                    Context = new SelectionContext(workspace.Context.Configuration with { Gate = gate }),
                    Layout = parsed.GetValue(layout),
                };
                var engine = new IngestionEngine(options, hub, packages.Store, packages.Catalog, io.Clock);
                return await new IngestHandler(engine, packages, output, parsed.IsQuiet()).RunAsync(targets, cancellationToken);
            }
        });
    }
}
