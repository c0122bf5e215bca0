using HfRegistry.Licenses;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Evidence;

/// <summary>Looks for source repositories. It never learns the Hub's token.</summary>
internal interface IRepositoryProbe
{
    /// <summary>Looks for a repository.</summary>
    /// <param name="name"><c>owner/name</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What is there, or that nothing is, or that it could not be asked.</returns>
    Task<RepositoryAnswer> FindAsync(string name, CancellationToken cancellationToken);
}

/// <summary>The result of a probe.</summary>
/// <param name="Exists">Whether it exists; null when that could not be asked.</param>
/// <param name="Name"><c>owner/name</c> as its host spells it; null when it does not exist.</param>
/// <param name="License">The license that its host reports.</param>
/// <param name="Missing">Why it could not be asked, printable.</param>
internal sealed record RepositoryAnswer(bool? Exists, string? Name = null, SpdxId? License = null, string? Missing = null)
{
    /// <summary>Gets what its host tells of it, where the probe asks for that.</summary>
    public SourceRepository? Source { get; init; }

    /// <summary>Gets whether further questions would meet the same refusal: a used-up limit, no network. Else only this repository is unknown.</summary>
    public bool EndsAsking { get; init; }

    /// <summary>Nothing is there.</summary>
    public static readonly RepositoryAnswer None = new(Exists: false);
}
