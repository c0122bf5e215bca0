using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The Hub's answers as a registry of its own, with the reason why some are missing.</summary>
/// <param name="Registry">The entries of the types that were asked about.</param>
/// <param name="Failures">By type or id, why there is no answer, as a clause.</param>
internal sealed record HubAnswers(ModelRegistry Registry, IReadOnlyDictionary<(ModelType? Type, ModelId? Id), string> Failures)
{
    /// <summary>Gets the Hub was not asked.</summary>
    public static HubAnswers None { get; } = new(ModelRegistry.Empty, ReadOnlyDictionary<(ModelType?, ModelId?), string>.Empty);

    /// <summary>Returns why there is no answer to a request, or null when there is one.</summary>
    public string? FailureOf(ModelRequest request) => Failures.Count == 0 ? null : Failures.GetValueOrDefault((request.Type, request.Id));
}

/// <summary>The tier that asks the Hub: all requests at once, within the time that its client has. What came in time is used.</summary>
internal sealed class HubTier(HubClient hub, ResolverOptions options, TimeProvider clock)
{
    private readonly ModelTypeQuery _inquiry = new(hub, options.Context, clock);

    /// <summary>Asks about every type and id of the requests.</summary>
    public async Task<HubAnswers> AskAsync(IReadOnlyList<ModelRequest> requests, CancellationToken cancellationToken)
    {
        if (requests.Count == 0)
            return HubAnswers.None;
        var answers = new Answers(options, clock);
        var types = requests.Where(request => request.Type is not null).Select(request => Canonical(request.Type!)).Distinct();
        var ids = requests.Where(request => request.Id is not null).Select(request => request.Id!).Distinct();
        await Task.WhenAll([
            .. types.Select(type => GuardAsync(() => AskTypeAsync(type, answers, cancellationToken), why => answers.Fail(type, null, why))),
            .. ids.Select(id => GuardAsync(() => AskIdAsync(id, answers, cancellationToken), why => answers.Fail(null, id, why))),
        ]);
        return answers.ToHubAnswers();
    }

    private static async Task GuardAsync(Func<Task> ask, Action<string> fail)
    {
        if (await BatchItem.RunAsync(ask) is { } bug)
            fail(bug.Message);
    }

    private async Task AskTypeAsync(ModelType type, Answers answers, CancellationToken cancellationToken)
    {
        try
        {
            var known = Known(type);
            var facts = await _inquiry.AskAsync(type, known, null, cancellationToken);
            // Nothing at all where the registry knows models says more about the Hub that answered than about the type.
            if (facts.Models.IsEmpty && known is { Models.IsEmpty: false })
                answers.Fail(type, null, $"it lists no {type.Name} model");
            else
                answers.Add(type, facts);
        }
        catch (HubException e)
        {
            answers.Fail(type, null, e.Error.Message);
        }
    }

    private async Task AskIdAsync(ModelId id, Answers answers, CancellationToken cancellationToken)
    {
        var answer = await hub.GetModelAsync(id, cancellationToken: cancellationToken);
        var known = (options.Registry?.Find(id) ?? options.Embedded.Find(id))?.Entry.Type;
        switch (answer)
        {
            case { Value: { } model }:
                answers.Add(model.ModelType is null && known is not null ? known : Canonical(ModelTypeQuery.EntryOf(model)), TypeFacts.Of(_inquiry.Record(model), id));
                break;
            case { Error: HubError.NotFound }:
                if (known is not null)
                    answers.Add(known, TypeFacts.None with { Gone = [id] });
                break;
            case { Error: HubError.Disabled }:
                if (known is not null)
                    answers.Add(known, TypeFacts.None with { Disabled = [id] });
                break;
            default:
                answers.Fail(null, id, answer.Error!.Message);
                break;
        }
    }

    private ModelType Canonical(ModelType type) => options.Context.Types.Find(type)?.Type ?? type;

    private RegistryEntry? Known(ModelType type) => options.Registry?.Find(type) ?? options.Embedded.Find(type);

    /// <summary>Gathers answers from many tasks at once, each joined with what the registry knew.</summary>
    private sealed class Answers(ResolverOptions options, TimeProvider clock)
    {
        private readonly ConcurrentDictionary<ModelType, TypeFacts> _facts = new();

        private readonly ConcurrentDictionary<(ModelType?, ModelId?), string> _failures = new();

        public void Fail(ModelType? type, ModelId? id, string why) => _failures[(type, id)] = why;

        public void Add(ModelType type, TypeFacts facts) => _facts.AddOrUpdate(type, facts, (_, others) => others.And(facts));

        public HubAnswers ToHubAnswers() => new(ModelRegistry.Of(_facts.Where(pair => pair.Value != TypeFacts.None).Select(pair => Entry(pair.Key, pair.Value))), _failures);

        private RegistryEntry Entry(ModelType type, TypeFacts facts)
        {
            var known = options.Registry?.Find(type) ?? options.Embedded.Find(type);
            return EntryMerge.Merge(known, type, facts, options.Context, new RefreshOptions { MaxModelsPerType = int.MaxValue, MaxAge = TimeSpan.Zero }, clock.GetUtcNow());
        }
    }
}
