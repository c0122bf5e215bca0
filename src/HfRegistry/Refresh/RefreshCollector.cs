using System.Collections.Concurrent;
using System.Collections.Immutable;
using HfRegistry.Http;
using HfRegistry.Hub;
using HfRegistry.Registry;

namespace HfRegistry.Refresh;

/// <summary>The results of one refresh, collected from many tasks at once.</summary>
/// <param name="registry">The registry so far.</param>
/// <param name="total">How many types are asked for.</param>
/// <param name="progress">Told after each type.</param>
/// <param name="clock">Times the queries.</param>
internal sealed class RefreshCollector(ModelRegistry registry, int total, IProgress<RefreshProgress>? progress, TimeProvider clock)
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<Diagnostic> _diagnostics = new();
    private readonly ConcurrentDictionary<ModelType, HubError> _failed = new();
    private readonly long _started = clock.GetTimestamp();
    private long _queriesStarted;
    private int _done;
    private int _queried;
    private readonly CircuitBreaker<HubError> _breaker = new();
    private volatile bool _hasSucceeded;

    /// <summary>Gets the entries to keep, new or old.</summary>
    public ConcurrentDictionary<ModelType, RegistryEntry> Merged { get; } = new();

    /// <summary>Gets the reason why nothing more is asked, or null.</summary>
    public HubError? GivenUp => _breaker.Reason;

    public void AddDiagnostic(Diagnostic diagnostic) => _diagnostics.Enqueue(diagnostic);

    public void Skip(string problem) => AddDiagnostic(DiagnosticCatalog.HubModelSkipped.Create(problem));

    public void RecordSuccess()
    {
        _hasSucceeded = true;
        _breaker.RecordSuccess();
    }

    /// <summary>Counts a failure that is no type's.</summary>
    public void RecordFailure(HubError error)
    {
        // A bug of this program at one type tells nothing about the Hub.
        if (error is HubError.Unexpected)
            return;
        // A wrong token closes every model, and an exhausted quota every request: asking on would only add refusals. A refusal that is
        // over within a minute is one request's bad luck in a burst; its type is asked for again when the others are done.
        _breaker.RecordFailure(error, isFinal: error is HubError.BadToken || error is HubError.RateLimited { RetryAfter: var wait } && (wait is null || wait > ShortWait));
    }

    public void RecordTypeFailure(ModelType type, HubError error)
    {
        _failed[type] = error;
        RecordFailure(error);
    }

    public void KeepExistingEntry(RegistryEntry old)
    {
        Merged[old.Type] = old;
        AddDiagnostic(DiagnosticCatalog.HubListsNothing.Create(old.Type.Name, old.Models.Length));
    }

    /// <summary>Takes back the failures that may have been a moment's trouble: their types are worth a second query when the others are done.</summary>
    public ImmutableArray<ModelType> RequeueTransientFailures()
    {
        var passing = _failed.Where(failure => failure.Value.IsTransient).Select(failure => failure.Key).Order().ToImmutableArray();
        foreach (var type in passing)
        {
            // A Hub of which nothing came at all is not asked again.
            if (_failed.TryRemove(type, out var error) && !_hasSucceeded)
                _breaker.TryOpen(error);
        }

        return passing;
    }

    /// <summary>Tells how many models a sweep has read so far.</summary>
    public void ReportListed(int models) => progress?.Report(new RefreshProgress(_done, total) { Listed = models });

    /// <summary>Begins the part whose pace tells the time that is left.</summary>
    public void BeginQueries() => _queriesStarted = clock.GetTimestamp();

    /// <summary>Tells that a type is done.</summary>
    public void Report(bool wasQueried)
    {
        var queried = wasQueried ? Interlocked.Increment(ref _queried) : Volatile.Read(ref _queried);
        var done = Interlocked.Increment(ref _done);
        progress?.Report(new RefreshProgress(done, total) { TimeLeft = TimeLeft(queried, total - done, clock.GetElapsedTime(_queriesStarted)) });
    }

    /// <summary>Returns how long the rest takes when each of its types needs a query at the pace so far; null without a pace.</summary>
    internal static TimeSpan? TimeLeft(int queried, int open, TimeSpan elapsed) => queried == 0 ? null : elapsed / queried * open;

    /// <summary>Sums up.</summary>
    /// <param name="requests">How many requests were sent.</param>
    /// <param name="resumed">How many types an earlier refresh had learned.</param>
    public RefreshResult ToResult(long requests, int resumed)
    {
        var updated = Merged.Values.Where(entry => !ReferenceEquals(entry, registry.Find(entry.Type))).OrderBy(entry => entry.Type).ToList();
        var failed = _failed.Select(failure => new RefreshFailure(failure.Key, failure.Value)).OrderBy(failure => failure.Type).ToImmutableArray();
        if (!failed.IsEmpty)
        {
            AddDiagnostic(DiagnosticCatalog.RefreshPartial.Create(failed.Length, total, failed[0].Type.Name, failed[0].Error.Message));
        }

        foreach (var model in updated.SelectMany(entry => entry.Models).Where(model => model.ReplacedSince is not null && registry.Find(model.Id)?.Model.ReplacedSince is null))
            AddDiagnostic(DiagnosticCatalog.ModelReplaced.Create(model.Id));

        foreach (var (old, model) in updated.SelectMany(NewlyRenamed))
        {
            // A rename alone is what a refresh is for; new hands are somebody's to look at.
            if (HubRename.Diagnostic(old, model.Id) is { } renamed)
                AddDiagnostic(HubRename.ChangesOwner(old, model.Id) ? renamed : renamed with { Severity = Severity.Message });
        }

        return new RefreshResult(
            ModelRegistry.Of(registry.Entries.Concat(updated)),
            [.. updated.Select(entry => entry.Type)],
            [.. Merged.Keys.Except(updated.Select(entry => entry.Type)).Order()],
            failed,
            requests,
            clock.GetElapsedTime(_started),
            [.. _diagnostics])
        {
            Resumed = resumed,
        };
    }

    private IEnumerable<(ModelId Old, ModelRecord Model)> NewlyRenamed(RegistryEntry entry)
    {
        var before = registry.Find(entry.Type);
        return entry.Models.SelectMany(model => model.RenamedFrom.Except(before?.Find(model.Id)?.RenamedFrom ?? []).Select(old => (old, model)));
    }
}
