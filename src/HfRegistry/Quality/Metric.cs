namespace HfRegistry.Quality;

/// <summary>The eight metrics, in the order in which they are listed everywhere.</summary>
public enum Metric
{
    /// <summary>How freely the model may be used.</summary>
    License,

    /// <summary>Whether the weights fit small and large devices.</summary>
    SizeScore,

    /// <summary>How much the card tells somebody who starts with the model.</summary>
    RampUpTime,

    /// <summary>Over how many people the repository's history is spread.</summary>
    BusFactor,

    /// <summary>How well the card's claims of performance are evidenced.</summary>
    PerformanceClaims,

    /// <summary>Whether the training data and the code are named and can be reached.</summary>
    DatasetAndCodeScore,

    /// <summary>How well the declared datasets are documented.</summary>
    DatasetQuality,

    /// <summary>How complete and safe the repository's own files are.</summary>
    CodeQuality,
}
