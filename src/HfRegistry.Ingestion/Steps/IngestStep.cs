namespace HfRegistry.Ingestion.Steps;

/// <summary>The steps of an ingestion, in their order. Nothing large is fetched before the gate.</summary>
internal enum IngestStep
{
    /// <summary>Find the commit and the files that are meant.</summary>
    Resolve,

    /// <summary>The catalog has no such package yet.</summary>
    Duplicate,

    /// <summary>Names, number and size of the files, and the Hub's scan of them.</summary>
    Size,

    /// <summary>The facts of the repository, and its scores.</summary>
    Score,

    /// <summary>The verdict on the scores and the policy.</summary>
    Gate,

    /// <summary>The files come into the cache.</summary>
    Fetch,

    /// <summary>Every file is hashed.</summary>
    Verify,

    /// <summary>The manifest and the archive are laid out.</summary>
    Package,

    /// <summary>The package comes into the store.</summary>
    Store,

    /// <summary>The package is entered, in one transaction.</summary>
    Catalog,
}

/// <summary>The progress of an ingestion.</summary>
/// <param name="Id">The repository.</param>
/// <param name="Step">The step.</param>
/// <param name="Done">The bytes of the step that are done; 0 where a step counts none.</param>
/// <param name="Total">All bytes of the step; 0 where it counts none.</param>
internal sealed record IngestProgress(ModelId Id, IngestStep Step, long Done = 0, long Total = 0);
