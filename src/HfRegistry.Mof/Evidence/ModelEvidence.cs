using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Evidence;

/// <summary>All that is known of one model at one revision when its draft is made. The rules see nothing else.</summary>
/// <param name="Facts">The facts that metrics use too.</param>
internal sealed record ModelEvidence(ModelFacts Facts)
{
    private readonly Lazy<ImmutableArray<CardStatement>> _statements = new(() => Facts.Card is { } card ? CardStatement.Of(card) : []);

    /// <summary>Gets what the Hub says of the model.</summary>
    public HubModel Info => Facts.Info;

    /// <summary>Gets the commit that everything was read at; null when the Hub names none.</summary>
    public Revision? Revision => Info.Sha;

    /// <summary>Gets the card, or null when there is none or it cannot be read.</summary>
    public ModelCard? Card => Facts.Card;

    /// <summary>Gets the reason why there is no card although the repository has one, printable; null when nothing is missing.</summary>
    public string? CardMissing => Facts.CardText.UnknownBecause;

    /// <summary>Gets the card's metadata: as the Hub parsed it, else as the card's own front matter has it.</summary>
    public CardValue Metadata => Facts.Metadata;

    /// <summary>Gets the card's sentences; taken once for all rules.</summary>
    public ImmutableArray<CardStatement> Statements => _statements.Value;

    /// <summary>Gets the paths of all files, in the order of their characters.</summary>
    public ImmutableArray<string> Files { get; init; } = FilesOf(Facts);

    /// <summary>Gets the path of the license file: the one that <c>license_link</c> names, else the one at the root whose name says it; null for none.</summary>
    public string? LicensePath => LicenseFileNames.Find(Files, Metadata["license_link"]?.Text);

    /// <summary>Gets whether the text of the license file decides: nothing is stated that is known, or a file puts the weights under terms of their own.</summary>
    public bool NeedsLicenseText => Facts.StatedLicenses.Deciding.Id is null || LicenseFileNames.TermsOfWeights(Files) is not null;

    /// <summary>Gets the repository's license file, or null.</summary>
    public LicenseFileEvidence? LicenseFile { get; init; }

    /// <summary>Gets what the Hub says of the datasets that the card declares, as far as it was asked.</summary>
    public ImmutableArray<DeclaredDataset> Datasets { get; init; } = [];

    /// <summary>Gets the place where the source code is, or null.</summary>
    public RepositoryEvidence? Repository { get; init; }

    /// <summary>Gets whether all was learned that the host of the source code tells; false when nobody asked.</summary>
    public bool HasSourceEvidence { get; init; }

    // Where the Hub lists no file, a card that was read is one.
    private static ImmutableArray<string> FilesOf(ModelFacts facts) =>
        facts.Info.Files.IsEmpty && facts.Card is not null ? [HubCard.Path] : [.. facts.Info.Files.Select(static file => file.Path).Order(StringComparer.Ordinal)];
}

/// <summary>A license file of the repository.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Match">The license that its text is, or null when it is none that we know, or it was not read.</param>
/// <param name="Title">Its first line with words, printable; null when it was not read.</param>
internal sealed record LicenseFileEvidence(string Path, LicenseMatch? Match = null, string? Title = null);

/// <summary>A source repository.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Evidence">Why it is the model's.</param>
/// <param name="License">The license that its host reports, or null.</param>
internal sealed record RepositoryEvidence(string Address, DraftEvidence Evidence, SpdxId? License = null)
{
    /// <summary>Gets what its host tells of it; null when nobody asked, or the host did not tell.</summary>
    public SourceRepository? Source { get; init; }
}
