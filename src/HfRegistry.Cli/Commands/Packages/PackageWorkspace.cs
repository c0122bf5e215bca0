using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using HfRegistry.Cli.Output;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Cli.Commands.Packages;

/// <summary>The options that name a store and its catalog.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string?> _store = new("--store")
    {
        Description = "The store of packages: a folder, or s3://BUCKET[/PREFIX] (by default HFREGISTRY_STORE, or the folder 'packages').",
        HelpName = "STORE",
    };

    private readonly Option<string?> _catalog = new("--catalog")
    {
        Description = "The catalog: a file of SQLite, or the connection string of a PostgreSQL database (by default HFREGISTRY_CATALOG, or a file in the store's folder).",
        HelpName = "CATALOG",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_store);
        command.Add(_catalog);
    }

    /// <summary>Returns what is named as the store, and as the catalog.</summary>
    public (string Store, string? Catalog) Of(ParseResult parsed, CommandIO io) => (
        parsed.GetValue(_store) ?? io.Variable("HFREGISTRY_STORE") ?? "packages", parsed.GetValue(_catalog) ?? io.Variable("HFREGISTRY_CATALOG"));
}

/// <summary>A store with its catalog, opened for a command.</summary>
internal sealed class PackageWorkspace : IDisposable
{
    private PackageWorkspace(IPackageStore store, ICatalog catalog, string name)
    {
        Store = store;
        Catalog = catalog;
        Name = name;
    }

    /// <summary>Gets the store.</summary>
    public IPackageStore Store { get; }

    /// <summary>Gets the catalog.</summary>
    public ICatalog Catalog { get; }

    /// <summary>Gets the store's address, for people.</summary>
    public string Name { get; }

    /// <summary>Opens a store and its catalog, and brings the catalog's tables up to date.</summary>
    /// <param name="io">The folder and the clock.</param>
    /// <param name="named">What options and variables name.</param>
    /// <param name="isCreated">Whether a folder that is missing becomes a store.</param>
    /// <param name="cancellationToken">Cancels.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    public static async Task<Outcome<PackageWorkspace>> OpenAsync(CommandIO io, (string Store, string? Catalog) named, bool isCreated, CancellationToken cancellationToken)
    {
        var isFolder = !named.Store.Contains("://", StringComparison.Ordinal);
        if ((named.Catalog ?? StoreAddress.CatalogOf(named.Store)) is not { } catalog)
            return new(DiagnosticCatalog.CatalogNotNamed.Create(named.Store));
        if (isFolder && !isCreated && !Directory.Exists(io.PathOf(named.Store)))
            return new(DiagnosticCatalog.StoreAddressInvalid.Create(named.Store, "the folder does not exist"));
        var store = StoreAddress.Open(named.Store, io.Folder);
        if (store.Value is not { } opened)
            return new(null, store.Diagnostics);
        var database = CatalogDatabase.At(catalog, io.Folder);

        // To an empty catalog every package is one that nobody knows: a sweep would remove them all.
        if (database.Value is { IsMissing: true } && !isCreated)
            database = new(DiagnosticCatalog.CatalogAddressInvalid.Create($"the file {TextSanitizer.Sanitize(catalog)} does not exist"));
        if (database.Value is { } tables && await tables.MigrateAsync(io.Clock, cancellationToken) is var refused)
        {
            if (refused is null)
                return new(new PackageWorkspace(opened, new EfCatalog(tables, io.Clock), isFolder ? io.PathOf(named.Store) : named.Store));
            database = new(refused);
        }

        opened.Dispose();
        return new(null, database.Diagnostics);
    }

    public void Dispose() => Store.Dispose();
}
