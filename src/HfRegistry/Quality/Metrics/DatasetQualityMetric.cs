using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>
/// The documentation of the first three declared datasets, on average; one that the Hub has not counts 0. Each: 0.3 for a description of 50 words,
/// 0.2 for a license that is named, 0.2 for task categories together with sizes, features or configurations, 0.15 when it is not gated, and
/// 0.15 · min(1, log10(1 + downloads) / 5). What the card itself tells counts where it is more: 0.25 for a link to a dataset, and 0.25 for a part about
/// training data of 50 words, 0.1 for a shorter one. Unknown when a declared dataset could not be asked about.
/// </summary>
internal static class DatasetQualityMetric
{
    private const int EnoughWords = 50;

    private static readonly ImmutableArray<string> Hosts = ["huggingface.co/datasets/", "hf.co/datasets/", "kaggle.com/", "zenodo.org/", "openslr.org/", "figshare.com/", "commoncrawl.org"];

    private static readonly ImmutableArray<string> Shapes = ["size_categories", "dataset_info", "configs", "features"];

    public static MetricScore Score(ModelFacts facts)
    {
        var datasets = facts.Datasets;
        if (datasets.IsEmpty && facts.CardUnknownBecause is { } because && facts.Info.CardData is null)
            return MetricScore.Unknown(because);
        if (datasets.FirstOrDefault(static dataset => dataset.Facts.UnknownBecause is not null) is { } unasked)
            return MetricScore.Unknown($"the dataset {unasked.Name} could not be asked about: {unasked.Facts.UnknownBecause}");
        var told = Told(facts.Card);
        var grades = datasets.Select(static dataset => dataset.Facts.Value is { } found ? Grade(dataset.Name, found) : (0.0, $"{dataset.Name}: the Hub has no such dataset")).ToList();
        var mean = grades.Count == 0 ? 0 : grades.Sum(static grade => grade.Item1) / grades.Count;
        return told.Value > mean ? told
            : new MetricScore(mean, mean > 0 ? null : datasets.IsEmpty ? "no dataset is declared" : "the Hub has none of the declared datasets", [.. grades.Select(static grade => grade.Item2)]);
    }

    // A card that links to its data, or tells of them, tells more than a name that the Hub does not know.
    private static MetricScore Told(ModelCard? card)
    {
        ImmutableArray<CardSection> sections = card is null ? [] : [.. card.Written(DatasetAndCodeMetric.DataSections)];
        var link = card?.Links.FirstOrDefault(static link => !link.IsImage && Hosts.Any(host => link.Address.Contains(host, StringComparison.OrdinalIgnoreCase)))
            ?? sections.SelectMany(section => card!.Under(section)).SelectMany(static section => section.Links).FirstOrDefault(static link => !link.IsImage && link.Address.StartsWith("http", StringComparison.OrdinalIgnoreCase));
        var described = sections.OrderByDescending(section => WordsUnder(card!, section)).FirstOrDefault();
        return new Tally()
            .Add(0.25m, link is null ? null : $"a link to data: {TextSanitizer.Sanitize(link.Address, 80)}")
            .Add(described is not null && WordsUnder(card!, described) >= EnoughWords ? 0.25m : 0.1m, described is null ? null : $"{CardSearch.Name(described)} tells of data")
            .Score("no dataset is declared");
    }

    private static int WordsUnder(ModelCard card, CardSection section) =>
        card.Under(section).SelectMany(static under => under.Blocks).Where(static block => block.Kind != CardBlockKind.Code).Sum(static block => Words.Of(block.Text).Length);

    private static (double Value, string Evidence) Grade(string name, HubDataset dataset)
    {
        var metadata = CardMetadata.OfJson(dataset.CardData);
        var parts = ImmutableArray.CreateBuilder<string>();
        var value = 0.0;
        Add(0.3, dataset.Description is { } text && Words.Of(text).Length >= EnoughWords, "a description");
        Add(0.2, IsLicensed(dataset, metadata), "a named license");
        Add(0.2, Has(dataset, metadata, "task_categories") && Shapes.Any(shape => Has(dataset, metadata, shape)), "its tasks and its shape");
        Add(0.15, dataset.Gating == Gating.Open, "not gated");
        var downloads = 0.15 * Math.Min(1, Math.Log10(1 + (double)(dataset.Downloads30d ?? 0)) / 5);
        Add(downloads, downloads > 0, string.Create(CultureInfo.InvariantCulture, $"{dataset.Downloads30d} downloads in 30 days"));
        return (value, string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.00}: {(parts.Count == 0 ? "nothing" : string.Join(", ", parts))}"));

        void Add(double points, bool isMet, string what)
        {
            if (!isMet)
                return;
            value += points;
            parts.Add(what);
        }
    }

    private static bool IsLicensed(HubDataset dataset, CardValue metadata) =>
        metadata.Texts("license").Concat(dataset.LicenseTags)
            .Any(static text => LicenseNames.Normalize(text).Family is not (LicenseFamily.None or LicenseFamily.Other));

    private static bool Has(HubDataset dataset, CardValue metadata, string name) =>
        metadata[name] is { } value && !value.Items.IsEmpty || dataset.Tags.Any(tag => tag.StartsWith(name + ":", StringComparison.Ordinal));
}
