using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using HfRegistry.Registry;

namespace HfRegistry.RecordedHub;

/// <summary>Says where the facts of a registry come from: a Markdown table for <c>docs/data-sources.md</c>.</summary>
internal static class SourcesReport
{
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

    /// <summary>The old ids of recorded models, as arguments of <c>hfregistry refresh</c>, one a line.</summary>
    public static async Task WriteFormerIdsAsync(string facts, DateOnly since, TextWriter output)
    {
        foreach (var record in Records(facts))
        {
            if (RecordedOf(record) >= since && record.TryGetProperty("former_ids", out var ids) && ids.ValueKind == JsonValueKind.Array)
            {
                foreach (var id in ids.EnumerateArray())
                    await output.WriteLineAsync($"--id {id.GetString()}");
            }
        }
    }

    /// <summary>Writes the most used models without a type, as arguments of <c>hfregistry refresh</c>, one a line.</summary>
    public static async Task WriteUntypedIdsAsync(string facts, DateOnly since, int most, TextWriter output)
    {
        var untyped = Records(facts).Where(record => RecordedOf(record) >= since && RecordedFacts.ModelOf(record) is { Type: null, PipelineTag: not null, Downloads: not null })
            .Select(RecordedFacts.ModelOf).OrderByDescending(static model => model.Downloads).Take(most);
        foreach (var model in untyped)
            await output.WriteLineAsync($"--id {model.Id}");
    }

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
