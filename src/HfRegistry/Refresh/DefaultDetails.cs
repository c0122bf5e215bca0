using System.Collections.Concurrent;
using HfRegistry.Http;
using HfRegistry.Hub;
using HfRegistry.Registry;

namespace HfRegistry.Refresh;

/// <summary>
/// Adds to each type's default what no listing carries: the new version that its card names, the name of a license of its own, and its benchmark
/// results. One request a default, so a refresh does it only when it is told to: a card may hold a prompt of 13 KB, and an index thousands of figures.
/// </summary>
internal sealed class DefaultDetails(HubClient hub, TimeProvider? clock = null)
{
    private const int ParallelModels = 16;

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Asks about the defaults of the types that a refresh asked for, and joins the answers with what it learned.</summary>
    /// <param name="refreshed">What the refresh did.</param>
    /// <param name="cancellationToken">Stops at once; nothing is returned then.</param>
    /// <returns>The same with the details; a default that could not be asked about keeps those it had, and an error says so.</returns>
    public async Task<RefreshResult> AddAsync(RefreshResult refreshed, CancellationToken cancellationToken = default)
    {
        var started = _clock.GetTimestamp();
        var asked = refreshed.Updated.Concat(refreshed.Unchanged).Select(refreshed.Registry.Find).OfType<RegistryEntry>()
            .Where(static entry => entry.DefaultModel is { } id && entry.Find(id) is { GoneSince: null, ReplacedSince: null }).ToList();
        var run = new Run();
        await Parallel.ForEachAsync(
            asked,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelModels, CancellationToken = cancellationToken },
            async (entry, token) =>
            {
                if (await BatchItem.RunAsync(() => AskAsync(run, entry, token)) is { } bug)
                    run.Told.Enqueue(HubDiagnostics.Of(bug, Consequence.DetailsMissing, entry.DefaultModel));
            });
        cancellationToken.ThrowIfCancellationRequested();

        var changed = run.Changed.OrderBy(static entry => entry.Type).ToList();
        var updated = refreshed.Updated.Union(changed.Select(static entry => entry.Type)).Order().ToList();
        return refreshed with
        {
            Registry = ModelRegistry.Of(refreshed.Registry.Entries.Concat(changed)),
            Updated = [.. updated],
            Unchanged = [.. refreshed.Unchanged.Except(updated)],
            Requests = hub.RequestCount,
            Elapsed = refreshed.Elapsed + _clock.GetElapsedTime(started),
            Diagnostics =
            [
                .. refreshed.Diagnostics, .. run.Told,
                .. run.Trouble is { } trouble ? [HubDiagnostics.Of(trouble, Consequence.DetailsMissingForSome, run.Failed, asked.Count)] : Array.Empty<Diagnostic>(),
            ],
        };
    }

    private async Task AskAsync(Run run, RegistryEntry entry, CancellationToken cancellationToken)
    {
        var old = entry.Find(entry.DefaultModel!)!;
        if (run.GivenUp is { } reason)
        {
            run.Count(reason);
            return;
        }

        var answer = await hub.GetDetailsAsync(old.Id, cancellationToken);
        if (answer.Error is { } error)
        {
            run.Count(error);
            return;
        }

        run.Succeeded();
        // Another id or another repository is what the next refresh finds and names; its details are not this model's.
        if (answer.Value is not { } model || model.Id != old.Id || (old.HubId is { } was && model.HubId is { } now && was != now))
            return;
        var detailed = old with { NewVersion = model.NewVersion, Benchmarks = model.Benchmarks };
        if (RecordBuilder.LicensesOf(model) is { Text: not null } licenses)
            detailed = detailed.With(licenses);
        if (!RecordVolatileFields.EqualsIgnoringVolatile(old, detailed))
            run.Changed.Add(entry with { Models = entry.Models.Replace(old, detailed), UpdatedAt = _clock.GetUtcNow() });
    }

    /// <summary>The results of one run, collected from many tasks at once.</summary>
    private sealed class Run
    {
        private readonly CircuitBreaker<HubError> _breaker = new();
        private int _failed;

        public ConcurrentBag<RegistryEntry> Changed { get; } = [];

        public ConcurrentQueue<Diagnostic> Told { get; } = [];

        public HubError? GivenUp => _breaker.Reason;

        public HubError? Trouble { get; private set; }

        public int Failed => _failed;

        public void Succeeded() => _breaker.RecordSuccess();

        public void Count(HubError error)
        {
            Interlocked.Increment(ref _failed);
            Trouble ??= error;
            _breaker.RecordFailure(error, isFinal: error is HubError.BadToken or HubError.RateLimited);
        }
    }
}
