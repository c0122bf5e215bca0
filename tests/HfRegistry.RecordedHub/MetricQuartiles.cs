using System.Globalization;
using HfRegistry.Cards;
using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.RecordedHub;

/// <summary>
/// Tells how the metrics spread over recorded cards, joined with the recorded facts. Commits and datasets were not recorded: what needs them is unknown here and not counted.
/// </summary>
internal static class MetricQuartiles
{
    private const string NotRecorded = "not recorded";
    private const string Suffix = "_README";

    /// <summary>Writes a row for each metric that is known of at least one card.</summary>
    /// <param name="facts">The recorded facts.</param>
    /// <param name="cards">A folder of cards: <c>owner__name.md</c>, <c>_root__name.md</c> or <c>owner_name_README.md</c>.</param>
    /// <param name="output">Where to write.</param>
    public static async Task WriteAsync(string facts, string cards, TextWriter output)
    {
        var known = (await RecordedFacts.ReadAsync(facts, default, CancellationToken.None).ToListAsync()).DistinctBy(static model => model.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(static model => model.Id, StringComparer.OrdinalIgnoreCase);
        var scores = Directory.EnumerateFiles(cards, "*.md").Order(StringComparer.Ordinal).AsParallel().AsOrdered()
            .Select(path => Score(path, known)).OfType<ModelScore>().ToList();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{scores.Count} cards"));
        await output.WriteLineAsync("| metric | known of | lowest | quartile | median | quartile | highest | at least 0.5 |");
        await output.WriteLineAsync("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var metric in MetricNames.All)
        {
            var values = scores.Select(score => score.Metrics[metric].Value).OfType<double>().Order().ToList();
            if (values.Count > 0)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| `{MetricNames.NameOf(metric)}` | {values.Count} | {At(values, 0):0.00} | {At(values, 1):0.00} | {At(values, 2):0.00} | {At(values, 3):0.00} | {At(values, 4):0.00} | {values.Count(static value => value >= 0.5) * 100 / values.Count} % |"));
        }
    }

    private static double At(List<double> values, int quarter) => values[(values.Count - 1) * quarter / 4];

    private static ModelScore? Score(string path, Dictionary<string, LocalModel> known)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        stem = stem.EndsWith(Suffix, StringComparison.Ordinal) ? stem[..^Suffix.Length] : stem;
        var at = stem.IndexOf("__", StringComparison.Ordinal) is > 0 and var two ? (From: two, To: two + 2) : (From: stem.IndexOf('_', StringComparison.Ordinal), To: stem.IndexOf('_', StringComparison.Ordinal) + 1);
        var name = at.From < 0 ? stem : stem[..at.From] == "_root" ? stem[at.To..] : $"{stem[..at.From]}/{stem[at.To..]}";
        if (!ModelId.TryParse(name, out var id))
            return null;
        var text = File.ReadAllText(path);
        var recorded = known.GetValueOrDefault(name);
        var info = new HubModel { Id = id, Tags = recorded?.Tags ?? [], PipelineTag = recorded?.PipelineTag, LibraryName = recorded?.LibraryName, ModelType = recorded?.Type, Files = recorded?.Files ?? [] };
        var declared = ModelCard.Parse(text).FrontMatter.Values.Texts("datasets");
        return ModelScorer.Score(new ModelSnapshot
        {
            AskedId = id,
            TakenAt = DateTimeOffset.UnixEpoch,
            Info = Fact.Known(info),
            Card = Fact.Known(text),
            History = Fact.Unknown<CommitHistory>(NotRecorded),
            Datasets = [.. declared.Take(DeclaredDatasets.MaxAsked).Select(static dataset => new DeclaredDataset(dataset, Fact.Unknown<HubDataset>(NotRecorded)))],
        });
    }
}
