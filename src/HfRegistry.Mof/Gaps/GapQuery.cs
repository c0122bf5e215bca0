namespace HfRegistry.Mof.Gaps;

/// <summary>The query for the models of the Hub that a collection is compared with.</summary>
internal sealed record GapQuery
{
    /// <summary>The threshold when nobody says otherwise.</summary>
    public const long DefaultMinDownloads = 1_000;

    /// <summary>The limit when nobody says otherwise: one page of the Hub's listing.</summary>
    public const int DefaultLimit = 1_000;

    /// <summary>The most that can be asked for: a hundred pages.</summary>
    public const int MostModels = 100_000;

    /// <summary>Gets the least downloads of 30 days that make a model popular, from 0 up.</summary>
    public long MinDownloads { get; init; } = DefaultMinDownloads;

    /// <summary>Gets the number of models of the listing to look at, at most: 1 to <see cref="MostModels"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Gets the task that models must have (<c>pipeline_tag</c>), or null for every task.</summary>
    public string? Task { get; init; }

    /// <summary>Gets models that need no document: neither they nor copies of them are missing.</summary>
    public ModelPatterns Ignore { get; init; } = ModelPatterns.None;

    /// <summary>Gets whether to ask for each document's model that the listing does not answer.</summary>
    public bool CheckDocuments { get; init; }
}

/// <summary>The progress of an analysis.</summary>
/// <param name="What">What is counted, as it is printed: "models listed".</param>
/// <param name="Done">How many are done.</param>
/// <param name="Total">How many there are at most.</param>
internal sealed record GapProgress(string What, int Done, int Total);
