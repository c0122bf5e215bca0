using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Ingestion;

namespace HfRegistry.Cli.Commands.Packages;

/// <summary><c>packages</c>: lists, shows, exports and removes the packages of a store. None of it asks the Hub.</summary>
internal static class PackagesCommand
{
    public static Command Create(CommandIO io) => new("packages", "List, show, export or remove the packages that 'ingest' stored.") { List(io), Show(io), Export(io), Remove(io), Sweep(io) };

    private static Command List(CommandIO io)
    {
        var filter = new Argument<string?>("TEXT") { Description = "Part of an id, in any case (by default all packages).", Arity = ArgumentArity.ZeroOrOne };
        return WithStore(io, new Command("list", "List packages, newest first.") { filter }, (parsed, workspace, output, token) =>
            new PackagesHandler(workspace, io, output).ListAsync(parsed.GetValue(filter), token));
    }

    private static Command Show(CommandIO io)
    {
        var (id, version) = (Id(), Version("The version (by default the one that was ingested last)."));
        return WithStore(io, new Command("show", "Show a package: its files, licenses, scores and verdict.") { id, version }, (parsed, workspace, output, token) =>
            Read(parsed.GetValue(id)!, parsed.GetValue(version), output, (address, wanted) => new PackagesHandler(workspace, io, output).ShowAsync(address, wanted, token)));
    }

    private static Command Export(CommandIO io)
    {
        var (id, version) = (Id(), Version("The version (by default the one that was ingested last)."));
        var file = new Option<string?>("--output") { Description = "The file to write (by default OWNER--NAME-VERSION.zip in the working folder).", HelpName = "FILE" };
        return WithStore(io, new Command("export", "Write the archive of a package to a file, and verify its hash.") { id, version, file }, (parsed, workspace, output, token) =>
            Read(parsed.GetValue(id)!, parsed.GetValue(version), output, (address, wanted) => new PackagesHandler(workspace, io, output).ExportAsync(address, wanted, parsed.GetValue(file), token)));
    }

    private static Command Remove(CommandIO io)
    {
        var (id, version) = (Id(), Version("The version."));
        version.Required = true;
        return WithStore(io, new Command("remove", "Remove a package from the catalog and from the store.") { id, version }, (parsed, workspace, output, token) =>
            Read(parsed.GetValue(id)!, parsed.GetValue(version), output, (address, wanted) => new PackagesHandler(workspace, io, output).RemoveAsync(address, wanted!, token)));
    }

    private static Command Sweep(CommandIO io)
    {
        const string MinAge = "--min-age";
        var age = new Option<string?>(MinAge) { Description = "Leave what is younger: it may belong to a run that is still going on (by default 24h).", HelpName = "TIME" };
        age.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && text != "0" && !DurationText.TryParse(text, out _))
                result.AddError($"{MinAge} is '{TextSanitizer.Sanitize(text)}': write {DurationText.Form}.");
        });
        var dryRun = new Option<bool>("--dry-run") { Description = "List what would be removed, and remove nothing." };
        return WithStore(io, new Command("gc", "Remove what interrupted runs and removed packages left in the store.") { age, dryRun }, (parsed, workspace, output, token) =>
        {
            var minAge = parsed.GetValue(age) is not { } text ? TimeSpan.FromDays(1) : DurationText.TryParse(text, out var time) ? time : TimeSpan.Zero;
            return new PackagesHandler(workspace, io, output).SweepAsync(minAge, parsed.GetValue(dryRun), token);
        });
    }

    private static Argument<string> Id() => new("ID") { Description = "The model, as owner/name, or a dataset, as datasets/owner/name." };

    private static Option<string?> Version(string description) => new("--version") { Description = description, HelpName = "VERSION" };

    private static Command WithStore(CommandIO io, Command command, Func<ParseResult, PackageWorkspace, CommandOutput, CancellationToken, Task<int>> run)
    {
        var options = new StoreOptions();
        options.AddTo(command);
        return command.WithHandler(io, async (parsed, output, cancellationToken) =>
        {
            var opened = await PackageWorkspace.OpenAsync(io, options.Of(parsed, io), isCreated: false, cancellationToken);
            if (opened.Value is not { } workspace)
                return output.WriteErrors(opened.Diagnostics);
            using (workspace)
                return await run(parsed, workspace, output, cancellationToken);
        });
    }

    private static Task<int> Read(string id, string? version, CommandOutput output, Func<RepositoryAddress, PackageVersion?, Task<int>> run)
    {
        if (!RepositoryAddress.TryParse(id, out var address))
            return Task.FromResult(output.WriteErrors([DiagnosticCatalog.InvalidModelId.Create(id)]));
        PackageVersion? wanted = null;
        return version is not null && !PackageVersion.TryParse(version, out wanted)
            ? Task.FromResult(output.WriteErrors([DiagnosticCatalog.PackageVersionInvalid.Create(version)]))
            : run(address, wanted);
    }
}
