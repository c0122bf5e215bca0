using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.UseCases;

/// <summary>Drafts documents of models: asks the Hub, applies the rules, writes a file each. A model that fails leaves the others alone.</summary>
/// <param name="hub">The Hub.</param>
/// <param name="options">How to work.</param>
/// <param name="clock">Times the run.</param>
internal sealed class DraftUseCase(HubClient hub, DraftOptions options, TimeProvider clock)
{
    /// <summary>So many models are asked for together: their requests are shared out among them, and their files written, before the next ones.</summary>
    private const int ModelsOfARound = 50;

    /// <summary>A model that cannot be drafted makes room for the next one, so many times the number that is wanted.</summary>
    private const int TriesOfADraft = 3;

    private readonly EvidenceReader _reader = new(hub);
    private readonly (SourceProbe? Sources, RepositoryLookup? Lookup) _asked = ProbesOf(options);

    /// <summary>Gets the source repositories that could not be read so far.</summary>
    public ImmutableArray<ModelSource> UnknownSources => _asked.Sources?.Unknown ?? [];

    /// <summary>Makes the drafts of some models.</summary>
    /// <param name="ids">The models; one that stands twice, by two of its ids too, is drafted once.</param>
    /// <param name="progress">Hears how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends the run: what is written stands, and no file is half written.</param>
    public async Task<DraftResult> RunAsync(IReadOnlyCollection<ModelId> ids, IProgress<DraftProgress>? progress, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var requestsBefore = hub.RequestCount;
        ImmutableArray<ModelId> all = [.. ids.Distinct()];
        var names = DraftFileNames.Of(all, options.FileNames);
        var outcomes = ImmutableArray.CreateBuilder<DraftOutcome>(all.Length);

        // Which of the asked ids a model is drafted by: its present one, where that is asked for.
        var drafted = all.ToDictionary(static id => id);
        foreach (var round in all.Chunk(ModelsOfARound))
        {
            var jobs = round.Select(id => DraftJob.Of(id, names[id], options)).ToArray();
            await RunRoundAsync(jobs, drafted, count => progress?.Report(new DraftProgress(outcomes.Count + count, all.Length)), cancellationToken);
            outcomes.AddRange(jobs.Select(static job => job.Outcome!));
            progress?.Report(new DraftProgress(outcomes.Count, all.Length));
        }

        var paths = outcomes.ToDictionary(static outcome => outcome.Asked, static outcome => outcome.Path);
        return new DraftResult([.. outcomes.Select(outcome => outcome.SameAs is { } now ? outcome with { Path = paths[drafted[now]] } : outcome)], hub.RequestCount - requestsBefore, clock.GetElapsedTime(started)) { UnknownSources = UnknownSources };
    }

    /// <summary>Makes drafts of the first candidates of which there can be one; a network that fails ends it.</summary>
    /// <param name="candidates">The models, the most wanted first.</param>
    /// <param name="wanted">The number of drafts.</param>
    /// <param name="cancellationToken">Ends the run: what is written stands.</param>
    public async Task<ImmutableArray<DraftOutcome>> RunUntilAsync(IReadOnlyList<ModelId> candidates, int wanted, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<DraftOutcome>();
        var left = wanted;
        while (left > 0 && outcomes.Count < Math.Min(candidates.Count, TriesOfADraft * wanted))
        {
            var round = await RunAsync([.. candidates.Skip(outcomes.Count).Take(left)], progress: null, cancellationToken);
            outcomes.AddRange(round.Outcomes);
            left = round.IsPartial ? 0 : left - round.Count(DraftStatus.Drafted);
        }

        return outcomes.ToImmutable();
    }

    private async Task RunRoundAsync(DraftJob[] jobs, Dictionary<ModelId, ModelId> drafted, Action<int> report, CancellationToken cancellationToken)
    {
        await Task.WhenAll(jobs.Where(static job => job.Outcome is null).Select(job => GuardAsync(job, () => AskAsync(job, cancellationToken))));
        PassOverOldIds(jobs, drafted);
        await Task.WhenAll(jobs.Where(static job => job.Outcome is null).Select(job => GuardAsync(job, () => BeginAsync(job, cancellationToken))));
        var open = jobs.Where(static job => job.Outcome is null).ToList();
        var shares = EvidenceBudget.Allocate([.. open.Select(static job => EvidenceReader.WishOf(job.Evidence!))], _reader.KnownDatasets);
        var done = jobs.Length - open.Count;
        report(done);
        await Task.WhenAll(open.Zip(shares, async (job, share) =>
        {
            await GuardAsync(job, async () =>
            {
                await FinishAsync(job, share, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                if (job.Outcome is null && options.Review is null)
                    job.Write(options);
            });
            report(Interlocked.Increment(ref done));
        }));

        // A person is asked about one after the other, in order.
        foreach (var job in open.Where(static job => job.Outcome is null))
        {
            if (BatchItem.Run(() => job.Write(options)) is { } bug)
                job.Fail(bug);
        }
    }

    private static async Task GuardAsync(DraftJob job, Func<Task> work)
    {
        if (await BatchItem.RunAsync(work) is { } bug)
            job.Fail(bug);
    }

    private async Task AskAsync(DraftJob job, CancellationToken cancellationToken)
    {
        var info = await _reader.ReadInfoAsync(job.Asked, cancellationToken);
        if (info.Value is { } model)
            job.Info = model;
        else
            job.Fail(info.Error!);
    }

    // The order of the ids decides, not that of the answers.
    private static void PassOverOldIds(DraftJob[] jobs, Dictionary<ModelId, ModelId> drafted)
    {
        foreach (var job in jobs)
        {
            if (job is { Outcome: null, Info: { } model } && model.Id != job.Asked && !drafted.TryAdd(model.Id, job.Asked))
                job.MarkDuplicate();
        }
    }

    private async Task BeginAsync(DraftJob job, CancellationToken cancellationToken)
    {
        if (job.IsUpToDate(job.Info!, options))
            return;
        var evidence = await _reader.ReadCardAsync(job.Info!, cancellationToken);
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

        var found = new FoundRepository(RepositoryFinder.InCard(evidence), IsRead: false);
        if (_asked.Lookup is { } lookup)
            found = await lookup.CompleteAsync(found.Repository, RepositoryFinder.Guesses(evidence), cancellationToken);
        job.Evidence = evidence with { Repository = found.Repository, HasSourceEvidence = _asked.Sources is not null && found.IsRead };
    }

    private static (SourceProbe? Sources, RepositoryLookup? Lookup) ProbesOf(DraftOptions options)
    {
        var sources = options.Sources is { } reader ? new SourceProbe(reader, options.Probe) : null;
        return (sources, (sources ?? options.Probe) is { } probe ? new RepositoryLookup(probe) : null);
    }
}
