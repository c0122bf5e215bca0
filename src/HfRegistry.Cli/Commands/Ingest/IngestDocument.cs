using System.Text.Json.Serialization;
using HfRegistry.Cli.Commands.Packages;
using HfRegistry.Cli.Output;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Quality;

namespace HfRegistry.Cli.Commands.Ingest;

/// <summary>The outcome for one repository. <c>status</c> is <c>stored</c>, <c>duplicate</c>, <c>refused</c> or <c>failed</c>, and <c>step</c> the last step.</summary>
internal sealed record IngestedRow
{
    public required string Kind { get; init; }

    public required string Id { get; init; }

    public string? Version { get; init; }

    public string? Revision { get; init; }

    public required string Status { get; init; }

    public required string Step { get; init; }

    /// <summary>Gets the package that was stored, or the one that is there already.</summary>
    public PackageRow? Package { get; init; }

    /// <summary>Gets the address of the stored object.</summary>
    public string? Address { get; init; }

    public required long SizeBytes { get; init; }

    public required long FetchedBytes { get; init; }

    public double? NetScore { get; init; }

    /// <summary>Gets the value of each metric; null when it is unknown. Empty for a dataset.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    /// <summary>Gets the metrics and demands that are not met.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }

    public static IngestedRow Of(PackageWorkspace packages, IngestResult result) => new()
    {
        Kind = result.Request.Kind == PackageKind.Dataset ? "dataset" : "model",
        Id = (result.Key?.Id ?? result.Request.Id).ToString(),
        Version = (result.Key?.Version ?? result.Request.Version)?.ToString(),
        Revision = result.Revision?.ToString(),
        Status = result.Status.ToString().ToLowerInvariant(),
        Step = StepProducts.NameOf(result.Step),
        Package = result.Package is { } package ? PackageRow.Of(package) : null,
        Address = result.Package is { } stored ? packages.Store.AddressOf(stored.Object) : null,
        SizeBytes = result.TotalBytes,
        FetchedBytes = result.FetchedBytes,
        NetScore = result.Score?.NetScore,
        Metrics = result.Score?.Metrics.ToDictionary(static metric => MetricNames.NameOf(metric.Key), static metric => metric.Value.Value) ?? [],
        Failures = [.. result.Verdict?.Metrics.Select(static failure => failure.ToString()) ?? [], .. result.Verdict?.Policy.Select(static failure => failure.Reason) ?? []],
        Diagnostics = [.. result.Diagnostics.Select(DiagnosticRow.Of)],
    };
}

/// <summary><c>ingest</c>: the outcome for each repository.</summary>
internal sealed record IngestDocument(string Store, IReadOnlyList<IngestedRow> Results, int Stored, int Refused, int Failed) : Document
{
    public static IngestDocument Of(PackageWorkspace packages, IReadOnlyCollection<IngestResult> results) => new(
        TextSanitizer.Sanitize(packages.Name, int.MaxValue),
        [.. results.Select(result => IngestedRow.Of(packages, result))],
        results.Count(static result => result.Status == IngestStatus.Stored),
        results.Count(static result => result.Status is IngestStatus.Refused or IngestStatus.Duplicate),
        results.Count(static result => result.Status == IngestStatus.Failed));
}

/// <summary>Writes the document without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IngestDocument))]
internal sealed partial class IngestJson : JsonSerializerContext;
