using System.Collections.Immutable;
using HfRegistry.Gate;
using HfRegistry.Hub;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Quality;

namespace HfRegistry.Ingestion.Steps;

/// <summary>The outcome of an ingestion.</summary>
internal enum IngestStatus
{
    /// <summary>The package is stored and in the catalog.</summary>
    Stored,

    /// <summary>The catalog has a package of this kind, id and version.</summary>
    Duplicate,

    /// <summary>The repository is not let in; another try gives the same answer.</summary>
    Refused,

    /// <summary>Something failed that may not fail next time: the network, the disk, the store, the catalog.</summary>
    Failed,
}

/// <summary>The result of an ingestion.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Step">The step at which it ended.</param>
internal sealed record IngestResult(IngestRequest Request, IngestStatus Status, IngestStep Step)
{
    /// <summary>Gets the run, once the catalog knows it.</summary>
    public Guid? RunId { get; init; }

    /// <summary>Gets the key of the package, once the version is known.</summary>
    public PackageKey? Key { get; init; }

    /// <summary>Gets the commit, once it is known.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Gets the package that was entered, or the one that is a duplicate; else null.</summary>
    public CatalogPackage? Package { get; init; }

    /// <summary>Gets the scores of a model, once it is scored.</summary>
    public ModelScore? Score { get; init; }

    /// <summary>Gets the verdict, once there is one.</summary>
    public GateVerdict? Verdict { get; init; }

    /// <summary>Gets the bytes of all files.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Gets the bytes among them that came over the network; the others were in the cache.</summary>
    public long FetchedBytes { get; init; }

    /// <summary>Gets the Hub's refusal that ended it, or null.</summary>
    public HubError? HubError { get; init; }

    /// <summary>Gets what there is to tell; an error unless the package is stored.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}
