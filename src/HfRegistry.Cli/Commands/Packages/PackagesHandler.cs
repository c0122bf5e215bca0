using HfRegistry.Cli.Output;
using HfRegistry.Files;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Packaging;
using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Cli.Commands.Packages;

/// <summary>The work of the <c>packages</c> commands.</summary>
internal sealed class PackagesHandler(PackageWorkspace workspace, CommandIO io, CommandOutput output)
{
    private const int PageSize = 500;

    public async Task<int> ListAsync(string? text, CancellationToken cancellationToken)
    {
        var packages = new List<CatalogPackage>();
        for (var total = 1; packages.Count < total;)
        {
            var listed = await workspace.Catalog.ListAsync(new PackageQuery(TenantName.Default) { IdContains = text, Offset = packages.Count, Limit = PageSize }, cancellationToken);
            if (listed.Value is not { } page)
                return output.WriteErrors(listed.Diagnostics);
            packages.AddRange(page.Packages);
            total = page.Packages.Count == 0 ? 0 : page.Total;
        }

        output.Write(PackageListDocument.Of(workspace.Name, packages), static () => PackagesJson.Default.PackageListDocument, PackagesText.WriteList);
        return ExitCode.Done;
    }

    public async Task<int> ShowAsync(RepositoryAddress address, PackageVersion? version, CancellationToken cancellationToken)
    {
        var found = await FindAsync(address, version, cancellationToken);
        if (found.Value is not { } package)
            return output.WriteErrors(found.Diagnostics);
        if (PackageManifest.Read(System.Text.Encoding.UTF8.GetBytes(package.Manifest)) is not { } manifest)
            return output.WriteErrors([DiagnosticCatalog.PackageNotRead.Create(address, "its manifest cannot be read")]);
        output.Write(new PackageDocument(PackageRow.Of(package), manifest), static () => PackagesJson.Default.PackageDocument, PackagesText.WritePackage);
        return ExitCode.Done;
    }

    public async Task<int> ExportAsync(RepositoryAddress address, PackageVersion? version, string? file, CancellationToken cancellationToken)
    {
        var found = await FindAsync(address, version, cancellationToken);
        if (found.Value is not { } package)
            return output.WriteErrors(found.Diagnostics);
        var path = io.PathOf(file ?? $"{package.Key.Id.ToString().Replace("/", "--", StringComparison.Ordinal)}-{package.Key.Version}.zip");
        if (WritableTarget.Check(path, DiagnosticCatalog.PackageNotWritten) is { } unwritable)
            return output.WriteErrors([unwritable]);
        if (await PackageExport.WriteAsync(new PackageReader(workspace.Store), package, path, cancellationToken) is { } failed)
            return output.WriteErrors([failed]);
        output.Write(
            new ExportedDocument(PackageRow.Of(package), TextSanitizer.Sanitize(path, int.MaxValue)), static () => PackagesJson.Default.ExportedDocument, static (shown, io) => io.Out.WriteLine(shown.Path));
        return ExitCode.Done;
    }

    public async Task<int> RemoveAsync(RepositoryAddress address, PackageVersion version, CancellationToken cancellationToken)
    {
        var removed = await workspace.Catalog.RemoveAsync(KeyOf(address, version), cancellationToken);
        if (removed.Error is { } failed)
            return output.WriteErrors([failed]);
        if (removed.Value is not { } gone)
            return output.WriteErrors([DiagnosticCatalog.PackageNotFound.Create($"{address} {version}")]);

        // The row is gone: what the store keeps now, the next sweep removes.
        foreach (var orphan in gone.Orphans)
        {
            var still = await workspace.Catalog.FindOrphansAsync([orphan], cancellationToken);
            if (still.Value is not { } free)
                return output.WriteErrors(still.Diagnostics);
            if (free.Count == 0)
                continue;
            if (await workspace.Store.DeleteAsync(orphan, cancellationToken) is { } refused)
                return output.WriteErrors([refused]);
        }

        output.Write(
            new RemovedDocument(PackageRow.Of(gone.Package), gone.Orphans.Count), static () => PackagesJson.Default.RemovedDocument,
            static (shown, io) => io.Out.WriteLine($"Removed {shown.Package.Id} {shown.Package.Version}."));
        return ExitCode.Done;
    }

    public async Task<int> SweepAsync(TimeSpan minAge, bool isDryRun, CancellationToken cancellationToken)
    {
        var swept = await new PackageSweep(workspace.Store, workspace.Catalog, io.Clock).RunAsync(TenantName.Default, minAge, isDryRun, cancellationToken);
        if (swept.Value is not { } result)
            return output.WriteErrors(swept.Diagnostics);
        output.Write(SweptDocument.Of(workspace.Name, result, isDryRun), static () => PackagesJson.Default.SweptDocument, PackagesText.WriteSwept);
        return ExitCode.Done;
    }

    private static PackageKey KeyOf(RepositoryAddress address, PackageVersion version) => new(TenantName.Default, address.Kind, address.Id, version);

    private async Task<Outcome<CatalogPackage>> FindAsync(RepositoryAddress address, PackageVersion? version, CancellationToken cancellationToken)
    {
        var found = version is null
            ? await workspace.Catalog.FindNewestAsync(TenantName.Default, address.Kind, address.Id, cancellationToken)
            : await workspace.Catalog.FindAsync(KeyOf(address, version), cancellationToken);
        return found switch
        {
            { Value: { } package } => new(package),
            { Error: { } failed } => new(failed),
            _ => new(DiagnosticCatalog.PackageNotFound.Create(version is null ? address.ToString() : $"{address} {version}")),
        };
    }
}
