using HfRegistry.Cache;
using HfRegistry.Configuration;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Selection;

namespace HfRegistry.Ingestion.Steps;

/// <summary>A repository to ingest.</summary>
/// <param name="Kind">The kind of repository.</param>
/// <param name="Id">The repository; a renamed one is followed.</param>
internal sealed record IngestRequest(PackageKind Kind, ModelId Id)
{
    /// <summary>The word for a version that follows from the repository (<see cref="VersionDetection"/>).</summary>
    public const string AutoVersion = "auto";

    /// <summary>Gets for whom.</summary>
    public TenantName Tenant { get; init; } = TenantName.Default;

    /// <summary>Gets the version, or null for one that follows from the repository.</summary>
    public PackageVersion? Version { get; init; } = PackageVersion.Default;

    /// <summary>Gets who asks.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Gets what the person who asks writes about it, printable; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the thresholds of this repository alone, with their reason; null for those of the policy.</summary>
    public GateDemands? Demands { get; init; }

    /// <summary>Gets whether the caller tries again after trouble with the network or the store: the run then stays open, and goes on where it was.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Gets the run to go on with, which must be open; null to begin one, or to go on with that of an equal request.</summary>
    public Guid? RunId { get; init; }

    /// <summary>Gets the request as the catalog keeps it.</summary>
    public RunRequest Run => new(Tenant, Kind, Id, Version?.ToString() ?? AutoVersion) { RequestedBy = RequestedBy };
}

/// <summary>The layout of packages in a store.</summary>
internal enum PackageLayout
{
    /// <summary>One archive for each package.</summary>
    Package,

    /// <summary>Each content once, however many packages have it; archives are put together when they are asked for.</summary>
    Files,
}

/// <summary>The limits of a package, which are checked before anything is fetched.</summary>
internal sealed record IngestLimits
{
    /// <summary>Gets the largest number of files.</summary>
    public int MaxFiles { get; init; } = 10_000;

    /// <summary>Gets the largest size of all files together.</summary>
    public ByteSize MaxSize { get; init; } = new(50_000_000_000);

    /// <summary>Gets the largest size of all packages of a tenant; null for no limit.</summary>
    public ByteSize? MaxTenantSize { get; init; }
}

/// <summary>The options of ingestions.</summary>
internal sealed record IngestOptions
{
    /// <summary>Gets the cache that the files come into.</summary>
    public required DownloadOptions Cache { get; init; }

    /// <summary>Gets the address of the Hub, which packages name as their source.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Gets the built-in knowledge and the configuration, whose <c>gate</c> section is the policy.</summary>
    public required SelectionContext Context { get; init; }

    /// <summary>Gets the time to wait for another run of this machine that works on the same repository.</summary>
    public TimeSpan MaxLockWait { get; init; }

    /// <summary>Gets how packages are stored.</summary>
    public PackageLayout Layout { get; init; }

    /// <summary>Gets the limits of a package.</summary>
    public IngestLimits Limits { get; init; } = new();
}
