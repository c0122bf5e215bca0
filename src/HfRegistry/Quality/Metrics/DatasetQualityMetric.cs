using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>
/// The documentation of the first three declared datasets, on average; one that the Hub has not counts 0. Each: 0.3 for a description of 50 words,
/// 0.2 for a license that is named, 0.2 for task categories together with sizes, features or configurations, 0.15 when it is not gated, and
/// 0.15 · min(1, log10(1 + downloads) / 5). What the card itself tells counts where it is more: 0.25 for a link to a dataset; 0.1 for a part about
/// data, up to 0.25 at 100 words; 0.1 each for its size (a number of examples, hours, tokens, …) and for its splits or its preparation; 0.1 for a sentence that
/// names what it was trained on. Unknown when a declared dataset could not be asked about.
/// </summary>
internal static partial class DatasetQualityMetric
{
    private const int EnoughWords = 50;
    private const int EnoughOfAPart = 100;

    private static readonly ImmutableArray<string> Hosts = ["huggingface.co/datasets/", "hf.co/datasets/", "kaggle.com/", "zenodo.org/", "openslr.org/", "figshare.com/", "commoncrawl.org"];

    private static readonly ImmutableArray<string> TrainedWords = ["trained", "fine-tuned", "finetuned", "pretrained", "pre-trained"];
    private static readonly ImmutableArray<string> DataWords = ["dataset", "datasets", "corpus", "corpora"];
    private static readonly ImmutableArray<string> UnnamedWords = ["custom", "generator", "imagefolder", "none", "private", "unknown"];

    private static readonly Phrases Preparation =
    [
        "split", "splits", "train set", "training set", "test set", "validation set", "preprocessed", "preprocessing", "pre-processing", "cleaned", "filtered", "deduplicated", "tokenized",
        "lowercased", "normalized", "annotated", "augmented", "masked", "sampled",
    ];

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
        ImmutableArray<string> texts = [.. sections.SelectMany(section => card!.Under(section)).Distinct().SelectMany(static section => section.Blocks).Where(static block => block.Kind != CardBlockKind.Code).Select(static block => block.Text)];
        return new Tally()
            .Add(0.25m, link is null ? null : $"a link to data: {TextSanitizer.Sanitize(link.Address, 80)}")
            .Add(described is null ? 0 : PointsOf(WordsUnder(card!, described)), described is null ? null : $"{CardSearch.Name(described)} tells of data")
            .Add(0.1m, texts.FirstOrDefault(static text => Amount().IsMatch(text)) is { } sized ? $"its size: {Amount().Match(sized).Value}" : null)
            .Add(0.1m, texts.Select(static text => Preparation.In(text)).FirstOrDefault(static word => word is not null) is { } prepared ? $"how it was split or prepared: {prepared}" : null)
            .Add(0.1m, NamedIn(card))
            .Score("no dataset is declared");
    }

    // From 0.1 to 0.25 in hundredths: equal texts have equal values on every machine.
    private static decimal PointsOf(int words) => 0.1m + Math.Round(0.15m * Math.Min(words, EnoughOfAPart) / EnoughOfAPart, 2);

    private static string? NamedIn(ModelCard? card) => card?.Blocks.Where(static block => block is { Kind: not CardBlockKind.Code, IsQuote: false })
        .SelectMany(static block => Sentences.Of(block.Text)).FirstOrDefault(NamesData) is { } sentence
        ? $"a sentence names its data: {TextSanitizer.Sanitize(sentence, 80)}"
        : null;

    // "trained … on … dataset"; the library writes "an unknown dataset" or "the None dataset" where it knows of none.
    private static bool NamesData(string sentence)
    {
        var words = sentence.ToLowerInvariant().Split([' ', ',', '.', '(', ')', '*', '`'], StringSplitOptions.RemoveEmptyEntries);
        var trained = Array.FindIndex(words, TrainedWords.Contains);
        var on = trained < 0 ? -1 : Array.IndexOf(words, "on", trained);
        var data = on < 0 ? -1 : Array.FindIndex(words, on, DataWords.Contains);
        return data > on + 1 && !words[on..data].Any(UnnamedWords.Contains) && words[(on + 1)..data].Any(static word => word.Length > 2 && word is not "the" and not "own" and not "our");
    }

    [GeneratedRegex(@"\d[\d,. ]*\s?(k|m|b|thousand|million|billion|trillion)?\s?(examples|samples|sentences|sentence pairs|pairs|images|documents|articles|hours|tokens|words|rows|tweets|reviews|recordings|utterances|gb|tb)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Amount();

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
