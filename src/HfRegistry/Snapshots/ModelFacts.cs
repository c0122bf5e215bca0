using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Hub;
using HfRegistry.Licenses;

namespace HfRegistry.Snapshots;

/// <summary>The facts of a model made ready for metrics and drafts: its card taken apart once, its metadata, its licenses and its declared datasets at hand.</summary>
internal sealed class ModelFacts
{
    /// <summary>Makes facts ready.</summary>
    /// <param name="info">What the Hub says of the model.</param>
    /// <param name="card">The text of its card.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ModelFacts(HubModel info, Fact<string> card, CancellationToken cancellationToken = default)
    {
        Info = info;
        Card = card.Value is { } text ? ModelCard.Parse(text, cancellationToken) : null;
        CardText = card;
        Metadata = CardMetadata.Of(info, Card);
        DeclaredDatasets = Snapshots.DeclaredDatasets.Of(info, Metadata);
        StatedLicenses = Snapshots.StatedLicenses.Of(info, Metadata);
    }

    /// <summary>Gets what the Hub says of the model.</summary>
    public HubModel Info { get; }

    /// <summary>Gets the card; null when there is none and when it could not be read.</summary>
    public ModelCard? Card { get; }

    /// <summary>Gets the text of the card.</summary>
    public Fact<string> CardText { get; }

    /// <summary>Gets the reason why the card could not be read, as a clause; null when it could.</summary>
    public string? CardUnknownBecause => CardText.UnknownBecause is { } reason ? $"the card could not be read: {reason}" : null;

    /// <summary>Gets the metadata: as the Hub parsed it, else as the card's own front matter has it.</summary>
    public CardValue Metadata { get; }

    /// <summary>Gets the names of all datasets that the model declares; the Hub was asked for the first few at most.</summary>
    public ImmutableArray<string> DeclaredDatasets { get; }

    /// <summary>Gets what the Hub says of the first declared datasets.</summary>
    public ImmutableArray<DeclaredDataset> Datasets { get; init; } = [];

    /// <summary>Gets the commits.</summary>
    public Fact<CommitHistory> History { get; init; } = Fact.Unknown<CommitHistory>("they were not asked for");

    /// <summary>Gets the source repository that the model names; null when it names none, and when nobody asked.</summary>
    public ModelSource? Source { get; init; }

    /// <summary>Gets the licenses that the metadata and the tags state together.</summary>
    public LicenseSet StatedLicenses { get; }

    /// <summary>Gets the licenses with the terms that files put the weights under.</summary>
    public LicenseSet Licenses => StatedLicenses.WithTermsOf(Info.Files.Select(static file => file.Path));

    /// <summary>Gets the license file of the repository's root that says most of the weights, or null.</summary>
    public string? LicenseFile => LicenseFileNames.Find(Info.Files.Select(static file => file.Path));

    /// <summary>Returns the facts that a snapshot makes ready; null when it has none, since the Hub did not tell them.</summary>
    public static ModelFacts? Of(ModelSnapshot snapshot, CancellationToken cancellationToken = default) => snapshot.Info.Value is { } info
        ? new ModelFacts(info, snapshot.Card, cancellationToken) { Datasets = snapshot.Datasets, History = snapshot.History, Source = snapshot.Source }
        : null;

    /// <summary>Returns whether the repository has a file whose path meets a condition.</summary>
    public bool HasFile(Func<string, bool> isMeant) => Info.Files.Any(file => isMeant(file.Path));

    /// <summary>Returns whether the repository has a file of this name in its root.</summary>
    public bool HasFile(string name) => HasFile(path => string.Equals(path, name, StringComparison.OrdinalIgnoreCase));
}
