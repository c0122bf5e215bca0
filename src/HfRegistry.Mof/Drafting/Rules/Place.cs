namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>Where a link of a card leads. Its address is read once, however many sentences carry the link.</summary>
/// <param name="address">The address, as it is written.</param>
internal sealed class Place(string address)
{
    /// <summary>The address, as it is written.</summary>
    public string Address => address;

    /// <summary>Whether it is an absolute web address.</summary>
    public bool IsAddress { get; } = Places.IsAddress(address);

    /// <summary>Whether a paper is there.</summary>
    public bool IsPaper { get; } = Places.IsPaper(address);

    /// <summary>The arXiv id of the paper that is there, or null.</summary>
    public string? ArxivId { get; } = KnownPapers.ArxivIdOf(address);

    /// <summary>Whether data are there.</summary>
    public bool HoldsData { get; } = Places.HoldsData(address);

    /// <summary><c>owner/name</c> of the GitHub repository that is there, or null.</summary>
    public string? Repository { get; } = Places.RepositoryOf(address);
}
