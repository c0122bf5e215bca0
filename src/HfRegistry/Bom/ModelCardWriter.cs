using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Hub;

namespace HfRegistry.Bom;

/// <summary>Writes the model card of a component: parameters, benchmark figures, the sections of the card, and the quality metrics.</summary>
/// <param name="model">The model.</param>
/// <param name="addresses">The addresses of the Hub that it comes from.</param>
internal sealed class ModelCardWriter(BomModel model, ModelAddresses addresses)
{
    private const int MaxTitle = 80;

    private readonly ImmutableArray<BenchmarkResult> _benchmarks = BenchmarksOf(model);

    /// <summary>Writes the card; nothing where nothing is known that belongs into it.</summary>
    public void Write(Utf8JsonWriter json) => json.Object("modelCard", IsEmpty, card =>
    {
        card.Object("modelParameters", !HasParameters, WriteParameters);
        card.Object("quantitativeAnalysis", _benchmarks.IsEmpty, WriteBenchmarks);
        card.Object("considerations", !HasConsiderations, WriteConsiderations);
        card.Properties(Metrics());
    });

    private bool IsEmpty => !HasParameters && _benchmarks.IsEmpty && !HasConsiderations && model.Record?.Scores is null;

    private bool HasParameters => model is not { Task: null, Type: null } || Architecture is not null || model.Datasets is { IsEmpty: false };

    private bool HasConsiderations => Emissions is not null || Sections(SectionTitles.IntendedUse).Length + Sections(SectionTitles.Limitations).Length + Sections(SectionTitles.Ethics).Length > 0;

    private string? Architecture => model.Record?.Architectures.FirstOrDefault();

    // The Hub's documentation has grams for the unit.
    private string? Emissions => model.Facts?.Metadata["co2_eq_emissions"] is { } stated && (stated.Number ?? stated["emissions"]?.Number) is { } grams ? Number(grams) : null;

    // A snapshot keeps the card's metadata and no figures of their own.
    private static ImmutableArray<BenchmarkResult> BenchmarksOf(BomModel model)
    {
        if (model.Record is { Benchmarks: { IsEmpty: false } recorded })
            return recorded;
        var read = model.Facts?.Info.CardData is { } metadata ? ForeignInput.Read(() => BenchmarkReader.Read(JsonElement.Parse(metadata))).Value : [];
        return read.IsDefault ? [] : read;
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private void WriteParameters(Utf8JsonWriter json)
    {
        json.Text("task", model.Task);
        json.Text("architectureFamily", model.Type?.Name);
        json.Text("modelArchitecture", Architecture);
        json.Objects("datasets", model.Datasets ?? [], static (writer, dataset) => writer.WriteString("ref", ComponentWriter.ReferenceOfDataset(dataset)));
        var (inputs, outputs) = TaskFormats.Of(model.Task);
        json.Objects("inputs", inputs, static (writer, format) => writer.WriteString("format", format));
        json.Objects("outputs", outputs, static (writer, format) => writer.WriteString("format", format));
    }

    private void WriteBenchmarks(Utf8JsonWriter json) => json.Objects("performanceMetrics", _benchmarks, static (writer, result) =>
    {
        writer.Text("type", result.Metric);
        writer.WriteString("value", Number(result.Value));
        writer.Text("slice", result.Dataset);
    });

    private void WriteConsiderations(Utf8JsonWriter json)
    {
        json.Texts("useCases", Sections(SectionTitles.IntendedUse));
        json.Texts("technicalLimitations", Sections(SectionTitles.Limitations));
        json.Objects("ethicalConsiderations", Sections(SectionTitles.Ethics), static (writer, section) => writer.Text("name", section));
        json.Object("environmentalConsiderations", Emissions is null, writer => writer.Properties([("co2-eq-emissions-grams", Emissions)]));
    }

    private ImmutableArray<string> Sections(Phrases titles) => model.Facts?.Card is not { } card ? [] :
    [
        .. card.Written(titles).Select(section => $"{TextSanitizer.Sanitize(section.Title, MaxTitle)} ({addresses.File(model.Id, model.Revision, HubCard.Path)})").Distinct(StringComparer.Ordinal),
    ];

    private IEnumerable<(string Name, string? Value)> Metrics() => model.Record?.Scores is not { } scores ? [] :
    [
        .. scores.Metrics.Select(static metric => ($"metric:{metric.Key}", (string?)(metric.Value.Value is { } value ? Number(value) : "unknown"))),
        ("metric:net", scores.Net is { } net ? Number(net) : "unknown"),
        ("metric:coverage", Number(scores.Coverage)),
        ("metric:as-of", IsoDate.Format(scores.AsOf)),
        ("metric:commit", scores.Revision?.ToString()),
    ];
}
