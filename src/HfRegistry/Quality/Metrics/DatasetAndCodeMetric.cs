using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>
/// The availability of the training data and the code. Data: 0.5 for a declared dataset that the Hub has; 0.35 for a declared one that
/// it has not, or a link in a section about training data; 0.15 for a description alone. Code: 0.5 for a link to the model's own repository; 0.35 for
/// modeling or training code among the files; 0.2 for a usage snippet or a link to a general library. No link is followed. What is known of the model's own
/// source repository decides about the link to it: code for the model confirms it, and a repository without code, or none at all, refutes it.
/// </summary>
internal static class DatasetAndCodeMetric
{
    /// <summary>The headings of parts of a card about training data.</summary>
    internal static readonly Phrases DataSections =
        ["training data", "training dataset", "training datasets", "training set", "pretraining data", "pre-training data", "dataset", "datasets", "data", "training corpus", "corpus", "finetuning data", "fine-tuning data"];

    private static readonly Phrases OfficialWords =
        ["official code", "official implementation", "official repository", "official repo", "training code", "training script", "training scripts", "code for training", "source code", "our code", "code repository"];

    public static MetricScore Score(ModelFacts facts)
    {
        if (facts.CardUnknownBecause is { } because)
            return MetricScore.Unknown(because);
        var found = facts.Datasets.FirstOrDefault(static dataset => dataset.Facts.Value is not null);
        if (found is null && facts.Datasets.FirstOrDefault(static dataset => dataset.Facts.UnknownBecause is not null) is { } asked)
            return MetricScore.Unknown($"the dataset {asked.Name} could not be asked about: {asked.Facts.UnknownBecause}");

        var tally = new Tally();
        if (found is not null)
            tally.Add(0.5m, $"the dataset {found.Name} is declared, and the Hub has it");
        else if (facts.DeclaredDatasets.FirstOrDefault() is { } declared)
            tally.Add(0.35m, $"the dataset {declared} is declared, and the Hub has no such dataset");
        else
            Described(tally, facts.Card);
        Code(tally, facts);
        return tally.Score("neither training data nor code is named");
    }

    private static void Described(Tally tally, ModelCard? card)
    {
        ImmutableArray<CardSection> sections = card is null ? [] : [.. card.Written(DataSections)];
        var linked = sections.SelectMany(section => card!.Under(section)).SelectMany(static under => under.Links)
            .FirstOrDefault(static link => !link.IsImage && link.Address.StartsWith("http", StringComparison.OrdinalIgnoreCase));
        if (linked is not null)
            tally.Add(0.35m, $"a link to data: {TextSanitizer.Sanitize(linked.Address, 80)}");
        else if (!sections.IsEmpty)
            tally.Add(0.15m, $"{CardSearch.Name(sections[0])} describes data");
    }

    private static void Code(Tally tally, ModelFacts facts)
    {
        ImmutableArray<(RepositoryLink Repository, CardSection Section, CardLink Link)> repositories = facts.Card is { } card
            ? [.. from section in card.Sections from link in section.Links let repository = RepositoryLink.Of(link.Address) where repository is not null && !IsRefuted(repository, facts.Source) select (repository, section, link)]
            : [];
        var official = new Dictionary<int, HashSet<string>>();
        var own = repositories.FirstOrDefault(found => !found.Repository.IsGeneralLibrary
            && (found.Repository.SharesAWordWith(facts.Info.Id) || OfficialWords.In(found.Link.Text) is not null || IsInOfficialWords(found.Section, found.Link, official)));
        if (facts.Source?.Facts.Value is { } known && known.CodeOf(facts.Info.Id).FirstOrDefault() is { } code)
            tally.Add(0.5m, $"code of the model's own repository {known.Name}: {TextSanitizer.Sanitize(code.Path, 80)}");
        else if (own.Repository is not null)
            tally.Add(0.5m, $"the model's own repository: {own.Repository}");
        else if (facts.Info.Files.Select(static file => file.Path).Where(IsCode).Min(StringComparer.Ordinal) is { } path)
            tally.Add(0.35m, $"code among the files: {TextSanitizer.Sanitize(path, 80)}");
        else if (!repositories.IsEmpty)
            tally.Add(0.2m, $"a link to code: {repositories[0].Repository}");
        else if (facts.Card?.Code().FirstOrDefault() is not null)
            tally.Add(0.2m, "a snippet of code");
    }

    // A list that was cut may have the code.
    private static bool IsRefuted(RepositoryLink link, ModelSource? source) => source is not null && link.Host == "github.com" && source.Name.Equals($"{link.Owner}/{link.Name}", StringComparison.OrdinalIgnoreCase)
        && (source.Facts.IsAbsent || source.Facts.Value is { IsTreeCut: false, HasCode: false });

    // The words of the block that the link stands in; each section is looked through once, for all of its links.
    private static bool IsInOfficialWords(CardSection section, CardLink link, Dictionary<int, HashSet<string>> official)
    {
        if (!official.TryGetValue(section.Index, out var texts))
        {
            var links = new TextIndex(section.Links.Select(static link => link.Text).Where(static text => text.Length > 0));
            official.Add(section.Index, texts = section.Blocks.Where(static block => block.Kind != CardBlockKind.Code && OfficialWords.In(block.Text) is not null)
                .SelectMany(block => links.In(block.Text)).ToHashSet(StringComparer.Ordinal));
        }

        return texts.Contains(link.Text);
    }

    private static bool IsCode(string path) =>
        path.EndsWith(".py", StringComparison.OrdinalIgnoreCase) && path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant() is not ("setup.py" or "__init__.py" or "conftest.py");
}
