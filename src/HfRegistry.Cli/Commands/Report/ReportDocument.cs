using System.Globalization;
using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Registry;
using HfRegistry.Reporting;

namespace HfRegistry.Cli.Commands.Report;

/// <summary>The counts of a report.</summary>
internal sealed record ReportTotalsRow(
    int Types, int WithDefault, int Components, int WithoutDefault, int StaleTypes, int Models, int Licensed, int GatedDefaults,
    int Replaced, int Gone, int Disabled, int Renamed, int Superseded)
{
    public static ReportTotalsRow Of(ReportTotals totals) => new(
        totals.Types, totals.WithDefault, totals.Components, totals.WithoutDefault, totals.StaleTypes, totals.Models, totals.Licensed, totals.GatedDefaults,
        totals.Migrations.GetValueOrDefault(MigrationKind.Replaced), totals.Migrations.GetValueOrDefault(MigrationKind.Gone),
        totals.Migrations.GetValueOrDefault(MigrationKind.Disabled), totals.Migrations.GetValueOrDefault(MigrationKind.Renamed),
        totals.Migrations.GetValueOrDefault(MigrationKind.Superseded));
}

/// <summary>A type in <c>report</c>.</summary>
internal sealed record ReportTypeRow(
    string ModelType, string? ComponentOf, string? DefaultModel, string? Reason, long? SizeBytes, string? SizeBasis, string? License, string? LicenseSpdx, bool? Gated,
    string? Task, long? Downloads, int Models, string? UpdatedAt, int? AgeDays, bool Stale)
{
    public static ReportTypeRow Of(TypeReport type) => new(
        type.Type.Name, type.ComponentOf?.Name, type.Default?.ToString(), Foreign(type.Reason), type.Record?.Size?.Bytes, BasisOf(type.Record),
        Foreign(type.Record?.Licensing.Text), Foreign(type.Spdx), type.IsGated, Foreign(type.Record?.PipelineTag), type.Record?.Downloads30d, type.Models,
        type.UpdatedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), type.AgeDays, type.IsStale);

    private static string? BasisOf(ModelRecord? record) =>
        record is { Size: not null, SizeBasis: not HfRegistry.Registry.SizeBasis.Unknown and var basis } ? basis.ToString().ToLowerInvariant() : null;

    private static string? Foreign(string? text) => text is null ? null : TextSanitizer.Sanitize(text, ReportDocument.MaxTextLength);
}

/// <summary>Something that happened to a model, in <c>report</c>.</summary>
internal sealed record MigrationRow(string Kind, string ModelType, string ModelId, string? OtherId, string? Since, bool IsDefault)
{
    public static MigrationRow Of(Migration migration) => new(
        migration.Kind.ToString().ToLowerInvariant(), migration.Type.Name, migration.Model.ToString(), migration.OtherId?.ToString(),
        migration.Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), migration.IsDefault);
}

/// <summary>A bar of a distribution.</summary>
internal sealed record DistributionRow(string Label, int Count, bool Unknown)
{
    public static IReadOnlyList<DistributionRow> Of(Distribution distribution) =>
        [.. distribution.Parts.Select(static part => new DistributionRow(TextSanitizer.Sanitize(part.Label), part.Count, part.IsUnknown))];
}

/// <summary><c>report</c>: what a registry holds.</summary>
internal sealed record ReportDocument : Document
{
    /// <summary>The longest foreign text that is told whole.</summary>
    public const int MaxTextLength = 1_000;

    public required string Registry { get; init; }

    public required string Day { get; init; }

    public required int MaxAgeDays { get; init; }

    public required ReportTotalsRow Totals { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<DistributionRow>> Distributions { get; init; }

    public required IReadOnlyList<MigrationRow> Migrations { get; init; }

    public required IReadOnlyList<ReportTypeRow> Types { get; init; }

    public static ReportDocument Of(RegistryReport report, string registryName) => new()
    {
        Registry = registryName,
        Day = report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        MaxAgeDays = report.MaxAgeDays,
        Totals = ReportTotalsRow.Of(report.Totals),
        Distributions = report.Distributions.ToDictionary(static distribution => distribution.Name, DistributionRow.Of, StringComparer.Ordinal),
        Migrations = [.. report.Migrations.Select(MigrationRow.Of)],
        Types = [.. report.Types.Select(ReportTypeRow.Of)],
    };
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;
