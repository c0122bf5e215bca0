using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Mof.Drafting;

/// <summary>Makes drafts of models: asks the Hub, applies the rules, writes a file each. A model that fails leaves the others alone.</summary>
/// <param name="hub">The Hub.</param>
/// <param name="options">How to work.</param>
/// <param name="clock">Times the run.</param>
public sealed class MofDrafter(HubClient hub, DraftOptions options, TimeProvider clock)
{
    /// <summary>So many models are asked for together: their requests are shared out among them, and their files written, before the next ones.</summary>
    private const int ModelsOfARound = 50;

    private readonly EvidenceReader _reader = new(hub);
    private readonly RepositoryLookup? _lookup = options.Probe is { } probe ? new RepositoryLookup(probe) : null;

    /// <summary>Makes the drafts of some models.</summary>
    /// <param name="ids">The models; one that stands twice is drafted once.</param>
    /// <param name="progress">Hears how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends the run: what is written stands, and no file is half written.</param>
    public async Task<DraftResult> DraftAsync(IReadOnlyCollection<ModelId> ids, IProgress<DraftProgress>? progress, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var requestsBefore = hub.RequestCount;
        ImmutableArray<ModelId> all = [.. ids.Distinct()];
        var names = DraftFile.NamesOf(all);
        var outcomes = ImmutableArray.CreateBuilder<DraftOutcome>(all.Length);
        foreach (var round in all.Chunk(ModelsOfARound))
        {
            var jobs = round.Select(id => DraftJob.Of(id, names[id], options)).ToArray();
            await RunAsync(jobs, count => progress?.Report(new DraftProgress(outcomes.Count + count, all.Length)), cancellationToken);
            outcomes.AddRange(jobs.Select(static job => job.Outcome!));
            progress?.Report(new DraftProgress(outcomes.Count, all.Length));
        }

        return new DraftResult(outcomes.ToImmutable(), hub.RequestCount - requestsBefore, clock.GetElapsedTime(started));
    }

    private async Task RunAsync(DraftJob[] jobs, Action<int> report, CancellationToken cancellationToken)
    {
        await Task.WhenAll(jobs.Where(static job => job.Outcome is null).Select(job => BeginAsync(job, cancellationToken)));
        var open = jobs.Where(static job => job.Outcome is null).ToList();
        var shares = EvidencePlan.Share([.. open.Select(static job => EvidenceReader.WishOf(job.Evidence!))], _reader.KnownDatasets);
        var done = jobs.Length - open.Count;
        report(done);
        await Task.WhenAll(open.Zip(shares, async (job, share) =>
        {
            await FinishAsync(job, share, cancellationToken);
            if (job.Outcome is null && options.Review is null)
                job.Write(options, clock);
            report(Interlocked.Increment(ref done));
        }));

        // A person is asked about one after the other, in order.
        foreach (var job in open.Where(static job => job.Outcome is null))
            job.Write(options, clock);
    }

    private async Task BeginAsync(DraftJob job, CancellationToken cancellationToken)
    {
        var info = await _reader.ReadInfoAsync(job.Asked, cancellationToken);
        if (info.Value is not { } model)
        {
            job.Fail(info.Error!);
            return;
        }

        if (job.IsUpToDate(model, options))
            return;
        var evidence = await _reader.ReadCardAsync(model, cancellationToken);
        if (evidence.Value is { } read)
            job.Evidence = read;
        else
            job.Fail(evidence.Error!);
    }

    private async Task FinishAsync(DraftJob job, EvidenceShare share, CancellationToken cancellationToken)
    {
        var answer = await _reader.ReadRestAsync(job.Evidence!, share, cancellationToken);
        if (answer.Value is not { } evidence)
        {
            job.Fail(answer.Error!);
            return;
        }

        var repository = RepositoryFinder.InCard(evidence);
        if (_lookup is not null)
            repository = await _lookup.CompleteAsync(evidence, repository, cancellationToken);
        job.Evidence = evidence with { Repository = repository };
    }
}
