using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.RecordedHub;

/// <summary>Says where the facts of a registry come from: a Markdown table for <c>docs/data-sources.md</c>.</summary>
internal static class SourcesReport
{
    private const int MostOfTasks = 200;
    private const int MostOfEachTask = 5;
    private const long GgufUsed = 50_000;
    private const long OwnFilesUsed = 1_000;
    private const long AnythingUsed = 500_000;

    private static readonly ModelType Untyped = ModelType.Parse("untyped");
    private static readonly ImmutableArray<string> EmbedderTasks = ["feature-extraction", "sentence-similarity"];
    private static readonly ImmutableArray<string> Catalogs = ["depot/depot.ai", "nomic-ai/gpt4all", "xorbitsai/inference"];

    /// <summary>Counts, for each source, the registry's models that have facts of it.</summary>
    public static async Task WriteAsync(string facts, ModelRegistry registry, DateOnly since, TextWriter output)
    {
        var sources = new SortedDictionary<string, Source>(StringComparer.OrdinalIgnoreCase);
        foreach (var record in Records(facts))
        {
            var recorded = RecordedOf(record);
            if (recorded < since || !ModelId.TryParse(record.GetProperty("id").GetString(), out var id) || registry.Find(id) is null)
                continue;
            foreach (var repository in RepositoriesOf(record).Distinct())
                sources[repository] = sources.GetValueOrDefault(repository, Source.None).With(recorded);
        }

        await output.WriteLineAsync("| source | models | recorded |\n|---|---:|---|");
        foreach (var (repository, source) in sources.OrderByDescending(pair => pair.Value.Models))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {repository} | {source.Models} | {source.Dates} |"));
    }

    /// <summary>Writes the old ids of the models that are served, as arguments of <c>hfregistry refresh</c>, one a line.</summary>
    public static async Task WriteFormerIdsAsync(string facts, DateOnly since, TextWriter output)
    {
        await foreach (var model in RecordedFacts.ReadAsync(facts, since, CancellationToken.None))
        {
            foreach (var id in model.FormerIds)
                await output.WriteLineAsync($"--id {id}");
        }
    }

    /// <summary>Writes the models whose use was recorded before a day and not since, as arguments of <c>hfregistry refresh</c>, one a line: no listing by downloads has them.</summary>
    public static async Task WriteOlderIdsAsync(string facts, DateOnly since, TextWriter output)
    {
        await foreach (var model in RecordedFacts.ReadAsync(facts, since, CancellationToken.None))
        {
            if (model is { Type: not null, PipelineTag: not null } && DateOnly.FromDateTime(model.RecordedAt!.Value.UtcDateTime) < since)
                await output.WriteLineAsync($"--id {model.Id}");
        }
    }

    /// <summary>
    /// Writes the models without a type that people use, as arguments of <c>hfregistry refresh</c>, one a line: the most downloaded with a task, everything that is
    /// downloaded a lot, used GGUF and ONNX files, the most downloaded of each task, what catalogs of inference tools list, and what the embedding benchmark
    /// measures and its name says is for another task.
    /// </summary>
    public static async Task WriteUntypedIdsAsync(string facts, DateOnly since, TextWriter output)
    {
        var context = new SelectionContext();
        var untyped = Records(facts).Where(record => RecordedOf(record) >= since).Select(static record => (Model: RecordedFacts.ModelOf(record), IsListed: RepositoriesOf(record).Any(Catalogs.Contains)))
            .Where(static recorded => recorded.Model.Type is null && ModelId.TryParse(recorded.Model.Id, out _)).OrderByDescending(static recorded => recorded.Model.Downloads ?? 0).ThenBy(static recorded => recorded.Model.Id, StringComparer.Ordinal).ToList();
        var used = untyped.Where(recorded => (recorded.IsListed || IsUsed(recorded.Model) || IsNamedForATask(recorded.Model, context)) && IsAskedFor(recorded.Model, context));
        var ofTasks = untyped.Where(recorded => recorded.Model is { PipelineTag: not null, Downloads: >= OwnFilesUsed } && !recorded.Model.Tags.Contains("gguf") && IsAskedFor(recorded.Model, context))
            .GroupBy(static recorded => recorded.Model.PipelineTag, StringComparer.Ordinal).SelectMany(static sameTask => sameTask.Take(MostOfEachTask));
        foreach (var id in untyped.Where(static recorded => recorded.Model is { PipelineTag: not null, Downloads: not null }).Take(MostOfTasks).Concat(ofTasks).Concat(used).Select(static recorded => recorded.Model.Id).Distinct(StringComparer.OrdinalIgnoreCase))
            await output.WriteLineAsync($"--id {id}");
    }

    // Nothing but its name says what such a model is for; of embedders there are enough with a count.
    private static bool IsNamedForATask(LocalModel model, SelectionContext context) =>
        model is { Downloads: null, ParameterCount: not null } && context.Tasks.Except(EmbedderTasks).Any(task => TaskFit.Of(RecordOf(model, context), Untyped, task, context) == TaskFitness.Trained);

    // Files of the model's own publisher are what its users mean.
    private static bool IsUsed(LocalModel model) => model.Downloads >= (
        model.Tags.Contains("gguf") ? IsByItsPublisher(model) ? OwnFilesUsed : GgufUsed
        : model.Tags.Contains("onnx") || model.LibraryName is "onnx" or "transformers.js" ? OwnFilesUsed
        : AnythingUsed);

    private static bool IsByItsPublisher(LocalModel model) =>
        model.Tags.Any(tag => tag.StartsWith("base_model:", StringComparison.Ordinal) && tag[(tag.LastIndexOf(':') + 1)..].StartsWith($"{model.Id.Split('/')[0]}/", StringComparison.OrdinalIgnoreCase));

    private static bool IsAskedFor(LocalModel model, SelectionContext context)
    {
        var record = RecordOf(model, context);
        return ModelKinds.Of(record, Untyped, context)?.Trait switch
        {
            ModelKind.Merge or ModelKind.Dummy or ModelKind.Adapter => false,
            ModelKind.Quantized => record.Formats.Contains("gguf"),
            _ => true,
        };
    }

    private static ModelRecord RecordOf(LocalModel model, SelectionContext context) =>
        RecordBuilder.Build(new HubModel { Id = ModelId.Parse(model.Id), Tags = model.Tags, LibraryName = model.LibraryName }, DateOnly.FromDateTime(model.RecordedAt!.Value.UtcDateTime), context);

    private static IEnumerable<JsonElement> Records(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var record = JsonDocument.Parse(line);
            yield return record.RootElement.Clone();
        }
    }

    private static DateOnly RecordedOf(JsonElement record) =>
        DateOnly.ParseExact(record.GetProperty("recorded").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> RepositoriesOf(JsonElement record)
    {
        yield return record.GetProperty("source").GetProperty("repo").GetString()!;
        if (record.TryGetProperty("filled_from", out var filled) && filled.ValueKind == JsonValueKind.Array)
        {
            foreach (var from in filled.EnumerateArray())
                yield return from.GetProperty("repo").GetString()!;
        }
    }

    private sealed record Source(int Models, DateOnly First, DateOnly Last)
    {
        public static Source None { get; } = new(0, DateOnly.MaxValue, DateOnly.MinValue);

        public string Dates => First == Last ? $"{First:yyyy-MM-dd}" : $"{First:yyyy-MM-dd} to {Last:yyyy-MM-dd}";

        public Source With(DateOnly day) => new(Models + 1, day < First ? day : First, day > Last ? day : Last);
    }
}
