namespace HfRegistry.Quality;

/// <summary>The eight metrics, in the order in which they are listed everywhere.</summary>
internal enum Metric
{
    /// <summary>The freedom of use that the license gives.</summary>
    License,

    /// <summary>The fit of the weights on small and large devices.</summary>
    SizeScore,

    /// <summary>The help that the card gives to new users.</summary>
    RampUpTime,

    /// <summary>Over how many people the repository's history is spread.</summary>
    BusFactor,

    /// <summary>The evidence for the card's claims of performance.</summary>
    PerformanceClaims,

    /// <summary>The availability of the training data and the code.</summary>
    DatasetAndCodeScore,

    /// <summary>The documentation of the declared datasets.</summary>
    DatasetQuality,

    /// <summary>The completeness and safety of the repository's files.</summary>
    CodeQuality,
}
