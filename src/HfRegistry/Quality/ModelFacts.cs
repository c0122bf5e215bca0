using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Hub;
using HfRegistry.Licenses;

namespace HfRegistry.Quality;

/// <summary>A snapshot made ready for the metrics: its card taken apart once, its metadata and its declared datasets at hand.</summary>
internal sealed class ModelFacts
{
    private ModelFacts(ModelSnapshot snapshot, HubModel info, CancellationToken cancellationToken)
    {
        Snapshot = snapshot;
        Info = info;
        Card = snapshot.Card.Value is { } text ? ModelCard.Parse(text, cancellationToken) : null;
        Metadata = CardMetadata.Of(info, Card);
        DeclaredDatasets = Quality.DeclaredDatasets.Of(info, Metadata);
        Licenses = StatedLicenses.Of(info, Metadata);
    }

    public ModelSnapshot Snapshot { get; }

    public HubModel Info { get; }

    /// <summary>Gets the card; null when there is none and when it could not be read.</summary>
    public ModelCard? Card { get; }

    /// <summary>Gets the reason why the card could not be read, or null.</summary>
    public string? CardUnknownBecause => Snapshot.Card.UnknownBecause is { } reason ? $"the card could not be read: {reason}" : null;

    public CardValue Metadata { get; }

    /// <summary>Gets the names of all datasets that the model declares; the snapshot has the facts of the first few.</summary>
    public ImmutableArray<string> DeclaredDatasets { get; }

    /// <summary>Gets the licenses that the metadata and the tags state together.</summary>
    public LicenseSet Licenses { get; }

    /// <summary>Returns the facts that a snapshot makes ready; null when it has none, since the Hub did not tell them.</summary>
    public static ModelFacts? Of(ModelSnapshot snapshot, CancellationToken cancellationToken = default) =>
        snapshot.Info.Value is { } info ? new ModelFacts(snapshot, info, cancellationToken) : null;

    /// <summary>Returns whether the repository has a file whose path meets a condition.</summary>
    public bool HasFile(Func<string, bool> isMeant) => Info.Files.Any(file => isMeant(file.Path));

    /// <summary>Returns whether the repository has a file of this name in its root.</summary>
    public bool HasFile(string name) => HasFile(path => string.Equals(path, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets the license file of the repository's root that says most of the weights, or null.</summary>
    public string? LicenseFile => LicenseFileNames.Find(Info.Files.Select(static file => file.Path));
}
