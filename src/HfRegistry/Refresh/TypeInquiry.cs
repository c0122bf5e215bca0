using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>Asks the Hub about one type: its most downloaded models, then what the listing left open.</summary>
/// <remarks>
/// One request as a rule. A second one only when the entry's default, or the one that the configuration pins, is missing from the
/// listing (is it gone, renamed, or just not popular?), or when the listing has nothing fit for a default and the transformers
/// documentation names a checkpoint.
/// </remarks>
internal sealed class TypeInquiry(HubClient hub, SelectionContext context, TimeProvider clock)
{
    /// <summary>How deep the listing is read: one page, deep enough that a base model is in it below its popular fine-tunes.</summary>
    private const int ListedModels = 100;

    /// <summary>Asks about a type.</summary>
    /// <param name="type">The type in the Hub's spelling.</param>
    /// <param name="old">The entry so far, or null.</param>
    /// <param name="skipped">Told of every row that was left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="HubException">The listing could not be had.</exception>
    public async Task<TypeFacts> AskAsync(ModelType type, RegistryEntry? old, Action<string>? skipped, CancellationToken cancellationToken)
    {
        var models = ImmutableArray.CreateBuilder<ModelRecord>();
        var query = new HubModelQuery { Filters = [type.Name], PageSize = ListedModels, MaxModels = ListedModels };
        await foreach (var model in hub.ListModelsAsync(query, skipped, cancellationToken))
        {
            // The tag finds the model; only its own configuration says that it is of the type.
            if (ModelType.TryParse(model.ModelType, out var itsType) && itsType == type && !model.IsPrivate)
                models.Add(Record(model));
        }

        var facts = TypeFacts.None with { Models = models.ToImmutable() };
        if (old?.DefaultModel is { } current && !facts.Models.Any(model => model.Id == current))
            facts = await FollowAsync(current, type, facts, cancellationToken);
        if (context.Configuration.PinnedDefaults.TryGetValue(type, out var pinned) && pinned != old?.DefaultModel && !facts.Models.Any(model => model.Id == pinned))
            facts = await FollowAsync(pinned, type, facts, cancellationToken);
        if (DocumentedCandidate(type, facts, old) is { } documented)
            facts = await FollowAsync(documented, type, facts, cancellationToken);
        return facts;
    }

    /// <summary>Asks about one id and adds what the Hub says; a rename or a disappearance is noted.</summary>
    public async Task<TypeFacts> FollowAsync(ModelId id, ModelType type, TypeFacts facts, CancellationToken cancellationToken)
    {
        var answer = await hub.GetModelAsync(id, cancellationToken: cancellationToken);
        switch (answer)
        {
            case { Value: { } model }:
                var ofType = !ModelType.TryParse(model.ModelType, out var itsType) || itsType == type;
                return ofType ? facts.Adding(Record(model), id) : facts;
            case { Error: HubError.NotFound }:
                return facts with { Gone = facts.Gone.Add(id) };
            case { Error: HubError.Disabled }:
                return facts with { Disabled = facts.Disabled.Add(id) };
            case { Error: HubError.Gated or HubError.RevisionNotFound or HubError.EntryNotFound or HubError.Forbidden }:
                return facts;
            default:
                throw new HubException(answer.Error!);
        }
    }

    /// <summary>The record of an answer, dated by the answer or by today.</summary>
    public ModelRecord Record(HubModel model) =>
        RecordBuilder.Build(model, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), context);

    private ModelId? DocumentedCandidate(ModelType type, TypeFacts facts, RegistryEntry? old)
    {
        if (context.Types.Find(type) is not { ComponentOf: null, DocumentedCheckpoint: { } documented }
            || facts.Models.Any(model => model.Id == documented) || facts.Gone.Contains(documented))
            return null;
        var entry = (old ?? new RegistryEntry { Type = type }) with { Models = facts.Models };
        return Selector.RankDefaults(entry, context).Candidates.IsEmpty ? documented : null;
    }
}
