using System.Text;
using HfRegistry.Hub;
using HfRegistry.Snapshots;
using HfRegistry.UseCases;

namespace HfRegistry.Ingestion.Steps;

/// <summary>Asks the Hub for the facts of a repository, and scores them. What is recorded is the facts: scores and verdict follow from them, bit for bit.</summary>
internal sealed class RepositoryScorer(IngestOptions options, HubClient hub, TimeProvider clock)
{
    private const string RecordName = "the facts of the run";

    /// <summary>Returns the facts of a repository at its commit.</summary>
    /// <param name="request">The request: the id that was asked for may belong to somebody else by now.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="recorded">The facts that an earlier attempt of the run recorded, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<StepOutcome<ModelSnapshot>> ReadAsync(IngestRequest request, ResolvedRepository repository, string? recorded, CancellationToken cancellationToken)
    {
        if (recorded is not null && SnapshotFile.Parse(Encoding.UTF8.GetBytes(recorded), RecordName).Value is [var kept] && kept.Revision == repository.Commit)
            return kept;
        var taken = request.Kind == PackageKind.Dataset
            ? await TakeDatasetAsync(request, repository, cancellationToken)
            : await new SnapshotTaker(hub, clock).TakeAsync(request.Id, cancellationToken);
        if (taken.Info.Error is { } refused)
            return StepStop.Of(refused, request.Id);
        return taken.Revision == repository.Commit
            ? taken
            : StepStop.Of(DiagnosticCatalog.RepositoryChanged.Create(request.Id, repository.Commit.Short, taken.Revision?.Short ?? "none"));
    }

    /// <summary>Returns the record of facts.</summary>
    public static string Render(ModelSnapshot facts) => Encoding.UTF8.GetString(SnapshotFile.Render([facts]));

    /// <summary>Scores facts, and judges them by the policy and by the demands of the request.</summary>
    public JudgedScore Judge(IngestRequest request, ModelSnapshot facts, CancellationToken cancellationToken)
    {
        var judged = new ScoreUseCase(options.Context, clock).Run(facts, request.Demands, cancellationToken);
        return request.Kind == PackageKind.Dataset ? judged with { Verdict = IngestGate.OfDataset(judged.Verdict) } : judged;
    }

    // The licenses and the policy of a dataset are read as those of a model; the metrics that need more stay out of its verdict.
    private async Task<ModelSnapshot> TakeDatasetAsync(IngestRequest request, ResolvedRepository repository, CancellationToken cancellationToken)
    {
        var answer = await hub.GetDatasetAsync(DatasetId.Of(repository.Key.Id), cancellationToken: cancellationToken);
        var takenAt = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        return new ModelSnapshot
        {
            AskedId = request.Id,
            TakenAt = takenAt,
            Info = answer.Value is { } dataset ? Fact.Known(Facts(dataset, repository)) : Fact.Unknown<HubModel>(answer.Error!),
            Card = Fact.Absent<string>(),
            History = Fact.Absent<CommitHistory>(),
        };
    }

    private static HubModel Facts(HubDataset dataset, ResolvedRepository repository) => new()
    {
        Id = dataset.Id.Repository,
        HubId = dataset.HubId,
        Sha = dataset.Sha,
        Tags = dataset.Tags.Sort(StringComparer.Ordinal),
        Downloads30d = dataset.Downloads30d,
        Likes = dataset.Likes,
        Gating = dataset.Gating,
        IsDisabled = dataset.IsDisabled,
        LastModified = dataset.LastModified,
        CardData = dataset.CardData,
        Files = [.. repository.Files.Select(static file => new HubFile(file.File.Path, file.File.Size))],
    };
}
