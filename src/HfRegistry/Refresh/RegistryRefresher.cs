using System.Collections.Concurrent;
using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>
/// Brings a registry up to date with the Hub. Pure of files: <c>RefreshUseCase</c> loads the registry, keeps the journal and saves
/// the result.
/// </summary>
/// <remarks>
/// For many types the most downloaded models are read first, and a type gets a query of its own only where these do not answer for it
/// (<see cref="ListingCoverage"/>). What an earlier refresh learned before it was cut off is not asked for again.
/// </remarks>
internal sealed class RegistryRefresher
{
    private const int ParallelTypes = 16;

    private readonly HubClient _hub;
    private readonly SelectionContext _context;
    private readonly TimeProvider _clock;
    private readonly ModelTypeQuery _inquiry;

    /// <summary>Creates a refresher.</summary>
    /// <param name="hub">The Hub's client; it bounds the requests that run at once and their rate.</param>
    /// <param name="context">The built-in knowledge and the configuration.</param>
    /// <param name="clock">Dates what is learned.</param>
    public RegistryRefresher(HubClient hub, SelectionContext context, TimeProvider? clock = null)
    {
        _hub = hub;
        _context = context = context.NamesModels ? context.WithRenames([EmbeddedRegistry.Registry]) : context;
        _clock = clock ?? TimeProvider.System;
        _inquiry = new ModelTypeQuery(hub, context, _clock);
    }

    /// <summary>Asks the Hub and merges what it says; a type that fails keeps its entry.</summary>
    /// <param name="registry">The registry so far.</param>
    /// <param name="options">What to refresh.</param>
    /// <param name="progress">Told after each type, and after each page of a sweep.</param>
    /// <param name="cancellationToken">Stops at once; nothing is returned then.</param>
    public Task<RefreshResult> RefreshAsync(
        ModelRegistry registry, RefreshOptions options, IProgress<RefreshProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RefreshAsync(registry, options, journal: null, progress, cancellationToken);

    /// <summary>Returns the same with a journal, which is told of each type as it is learned, and asked first.</summary>
    internal async Task<RefreshResult> RefreshAsync(
        ModelRegistry registry, RefreshOptions options, RefreshJournal? journal, IProgress<RefreshProgress>? progress, CancellationToken cancellationToken)
    {
        var requestsBefore = _hub.RequestCount;
        var changes = options.ChangedSince is { } since ? await RecentChanges.ReadAsync(_hub, since, cancellationToken) : RecentChanges.NotAsked;
        var plan = RefreshPlan.Of(options, registry, _context.Types, changes, _clock.GetUtcNow());
        var run = new Run(registry, options, journal, new RefreshCollector(registry, plan.Asked.Length, progress, _clock));
        if (changes.Problem is { } problem)
            run.Tally.AddDiagnostic(problem);
        if (FactAge.Future(plan.Asked.Select(registry.Find), _clock.GetUtcNow()) is { } future)
            run.Tally.AddDiagnostic(future);

        var ofIds = await AskIdsAsync(run, cancellationToken);
        await AskTypesAsync(run, plan.Asked, ofIds, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        foreach (var type in plan.Derived.Concat(ofIds.Keys).Except(plan.Asked).Distinct())
        {
            if (BatchItem.Run(() => run.Tally.Merged[type] = Merge(registry.Find(type), type, ofIds.GetValueOrDefault(type, TypeFacts.None), options)) is { } bug)
                run.Tally.RecordTypeFailure(type, bug);
        }

        if (run.Tally.GivenUp is null)
        {
            foreach (var entry in await new LicenseNaming(_hub, ParallelTypes).NameAsync([.. run.Tally.Merged.Values], registry, run.Tally.AddDiagnostic, cancellationToken))
                run.Tally.Merged[entry.Type] = entry;
        }

        return run.Tally.ToResult(_hub.RequestCount - requestsBefore, run.Known.Count);
    }

    private async Task AskTypesAsync(
        Run run, ImmutableArray<ModelType> types, ImmutableSortedDictionary<ModelType, TypeFacts> ofIds, CancellationToken cancellationToken)
    {
        if (run.Journal is { } journal)
            run.Known = journal.Learned.Where(pair => types.Contains(pair.Key)).ToImmutableDictionary();
        var open = types.RemoveAll(run.Known.ContainsKey);
        var swept = await SweepAsync(run, open, cancellationToken);
        run.Tally.BeginQueries();

        // What needs no query comes first: it is done in no time, and the pace of the queries then tells the time left.
        await ForEachAsync([.. types.OrderBy(type => open.Contains(type) && swept?.ContainsKey(type) is not true)]);
        await ForEachAsync(run.Tally.RequeueTransientFailures(), isLastTry: true);

        Task ForEachAsync(ImmutableArray<ModelType> part, bool isLastTry = false) => Parallel.ForEachAsync(
            part,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelTypes, CancellationToken = cancellationToken },
            async (type, token) =>
            {
                if (await BatchItem.RunAsync(() => AskTypeAsync(run, type, swept?.GetValueOrDefault(type), ofIds.GetValueOrDefault(type, TypeFacts.None), isLastTry, token)) is not { } bug)
                    return;
                run.Tally.RecordTypeFailure(type, bug);
                run.Tally.Report(wasQueried: true);
            });
    }

    /// <summary>Returns what a sweep answers, by type; null when it was not worth one, or came to nothing.</summary>
    private async Task<ImmutableDictionary<ModelType, TypeFacts>?> SweepAsync(Run run, ImmutableArray<ModelType> open, CancellationToken cancellationToken)
    {
        // What a sweep of an earlier refresh left open, another one would leave open too.
        if (BulkListing.PagesFor(open.Length) == 0 || run.Journal?.SweptTypes >= open.Length)
            return null;
        var before = _hub.RequestCount;
        var swept = await new BulkListing(_hub, _inquiry).ReadAsync(open, run.Tally.Skip, run.Tally.ReportListed, cancellationToken);
        if (swept.Error is { } error)
            run.Tally.RecordFailure(error);
        var queries = ListingCoverage.Queries(open, swept, _hub.RequestCount - before, _hub.IsSignedIn, _context);
        var answered = open.RemoveAll(queries.Contains)
            .ToImmutableDictionary(type => type, type => TypeFacts.None with { Models = swept.Of(type).Models });
        if (swept.Error is null)
            run.Journal?.AddSweep(open.Length, answered);
        return answered;
    }

    private async Task AskTypeAsync(
        Run run, ModelType type, TypeFacts? swept, TypeFacts ofIds, bool isLastTry, CancellationToken cancellationToken)
    {
        var tally = run.Tally;
        var old = run.Registry.Find(type);
        var given = run.Known.GetValueOrDefault(type) ?? swept;
        try
        {
            if (tally.GivenUp is { } reason && given is null)
                throw new HubException(reason);
            var listed = given ?? await _inquiry.ListAsync(type, tally.Skip, cancellationToken);
            var facts = await _inquiry.CompleteAsync(type, old, listed, cancellationToken);
            if (!ReferenceEquals(facts, given))
            {
                tally.RecordSuccess();
                run.Journal?.Add(type, facts);
            }

            Keep(run, type, old, facts.And(ofIds));
        }
        catch (HubException e)
        {
            tally.RecordTypeFailure(type, e.Error);
            if (e.Error.IsTransient && !isLastTry)
                return;
            if (!ofIds.Models.IsEmpty)
                tally.Merged[type] = Merge(old, type, ofIds, run.Options);
        }

        tally.Report(wasQueried: given is null);
    }

    private void Keep(Run run, ModelType type, RegistryEntry? old, TypeFacts facts)
    {
        if (!facts.Models.IsEmpty || old is { Models.IsEmpty: true } || (old is null && _context.Types.Find(type) is not null))
            run.Tally.Merged[type] = Merge(old, type, facts, run.Options);
        else if (old is not null)
            run.Tally.KeepExistingEntry(old);
        else
            run.Tally.AddDiagnostic(UnknownType(type, run.Registry));
    }

    private Diagnostic UnknownType(ModelType type, ModelRegistry registry)
    {
        var names = _context.Types.All.Select(info => info.Type.Name).Concat(registry.Entries.Select(entry => entry.Type.Name));
        return DiagnosticCatalog.UnknownTypeOnHub.Create(type.Name, Spelling.DidYouMean(type.Name, names));
    }

    private async Task<ImmutableSortedDictionary<ModelType, TypeFacts>> AskIdsAsync(Run run, CancellationToken cancellationToken)
    {
        var byType = new ConcurrentDictionary<ModelType, TypeFacts>();
        await Parallel.ForEachAsync(
            run.Options.Ids,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelTypes, CancellationToken = cancellationToken },
            async (id, token) =>
            {
                if (await BatchItem.RunAsync(() => AskIdAsync(run, id, byType, token)) is { } bug)
                    run.Tally.AddDiagnostic(HubDiagnostics.Of(bug, Consequence.ModelNotAdded, id));
            });
        return byType.ToImmutableSortedDictionary();
    }

    private async Task AskIdAsync(Run run, ModelId id, ConcurrentDictionary<ModelType, TypeFacts> byType, CancellationToken cancellationToken)
    {
        var answer = await _hub.GetModelAsync(id, cancellationToken: cancellationToken);
        if (answer.Value is not { } model)
        {
            run.Tally.AddDiagnostic(HubDiagnostics.Of(answer.Error!, Consequence.ModelNotAdded, id));
        }
        else if (ModelTypeQuery.EntryOf(model) is var type && run.Options.Covers(type))
        {
            var one = TypeFacts.Of(_inquiry.Record(model), id);
            byType.AddOrUpdate(_context.Types.Find(type)?.Type ?? type, one, (_, others) => others.And(one));
        }
    }

    private RegistryEntry Merge(RegistryEntry? old, ModelType type, TypeFacts facts, RefreshOptions options) =>
        EntryMerge.Merge(old, type, facts, _context, options, _clock.GetUtcNow());

    /// <summary>One refresh: what it works with.</summary>
    private sealed class Run(ModelRegistry registry, RefreshOptions options, RefreshJournal? journal, RefreshCollector tally)
    {
        public ModelRegistry Registry => registry;

        public RefreshOptions Options => options;

        public RefreshJournal? Journal => journal;

        public RefreshCollector Tally => tally;

        /// <summary>Gets what an earlier refresh had learned of the types.</summary>
        public ImmutableDictionary<ModelType, TypeFacts> Known { get; set; } = ImmutableDictionary<ModelType, TypeFacts>.Empty;
    }
}
