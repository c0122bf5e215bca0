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
internal sealed class ModelTypeQuery(HubClient hub, SelectionContext context, TimeProvider clock)
{
    /// <summary>The depth of the listing: one page, deep enough that a base model is in it below its popular fine-tunes.</summary>
    public const int ListedModels = 100;

    /// <summary>A Hub whose pages hold next to nothing is not followed for long.</summary>
    private const int MostPages = 5;

    /// <summary>Asks about a type.</summary>
    /// <param name="type">The type in the Hub's spelling.</param>
    /// <param name="old">The entry so far, or null.</param>
    /// <param name="skipped">Told of every row that was left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="HubException">The listing could not be had.</exception>
    public async Task<TypeFacts> AskAsync(ModelType type, RegistryEntry? old, Action<string>? skipped, CancellationToken cancellationToken) =>
        await CompleteAsync(type, old, await ListAsync(type, skipped, cancellationToken), cancellationToken);

    /// <summary>Returns the type's own query: its most downloaded models.</summary>
    /// <exception cref="HubException">The listing could not be had.</exception>
    public async Task<TypeFacts> ListAsync(ModelType type, Action<string>? skipped, CancellationToken cancellationToken)
    {
        var models = ImmutableArray.CreateBuilder<ModelRecord>();
        var query = new HubModelQuery { Filters = [type.Name], PageSize = ListedModels };
        var seen = new HashSet<ModelId>();
        var listed = 0;
        var pages = 0;
        await foreach (var page in hub.ListModelPagesAsync(query, skipped, cancellationToken))
        {
            // A model that slips from one page to the next while they are read comes twice.
            models.AddRange(page.Items.Take(ListedModels - listed).Where(model => seen.Add(model.Id)).Select(model => RecordOf(type, model)).OfType<ModelRecord>());
            listed += page.Items.Length;
            if (listed >= ListedModels || ++pages == MostPages)
                break;
        }

        return TypeFacts.None with { Models = models.ToImmutable() };
    }

    /// <summary>Adds what a listing left open: the default so far, the pinned one, and where nothing is fit the documented one.</summary>
    /// <exception cref="HubException">A model could not be asked about.</exception>
    public async Task<TypeFacts> CompleteAsync(ModelType type, RegistryEntry? old, TypeFacts facts, CancellationToken cancellationToken)
    {
        if (old?.DefaultModel is { } current && !facts.Answer(current))
            facts = await FollowAsync(current, type, facts, cancellationToken);
        if (context.Configuration.PinnedDefaults.TryGetValue(type, out var named) && (old?.FindKnownAs(named)?.Id ?? named) is var pinned
            && pinned != old?.DefaultModel && !facts.Answer(pinned))
            facts = await FollowAsync(pinned, type, facts, cancellationToken);
        // A model that is denied stays so under its next id: what became of one that the listing lacks is asked.
        foreach (var denied in (old?.Models ?? []).Where(model => model.GoneSince is null && context.Denies(model) && !facts.Answer(model.Id)))
            facts = await FollowAsync(denied.Id, type, facts, cancellationToken);
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

    /// <summary>Returns the record of a listed row, or null: the tag finds a model, and only its own configuration says that it is of the type.</summary>
    public ModelRecord? RecordOf(ModelType type, HubModel model) => EntryOf(model) == type && !model.IsPrivate ? Record(model) : null;

    /// <summary>Returns the entry that an answer belongs to: its type's, or that of the library that loads it.</summary>
    public static ModelType EntryOf(HubModel model) =>
        ModelType.TryParse(model.ModelType, out var type) ? type : UntypedModels.EntryOf(model.LibraryName, model.Tags.AddRange(WeightFormats.Of(model)));

    /// <summary>Returns the record of an answer, dated by the answer or by today.</summary>
    public ModelRecord Record(HubModel model) =>
        RecordBuilder.Build(model, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), context);

    private ModelId? DocumentedCandidate(ModelType type, TypeFacts facts, RegistryEntry? old)
    {
        if (context.Types.Find(type) is not { ComponentOf: null, DocumentedCheckpoint: { } documented }
            || facts.Answer(documented))
            return null;
        var entry = (old ?? new RegistryEntry { Type = type }) with { Models = facts.Models };
        return Selector.RankDefaults(entry, context).Candidates.IsEmpty ? documented : null;
    }
}
