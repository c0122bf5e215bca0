using System.Data.Common;
using HfRegistry.Files;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HfRegistry.Ingestion.Database;

/// <summary>A database: makes contexts, brings its tables up to date, and turns what goes wrong into diagnostics.</summary>
internal sealed class CatalogDatabase
{
    private static readonly TimeSpan MigrationPatience = TimeSpan.FromMinutes(1);

    private readonly Func<CatalogContext> _open;
    private readonly string? _file;

    private CatalogDatabase(Func<CatalogContext> open, string name, string? file, string? connection)
    {
        _open = open;
        _file = file;
        Name = name;
        ServerConnection = connection;
    }

    /// <summary>Gets the connection string of a server, which may hold a password; null for a file.</summary>
    public string? ServerConnection { get; }

    /// <summary>Gets the name for people: the file, or host and database.</summary>
    public string Name { get; }

    /// <summary>Gets whether it is a file that does not exist.</summary>
    public bool IsMissing => _file is not null && !File.Exists(_file);

    /// <summary>Reads the address of a database. It is not reached before its first use.</summary>
    /// <param name="address">A file; or a connection string of PostgreSQL, which begins with <c>Host=</c>. Its password belongs into <c>PGPASSWORD</c> or a password file.</param>
    /// <param name="folder">The absolute path of the folder from which relative paths count.</param>
    public static Outcome<CatalogDatabase> At(string address, string folder)
    {
        if (address.Length == 0)
            return new Outcome<CatalogDatabase>(DiagnosticCatalog.CatalogAddressInvalid.Create("it is empty"));
        if (!address.StartsWith("Host=", StringComparison.OrdinalIgnoreCase))
            return address.Contains("://", StringComparison.Ordinal) || address.Contains('=', StringComparison.Ordinal)
                ? new Outcome<CatalogDatabase>(DiagnosticCatalog.CatalogAddressInvalid.Create("a connection string begins with 'Host=', and the path of a file contains neither '=' nor '://'"))
                : new Outcome<CatalogDatabase>(OfFile(Path.GetFullPath(address, folder)));
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(address);
            var options = PostgresContext.OptionsFor(connection.ConnectionString);
            return new Outcome<CatalogDatabase>(new CatalogDatabase(() => new PostgresContext(options), $"{connection.Host}/{connection.Database}", file: null, connection.ConnectionString));
        }
        catch (ArgumentException wrong)
        {
            // The message names the word that is wrong and not its value.
            return new Outcome<CatalogDatabase>(DiagnosticCatalog.CatalogAddressInvalid.Create(wrong.Message));
        }
    }

    /// <summary>Opens a context, to be disposed of after one operation.</summary>
    public CatalogContext Open() => _open();

    /// <summary>Brings the tables up to date. Does nothing where they are.</summary>
    public Task<Diagnostic?> MigrateAsync(TimeProvider clock, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        if (_file is null)
            return await MigrateTablesAsync(cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        if (File.Exists(_file) && await CheckTablesAsync(cancellationToken) is var state && state?.Code != DiagnosticCatalog.CatalogOutdated.Code)
            return state;
        var taken = await FileLock.TakeAsync(_file, DiagnosticCatalog.CatalogFailed, MigrationPatience, clock, cancellationToken);
        if (taken.Value is not { } held)
            return taken.Diagnostics[0];
        using (held)
            return await MigrateTablesAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>Checks that the database can be reached and has the tables of this version.</summary>
    public Task<Diagnostic?> CheckAsync(CancellationToken cancellationToken) => TryAsync(() => CheckTablesAsync(cancellationToken), cancellationToken);

    /// <summary>Returns the diagnostic of an exception.</summary>
    public Diagnostic Failed(Exception failed) => DiagnosticCatalog.CatalogFailed.Create(Name, (failed is DbUpdateException { InnerException: { } inner } ? inner : failed).Message);

    /// <summary>Returns whether an exception is the database's answer and not a bug.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is DbException or DbUpdateException or TimeoutException or IOException or UnauthorizedAccessException
        or InvalidOperationException { InnerException: DbException or TimeoutException };

    private static CatalogDatabase OfFile(string path)
    {
        var options = SqliteContext.OptionsFor(path);
        return new CatalogDatabase(() => new SqliteContext(options), path, path, connection: null);
    }

    private async Task<Diagnostic?> CheckTablesAsync(CancellationToken cancellationToken)
    {
        await using var context = _open();
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Exists(name => !known.Contains(name)))
            return DiagnosticCatalog.CatalogTooNew.Create(Name);
        return applied.Count == known.Count ? null : DiagnosticCatalog.CatalogOutdated.Create(Name, known.Count - applied.Count);
    }

    private async Task<Diagnostic?> MigrateTablesAsync(CancellationToken cancellationToken)
    {
        await using var context = _open();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(context.Database.GetMigrations(), StringComparer.Ordinal);
        if (applied.Any())
            return DiagnosticCatalog.CatalogTooNew.Create(Name);

        if (_file is not null)
        {
            // Readers and the writer do not wait for each other, and the file stays whole after a power cut although commits return early.
            // EF does this only for a file that it makes itself.
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);

            // The lock of a process that was killed during a migration would be waited for without end. Our own lock keeps the living out.
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        }

        await context.MigrateAsync(cancellationToken);
        return null;
    }

    private async Task<Diagnostic?> TryAsync(Func<Task<Diagnostic?>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception failed) when (IsFailure(failed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Failed(failed);
        }
    }
}
