using System.Text.Json;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Server.Jobs;

namespace HfRegistry.Server.Endpoints;

/// <summary>A model to ingest.</summary>
/// <param name="ModelId">The id on the Hub.</param>
/// <param name="Version">The version of the package, or <c>auto</c>; 1.0.0 when it is left out.</param>
/// <param name="Description">What the caller writes about it.</param>
internal sealed record IngestModelRequest(string ModelId, string? Version = null, string? Description = null);

/// <summary>A stored model.</summary>
internal sealed record IngestAnswer(
    Guid PackageId, string Name, string Version, string ModelId, string S3Path, double? NetScore, long SizeBytes, string Message, string Revision, IReadOnlyDictionary<string, double?> Metrics)
{
    /// <summary>Returns the answer about a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="address">The address of its object in the store.</param>
    public static IngestAnswer Of(CatalogPackage package, string address) => new(
        package.PackageId, package.Key.Id.ToString(), package.Key.Version.ToString(), package.Key.Id.ToString(), address, package.Scores.GetValueOrDefault("net_score"), package.Size,
        "HuggingFace model ingested successfully", package.Revision.ToString(), package.Scores);
}

/// <summary>An ingestion. Its state is <c>open</c>, <c>done</c>, <c>failed</c> or <c>canceled</c>.</summary>
internal sealed record JobAnswer(Guid JobId, string ModelId, string Version, string State, string? Step, long Done, long Total, Guid? PackageId, string? Detail, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Gets the metrics that fail, for people; null when the ingestion did not end because of metrics.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>Returns the answer about a run.</summary>
    public static JobAnswer Of(IngestionRun run)
    {
        var progress = run.Progress is { } text ? JsonSerializer.Deserialize<RunProgress>(text) : null;
        var failure = FailureOf(run);

        // The step of a failure is exact where it has one; that of the progress is up to a second old.
        return new JobAnswer(
            run.RunId, run.Request.Id.ToString(), run.Request.Version, CatalogRows.NameOf(run.State), failure?.Step is { Length: > 0 } step ? step : progress?.Step, progress?.Done ?? 0, progress?.Total ?? 0, run.PackageId,
            failure is null ? null : IngestFailure.ReasonOf(failure), run.CreatedAt, run.UpdatedAt)
        {
            Reasons = failure?.Metrics,
        };
    }

    /// <summary>Returns why a run failed, or null.</summary>
    public static FailureProduct? FailureOf(IngestionRun run) => run.Failure is { } text ? JsonSerializer.Deserialize(text, StepJson.Default.FailureProduct) : null;
}
