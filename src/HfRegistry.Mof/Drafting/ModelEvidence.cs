using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Mof.Drafting.Rules;
using HfRegistry.Quality;

namespace HfRegistry.Mof.Drafting;

/// <summary>All that is known of one model at one revision when its draft is made. The rules see nothing else.</summary>
internal sealed record ModelEvidence
{
    private readonly Lazy<ImmutableArray<CardStatement>>? _statements;

    /// <summary>Gets what the Hub says of the model.</summary>
    public required HubModel Info { get; init; }

    /// <summary>Gets the commit that everything was read at; null when the Hub names none.</summary>
    public Revision? Revision => Info.Sha;

    /// <summary>Gets the paths of all files, in the order of their characters.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Gets the card, or null when there is none or it cannot be read.</summary>
    public ModelCard? Card
    {
        get;
        init
        {
            field = value;
            _statements = new Lazy<ImmutableArray<CardStatement>>(() => value is null ? [] : CardStatement.Of(value));
        }
    }

    /// <summary>Gets the card's sentences; taken once for all rules.</summary>
    internal ImmutableArray<CardStatement> Statements => _statements?.Value ?? [];

    /// <summary>Gets the reason why there is no card although the repository has one, printable; null when nothing is missing.</summary>
    public string? CardMissing { get; init; }

    /// <summary>Gets the repository's license file, or null.</summary>
    public LicenseFileEvidence? LicenseFile { get; init; }

    /// <summary>Gets what the Hub says of the datasets that the card declares, as far as it was asked.</summary>
    public ImmutableArray<DatasetEvidence> Datasets { get; init; } = [];

    /// <summary>Gets the place where the source code is, or null.</summary>
    public RepositoryEvidence? Repository { get; init; }

    /// <summary>Gets the card's metadata: as the Hub parsed it, else as the card's own front matter has it.</summary>
    public CardValue Metadata { get; init; } = CardValue.Map.Empty;

    /// <summary>Returns the metadata of a model and its card.</summary>
    public static CardValue MetadataOf(HubModel info, ModelCard? card) => CardMetadata.Of(info, card);
}

/// <summary>A license file of the repository.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Match">The license that its text is, or null when it is none that we know, or it was not read.</param>
/// <param name="Title">Its first line with words, printable; null when it was not read.</param>
internal sealed record LicenseFileEvidence(string Path, LicenseMatch? Match = null, string? Title = null);

/// <summary>The facts of a dataset.</summary>
/// <param name="Id">Its name as the card has it, printable.</param>
/// <param name="Facts">What the Hub says of it, or null.</param>
/// <param name="Missing">Why the Hub says nothing of it, printable; null when it does.</param>
internal sealed record DatasetEvidence(string Id, HubDataset? Facts, string? Missing = null)
{
    /// <summary>Gets the license that the dataset's own card names.</summary>
    public LicenseReading License { get; init; } = LicenseReading.NoLicense;

    /// <summary>Gets whether the dataset has a card with something in it.</summary>
    public bool HasCard => Facts is { } facts && (facts.CardData is not null || !string.IsNullOrWhiteSpace(facts.Description));
}

/// <summary>A source repository.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Evidence">Why it is the model's.</param>
/// <param name="License">The license that its host reports, or null.</param>
internal sealed record RepositoryEvidence(string Address, DraftEvidence Evidence, SpdxId? License = null);
