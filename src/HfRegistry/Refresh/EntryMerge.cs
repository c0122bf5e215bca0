using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>Joins an entry with what a refresh learned about its type.</summary>
internal static class EntryMerge
{
    private const int MostOfATask = 3;

    // An entry of models without a type stands for many types, and its models are asked for by their ids.
    private const int TypesInOne = 20;

    // An unknown count is a better sign than one that is known to be low.
    private const long UnknownDownloads = 1_000;

    /// <summary>Returns the entry to keep: the old one itself when nothing but counts and clocks changed and it is not due.</summary>
    /// <param name="old">The entry so far, or null.</param>
    /// <param name="type">The type in the Hub's spelling.</param>
    /// <param name="learned">What the Hub said.</param>
    /// <param name="context">The ranking's knowledge.</param>
    /// <param name="options">How many models to keep, and when an entry is due for a new date.</param>
    /// <param name="now">The time of the refresh (UTC).</param>
    public static RegistryEntry Merge(
        RegistryEntry? old, ModelType type, TypeFacts learned, SelectionContext context, RefreshOptions options, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var known = (old?.Models ?? []).ToDictionary(model => model.Id);
        var renames = learned.Renames;

        var merged = new Dictionary<ModelId, ModelRecord>();
        foreach (var fresh in learned.Models)
        {
            var same = known.GetValueOrDefault(fresh.Id);
            var renamed = same is null ? fresh.RenamedFrom.Select(known.GetValueOrDefault).FirstOrDefault(model => model is not null) : null;
            if (same is not null && RecordMerge.IsAnotherModel(same, fresh))
            {
                merged[fresh.Id] = same with { ReplacedSince = same.ReplacedSince ?? today };
            }
            else if (renamed is not null && RecordMerge.IsAnotherModel(renamed, fresh))
            {
                // The old id leads to another repository: that is no rename, and nobody may follow it unasked.
                merged[renamed.Id] = renamed with { ReplacedSince = renamed.ReplacedSince ?? today };
                merged[fresh.Id] = fresh with { RenamedFrom = fresh.RenamedFrom.Remove(renamed.Id), RenamedSince = fresh.RenamedSince.Remove(renamed.Id) };
                renames = renames.Remove(renamed.Id);
            }
            else
            {
                merged[fresh.Id] = WithStatedSize(RecordMerge.Merge(same ?? renamed, fresh), context);
            }
        }

        foreach (var (id, model) in known)
        {
            if (!merged.ContainsKey(id) && !renames.ContainsKey(id))
                merged[id] = learned.Gone.Contains(id) ? model with { GoneSince = model.GoneSince ?? today } : model with { IsDisabled = model.IsDisabled || learned.Disabled.Contains(id) };
        }

        var entry = (old ?? new RegistryEntry { Type = type }) with
        {
            Type = type,
            ComponentOf = context.Types.Find(type)?.ComponentOf ?? old?.ComponentOf,
            DefaultModel = old?.DefaultModel is { } before && renames.TryGetValue(before, out var moved) ? moved : old?.DefaultModel,
            Models = [.. merged.Values],
        };
        entry = DefaultChoice.Of(entry, context, today).ApplyTo(entry);
        entry = entry with { Models = Ordered(entry, context, UntypedModels.Contain(type) ? (int)Math.Min((long)options.MaxModelsPerType * TypesInOne, int.MaxValue) : options.MaxModelsPerType) };
        return old is not null && EqualsIgnoringVolatile(old, entry) && !IsDue(old, options, now) ? old : entry with { UpdatedAt = ConfirmedAt(old, learned, now) };
    }

    // The size that a person states counts before an estimate, by whichever id of the model it is stated.
    private static ModelRecord WithStatedSize(ModelRecord model, SelectionContext context) =>
        model.SizeBasis is not (SizeBasis.Parameters or SizeBasis.Files or SizeBasis.Stated)
        && model.RenamedFrom.Select(id => context.Configuration.Sizes.TryGetValue(id, out var size) ? size : (ByteSize?)null).FirstOrDefault(static size => size is not null) is { } stated
            ? model with { Size = stated, SizeBasis = SizeBasis.Stated }
            : model;

    /// <summary>Returns whether two entries differ in counts, clocks and the order that follows from them alone.</summary>
    public static bool EqualsIgnoringVolatile(RegistryEntry left, RegistryEntry right) =>
        left.DefaultModel == right.DefaultModel
        && left.DefaultReason == right.DefaultReason
        && left.DefaultState == right.DefaultState
        && left.ComponentOf == right.ComponentOf
        && left.Type.Name == right.Type.Name
        && left.Models.Length == right.Models.Length
        && left.Models.All(model => right.Find(model.Id) is { } other && RecordVolatileFields.EqualsIgnoringVolatile(model, other));

    /// <summary>Returns an entry without models holds nothing that could grow old.</summary>
    private static bool IsDue(RegistryEntry entry, RefreshOptions options, DateTimeOffset now) =>
        !entry.Models.IsEmpty && FactAge.IsBeyond(entry.UpdatedAt, options.MaxAge / 2, now);

    /// <summary>Returns now; or the day of the newest fact when they come from a mirror of recorded ones, which confirms nothing about today.</summary>
    private static DateTimeOffset? ConfirmedAt(RegistryEntry? old, TypeFacts learned, DateTimeOffset now)
    {
        if (learned.Models.IsEmpty)
            return old?.UpdatedAt;
        var newest = learned.Models.Max(model => model.AsOf) ?? DateOnly.MaxValue;
        return newest < DateOnly.FromDateTime(now.UtcDateTime) ? new DateTimeOffset(newest, TimeOnly.MinValue, TimeSpan.Zero) : now;
    }

    /// <summary>
    /// Returns the default and the best candidates by rank for one half; for the other the most used of each task, then the most used at all, which are asked
    /// for by id or by a task (fine-tunes, embedders). Tombstones come last and are always kept.
    /// </summary>
    public static ImmutableArray<ModelRecord> Ordered(RegistryEntry entry, SelectionContext context, int most)
    {
        var ranked = Selector.RankDefaults(entry, context).Candidates.Select(candidate => candidate.Model)
            .OrderByDescending(model => model.Id == entry.DefaultModel)
            .Take(most - (most / 2))
            .ToList();
        // What a task asks for is kept before the many that do the same.
        ranked.AddRange(entry.Models.Where(static model => model is { GoneSince: null, PipelineTag: not null }).Except(ranked)
            .GroupBy(static model => model.PipelineTag).SelectMany(static sameTask => sameTask.OrderByDescending(static model => model.Downloads30d ?? UnknownDownloads).ThenByDescending(static model => model.Likes).ThenBy(static model => model.Id).Take(MostOfATask).Select(static (model, place) => (Model: model, Place: place)))
            // One of each task before the second of any.
            .OrderBy(static placed => placed.Place).ThenByDescending(static placed => placed.Model.Downloads30d ?? UnknownDownloads).ThenBy(static placed => placed.Model.Id)
            .Take(most / 4).Select(static placed => placed.Model));
        var living = entry.Models.Where(model => model.GoneSince is null).Except(ranked)
            .OrderByDescending(model => model.Id == entry.DefaultModel)
            .ThenByDescending(model => model.Downloads30d ?? UnknownDownloads)
            .ThenByDescending(model => model.Likes)
            .ThenBy(model => model.Id)
            .Take(most - ranked.Count);
        var gone = entry.Models.Where(model => model.GoneSince is not null).OrderBy(model => model.Id);
        return [.. ranked, .. living, .. gone];
    }
}
