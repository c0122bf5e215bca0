using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.RecordedHub;

/// <summary>
/// Counts how many recorded models the gate's presets pass and stop, as far as the recorded facts tell: the license, and the size under
/// an assumed width of the parameters, since dtypes were not recorded. Cards, commits and datasets were not recorded either.
/// </summary>
internal static class GateReport
{
    private const string NotRecorded = "not recorded";

    /// <summary>Writes the counts as a table.</summary>
    public static async Task WriteAsync(string facts, DateOnly since, TextWriter output)
    {
        var models = await RecordedFacts.ReadAsync(facts, since, CancellationToken.None).ToListAsync();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{models.Count} models recorded since {since:yyyy-MM-dd}"));
        await output.WriteLineAsync("| preset | metric | passes | stops | unknown |");
        await output.WriteLineAsync("|---|---|---|---|---|");
        foreach (var preset in Enum.GetValues<GatePreset>())
        {
            await output.WriteLineAsync(Row(preset, "license", Count(models, preset, Metric.License, "F32")));
            foreach (var dtype in GatePresets.ThresholdOf(preset, Metric.SizeScore) > 0 ? (string[])["BF16", "F32"] : [])
                await output.WriteLineAsync(Row(preset, $"size_score, were all parameters {dtype}", Count(models, preset, Metric.SizeScore, dtype)));
        }
    }

    private static string Row(GatePreset preset, string metric, (int Passed, int Stopped, int Unknown) count) => string.Create(
        CultureInfo.InvariantCulture, $"| `{GateOptionParser.NameOf(preset)}` | {metric} | {count.Passed} | {count.Stopped} | {count.Unknown} |");

    private static (int Passed, int Stopped, int Unknown) Count(List<LocalModel> models, GatePreset preset, Metric metric, string dtype)
    {
        // Everything else is left out of the verdict: of one metric at a time it is known what the preset says.
        var only = new GateDemands { Threshold = 0, Thresholds = ImmutableSortedDictionary<Metric, double>.Empty.Add(metric, GatePresets.ThresholdOf(preset, metric)) };
        var rules = new GateRules([new GateLayer(only, "the report")]);
        // Where no license was recorded the Hub may well have one: the tags of many models are incomplete.
        var told = models.Where(model => metric != Metric.License || model.Tags.Any(static tag => tag.StartsWith("license:", StringComparison.Ordinal))).ToList();
        var verdicts = told.Select(model => SnapshotOf(model, dtype)).OfType<ModelSnapshot>()
            .Select(snapshot => ModelGate.Judge(new GateSubject(snapshot.Id) { Score = ModelScorer.Score(snapshot) }, rules, DateOnly.FromDateTime(snapshot.TakenAt.UtcDateTime)))
            .CountBy(static verdict => verdict.IsPassed ? "passed" : verdict.IsOnlyUnknown ? "unknown" : "stopped").ToDictionary();
        return (verdicts.GetValueOrDefault("passed"), verdicts.GetValueOrDefault("stopped"), verdicts.GetValueOrDefault("unknown") + models.Count - told.Count);
    }

    private static ModelSnapshot? SnapshotOf(LocalModel model, string dtype) => !ModelId.TryParse(model.Id, out var id) ? null : new ModelSnapshot
    {
        AskedId = id,
        TakenAt = model.RecordedAt!.Value,
        Info = Fact.Known(new HubModel
        {
            Id = id,
            Tags = model.Tags,
            PipelineTag = model.PipelineTag,
            LibraryName = model.LibraryName,
            ModelType = model.Type,
            Files = model.Files ?? [],
            ParametersByDtype = model.ParameterCount is { } count ? ImmutableSortedDictionary<string, long>.Empty.Add(dtype, count) : ImmutableSortedDictionary<string, long>.Empty,
        }),
        Card = Fact.Unknown<string>(NotRecorded),
        History = Fact.Unknown<CommitHistory>(NotRecorded),
    };
}
