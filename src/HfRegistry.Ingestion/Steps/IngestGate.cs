using System.Collections.Immutable;
using HfRegistry.Gate;
using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.UseCases;

namespace HfRegistry.Ingestion.Steps;

/// <summary>Decides by a verdict whether a repository is let in.</summary>
internal static class IngestGate
{
    /// <summary>The demands of a policy that a dataset can meet.</summary>
    private static readonly ImmutableArray<PolicyDemand> OfDatasets = [PolicyDemand.Owner, PolicyDemand.License, PolicyDemand.Gated, PolicyDemand.Age, PolicyDemand.Downloads];

    /// <summary>Returns the part of a verdict that is about datasets: the license, and what the policy demands of any repository.</summary>
    public static GateVerdict OfDataset(GateVerdict verdict) => verdict with
    {
        Metrics = [.. verdict.Metrics.Where(static failure => failure.Metric == Metric.License)],
        Policy = [.. verdict.Policy.Where(static failure => OfDatasets.Contains(failure.Demand))],
    };

    /// <summary>Returns why a repository is not let in, or null.</summary>
    /// <param name="judged">The scores and the verdict.</param>
    /// <param name="repository">The repository.</param>
    public static StepStop? Refusal(JudgedScore judged, ResolvedRepository repository)
    {
        if (repository.Kind == RepositoryKind.Dataset && !repository.Files.Any(static file => file.File is { Path: HubCard.Path, Size: > 0 }))
            return StepStop.Of(DiagnosticCatalog.DatasetWithoutCard.Create(repository.Key.Id));
        if (judged.Verdict.IsPassed)
            return null;

        // What the Hub refused to tell may be good or bad: nothing is found yet.
        var mayPass = judged.Verdict.IsOnlyUnknown && ScoringFailure.Of(judged.Scored) is not null;
        return new StepStop(mayPass ? IngestStatus.Failed : IngestStatus.Refused, [.. GateDiagnostics.Of(judged.Verdict, location: null, Severity.Error)])
        {
            HubError = mayPass ? judged.Scored.Failures.First(static error => error.IsTrouble) : null,
        };
    }
}
