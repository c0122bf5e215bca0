using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace HfRegistry.Ingestion.Database;

/// <summary>The tables, the same for every database. Each database has migrations of its own.</summary>
internal abstract partial class CatalogContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<PackageRow> Packages => Set<PackageRow>();

    public DbSet<PackageObjectRow> PackageObjects => Set<PackageObjectRow>();

    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<RunStepRow> RunSteps => Set<RunStepRow>();

    public DbSet<RunClaimRow> RunClaims => Set<RunClaimRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<IdempotencyKeyRow> IdempotencyKeys => Set<IdempotencyKeyRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <summary>Returns whether a database refused a row because another has its key.</summary>
    public abstract bool IsDuplicate(DbUpdateException refused);

    /// <summary>Makes the next transaction of the open connection survive a power cut.</summary>
    public virtual Task MakeDurableAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Brings the tables up to date.</summary>
    public virtual Task MigrateAsync(CancellationToken cancellationToken) => Database.MigrateAsync(cancellationToken);

    // SQLite neither compares nor orders dates with an offset.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var packages = modelBuilder.Entity<PackageRow>().ToTable("packages");
        packages.HasKey(static row => row.PackageId);
        packages.HasIndex(static row => new { row.Tenant, row.Kind, row.FoldedId, row.Version }).IsUnique();
        packages.HasIndex(static row => new { row.Tenant, row.CreatedAt });

        var objects = modelBuilder.Entity<PackageObjectRow>().ToTable("package_objects");
        objects.HasKey(static row => new { row.PackageId, row.ObjectKey });
        objects.HasIndex(static row => row.ObjectKey);
        objects.HasOne<PackageRow>().WithMany().HasForeignKey(static row => row.PackageId);

        var runs = modelBuilder.Entity<RunRow>().ToTable("runs");
        runs.HasKey(static row => row.RunId);
        runs.HasIndex(static row => row.OpenKey).IsUnique();
        runs.HasIndex(static row => new { row.Tenant, row.CreatedAt });

        var steps = modelBuilder.Entity<RunStepRow>().ToTable("run_steps");
        steps.HasKey(static row => new { row.RunId, row.Name });
        steps.HasOne<RunRow>().WithMany().HasForeignKey(static row => row.RunId);

        var claims = modelBuilder.Entity<RunClaimRow>().ToTable("run_claims");
        claims.HasKey(static row => new { row.RunId, row.ObjectKey });
        claims.HasIndex(static row => row.ObjectKey);
        claims.HasOne<RunRow>().WithMany().HasForeignKey(static row => row.RunId);

        var users = modelBuilder.Entity<UserRow>().ToTable("users");
        users.HasKey(static row => row.UserId);
        users.HasIndex(static row => row.Name).IsUnique();

        var tokens = modelBuilder.Entity<TokenRow>().ToTable("tokens");
        tokens.HasKey(static row => row.TokenHash);
        tokens.HasOne<UserRow>().WithMany().HasForeignKey(static row => row.UserId);

        var keys = modelBuilder.Entity<IdempotencyKeyRow>().ToTable("idempotency_keys");
        keys.HasKey(static row => row.KeyHash);
        keys.HasIndex(static row => row.CreatedAt);

        var audit = modelBuilder.Entity<AuditRow>().ToTable("audit");
        audit.HasKey(static row => row.AuditId);
        audit.HasIndex(static row => new { row.Tenant, row.At });

        // People read these tables with other tools, where names with capitals need quotes.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(static type => type.GetProperties()))
            property.SetColumnName(WordStart().Replace(property.Name, "_").ToLowerInvariant());
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();

    private sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(static time => time.UtcTicks, static ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
