using System.Collections.Concurrent;
using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>Brings a registry up to date with the Hub. Pure of files: the caller loads the registry and saves the result.</summary>
public sealed class RegistryRefresher
{
    private const int ParallelTypes = 16;

    /// <summary>After so many failures in a row without a success in between, the Hub is taken to be down and is left alone.</summary>
    private const int FailuresBeforeGivingUp = 5;

    private readonly HubClient _hub;
    private readonly SelectionContext _context;
    private readonly TimeProvider _clock;
    private readonly TypeInquiry _inquiry;

    /// <summary>A refresher.</summary>
    /// <param name="hub">The Hub's client; it bounds the requests that run at once and their rate.</param>
    /// <param name="context">The built-in knowledge and the configuration.</param>
    /// <param name="clock">Dates what is learnt.</param>
    public RegistryRefresher(HubClient hub, SelectionContext context, TimeProvider? clock = null)
    {
        _hub = hub;
        _context = context;
        _clock = clock ?? TimeProvider.System;
        _inquiry = new TypeInquiry(hub, context, _clock);
    }

    /// <summary>Asks the Hub and merges what it says; a type that fails keeps its entry.</summary>
    /// <param name="registry">The registry so far.</param>
    /// <param name="options">What to refresh.</param>
    /// <param name="progress">Told after each type.</param>
    /// <param name="cancellationToken">Stops at once; nothing is returned then.</param>
    public async Task<RefreshResult> RefreshAsync(
        ModelRegistry registry, RefreshOptions options, IProgress<RefreshProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var started = _clock.GetTimestamp();
        var plan = options.Types.IsEmpty && !options.Ids.IsEmpty
            ? new RefreshPlan([], [])
            : RefreshPlan.Of(options.Types, registry, _context.Types);
        var run = new Run(registry, options, plan.Asked.Length, progress);

        var extra = await AskIdsAsync(run, cancellationToken);
        await Parallel.ForEachAsync(
            plan.Asked,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelTypes, CancellationToken = cancellationToken },
            (type, token) => AskTypeAsync(run, type, extra, token));
        cancellationToken.ThrowIfCancellationRequested();

        foreach (var type in plan.Derived.Concat(extra.Keys).Except(plan.Asked).Distinct())
            run.Merged[type] = Merge(registry.Find(type), type, extra.GetValueOrDefault(type, TypeFacts.None), options);
        return run.Result(_hub.RequestCount, _clock.GetElapsedTime(started));
    }

    private async ValueTask AskTypeAsync(Run run, ModelType type, ImmutableSortedDictionary<ModelType, TypeFacts> extra, CancellationToken cancellationToken)
    {
        var old = run.Registry.Find(type);
        var asked = extra.GetValueOrDefault(type, TypeFacts.None);
        try
        {
            if (run.GivenUp is { } reason)
                throw new HubException(reason);
            var facts = (await _inquiry.AskAsync(type, old, run.Skip, cancellationToken)).And(asked);
            run.Succeeded();
            if (!facts.Models.IsEmpty || old is { Models.IsEmpty: true } || (old is null && _context.Types.Find(type) is not null))
                run.Merged[type] = Merge(old, type, facts, run.Options);
            else if (old is not null)
                run.KeepOverEmptyAnswer(old);
            else
                run.Tell(UnknownType(type, run.Registry));
        }
        catch (HubException e)
        {
            run.FailedWith(type, e.Error);
            if (!asked.Models.IsEmpty)
                run.Merged[type] = Merge(old, type, asked, run.Options);
        }

        run.Report(type);
    }

    private Diagnostic UnknownType(ModelType type, ModelRegistry registry)
    {
        var names = _context.Types.All.Select(info => info.Type.Name).Concat(registry.Entries.Select(entry => entry.Type.Name));
        var end = Spelling.DidYouMean(type.Name, names) is { Length: > 0 } hint ? hint : ".";
        return DiagnosticCatalogue.UnknownType.Says(
            $"No model type is named {type.Name}: transformers has none, and the Hub lists no model of it{end} {DiagnosticCatalogue.UnknownType.Remedy}");
    }

    private async Task<ImmutableSortedDictionary<ModelType, TypeFacts>> AskIdsAsync(Run run, CancellationToken cancellationToken)
    {
        var byType = new ConcurrentDictionary<ModelType, TypeFacts>();
        await Parallel.ForEachAsync(
            run.Options.Ids,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelTypes, CancellationToken = cancellationToken },
            async (id, token) =>
            {
                var answer = await _hub.GetModelAsync(id, cancellationToken: token);
                if (answer.Value is not { } model)
                    run.Tell(HubDiagnostics.Of(answer.Error!, $"{id} was not added"));
                else if (!ModelType.TryParse(model.ModelType, out var type))
                    run.Tell(DiagnosticCatalogue.HubModelSkipped.Says($"{id} was not added: its configuration names no model type."));
                else
                {
                    var one = TypeFacts.Of(_inquiry.Record(model), id);
                    byType.AddOrUpdate(_context.Types.Find(type)?.Type ?? type, one, (_, others) => others.And(one));
                }
            });
        return byType.ToImmutableSortedDictionary();
    }

    private RegistryEntry Merge(RegistryEntry? old, ModelType type, TypeFacts facts, RefreshOptions options) =>
        EntryMerge.Merge(old, type, facts, _context, options, _clock.GetUtcNow());

    /// <summary>What one refresh gathers, from many tasks at once.</summary>
    private sealed class Run(ModelRegistry registry, RefreshOptions options, int total, IProgress<RefreshProgress>? progress)
    {
        private readonly ConcurrentQueue<Diagnostic> _diagnostics = new();
        private int _done;
        private int _failuresInARow;

        public ModelRegistry Registry => registry;

        public RefreshOptions Options => options;

        public ConcurrentDictionary<ModelType, RegistryEntry> Merged { get; } = new();

        public ConcurrentBag<RefreshFailure> Failed { get; } = [];

        public HubError? GivenUp { get; private set; }

        public void Tell(Diagnostic diagnostic) => _diagnostics.Enqueue(diagnostic);

        public void Skip(string reason) => Tell(DiagnosticCatalogue.HubModelSkipped.Says(reason));

        public void Succeeded() => Interlocked.Exchange(ref _failuresInARow, 0);

        public void FailedWith(ModelType type, HubError error)
        {
            Failed.Add(new RefreshFailure(type, error));
            var inARow = Interlocked.Increment(ref _failuresInARow);
            // A wrong token closes every model, and an exhausted quota every request: asking on would only add refusals.
            if (error is HubError.BadToken or HubError.RateLimited || inARow >= FailuresBeforeGivingUp)
                GivenUp ??= error;
        }

        public void KeepOverEmptyAnswer(RegistryEntry old)
        {
            Merged[old.Type] = old;
            Tell(DiagnosticCatalogue.HubListsNothing.Says(
                $"The Hub lists no {old.Type.Name} model any more; the {old.Models.Length} that the registry knows were kept. {DiagnosticCatalogue.HubListsNothing.Remedy}"));
        }

        public void Report(ModelType type) => progress?.Report(new RefreshProgress(Interlocked.Increment(ref _done), total, type));

        public RefreshResult Result(long requests, TimeSpan elapsed)
        {
            var updated = Merged.Values.Where(entry => !ReferenceEquals(entry, registry.Find(entry.Type))).OrderBy(entry => entry.Type).ToList();
            var after = ModelRegistry.Of(registry.Entries.Concat(updated));
            var failed = Failed.OrderBy(failure => failure.Type).ToImmutableArray();
            if (!failed.IsEmpty)
            {
                Tell(DiagnosticCatalogue.RefreshPartial.Says(
                    $"{failed.Length} of {total} types could not be refreshed and are as they were; {failed[0].Type.Name}: {failed[0].Error.Message}. {DiagnosticCatalogue.RefreshPartial.Remedy}"));
            }

            foreach (var model in updated.SelectMany(entry => entry.Models).Where(model => model.ReplacedSince is not null && registry.Find(model.Id)?.Model.ReplacedSince is null))
                Tell(DiagnosticCatalogue.ModelReplaced.Says($"{model.Id} names another repository than it did; what was known of the old one is kept. {DiagnosticCatalogue.ModelReplaced.Remedy}"));

            return new RefreshResult(
                after,
                [.. updated.Select(entry => entry.Type)],
                [.. Merged.Keys.Except(updated.Select(entry => entry.Type)).Order()],
                failed,
                requests,
                elapsed,
                [.. _diagnostics]);
        }
    }
}
