using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Refresh;

/// <summary>The facts of one type that a refresh fetched.</summary>
/// <param name="Models">The models, as the Hub states them now.</param>
/// <param name="Renames">Old id to the id that the Hub answers with now.</param>
/// <param name="Gone">Ids that the Hub does not know any more.</param>
/// <param name="Disabled">Ids that the Hub has disabled.</param>
internal sealed record TypeFacts(
    ImmutableArray<ModelRecord> Models, ImmutableDictionary<ModelId, ModelId> Renames, ImmutableHashSet<ModelId> Gone, ImmutableHashSet<ModelId> Disabled)
{
    /// <summary>Gets nothing learned: the entry follows from the catalog alone.</summary>
    public static TypeFacts None { get; } = new([], ImmutableDictionary<ModelId, ModelId>.Empty, [], []);

    /// <summary>Returns one model, which the Hub gave when it was asked for an id: another id means that it was renamed.</summary>
    public static TypeFacts Of(ModelRecord model, ModelId asked) => None.Adding(model, asked);

    /// <summary>Returns whether the Hub said what became of an id.</summary>
    public bool Answer(ModelId id) =>
        Models.Any(model => model.Id == id) || Renames.ContainsKey(id) || Gone.Contains(id) || Disabled.Contains(id);

    /// <summary>Returns these facts and one more model, joined with what is known of it already.</summary>
    public TypeFacts Adding(ModelRecord model, ModelId asked)
    {
        if (model.Id != asked)
        {
            model = model with
            {
                RenamedFrom = [.. model.RenamedFrom.Append(asked).Distinct().Order()],
                RenamedSince = model.AsOf is { } day ? model.RenamedSince.SetItem(asked, day) : model.RenamedSince,
            };
        }

        var joined = And(None with { Models = [model] });
        return model.Id == asked ? joined : joined with { Renames = joined.Renames.SetItem(asked, model.Id) };
    }

    /// <summary>Returns both facts together; of one model the later ones count.</summary>
    public TypeFacts And(TypeFacts later)
    {
        var models = Models;
        foreach (var model in later.Models)
        {
            var known = models.FirstOrDefault(other => other.Id == model.Id);
            models = known is null ? models.Add(model) : models.Replace(known, RecordMerge.Merge(known, model));
        }

        return new TypeFacts(models, Renames.SetItems(later.Renames), Gone.Union(later.Gone), Disabled.Union(later.Disabled));
    }
}
