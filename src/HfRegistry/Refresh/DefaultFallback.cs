using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>Takes back a new default that turned out not to be fit for it: the next candidate takes its place or, without one, the default before stays.</summary>
internal static class DefaultFallback
{
    /// <summary>Returns the entry with the next candidate as its default; frozen when there is none. A pinned default stays: that is the configuration's word.</summary>
    /// <param name="before">The entry before the refresh, or null for a new type.</param>
    /// <param name="after">The entry whose default is not fit.</param>
    /// <param name="unfit">The models that are not fit, with the reasons as clauses.</param>
    /// <param name="context">The ranking's knowledge and the configuration.</param>
    /// <param name="today">The day that ages are counted from.</param>
    public static RegistryEntry Next(
        RegistryEntry? before, RegistryEntry after, IReadOnlyDictionary<ModelId, string> unfit, SelectionContext context, DateOnly today)
    {
        if (context.Configuration.PinnedDefaults.ContainsKey(after.Type))
            return after;
        var without = new SelectionContext(context.Configuration with { DeniedModels = context.Configuration.DeniedModels.Union(unfit.Keys) });
        after = WithHeld(before, after);
        var held = HeldBy(before, after);
        var candidate = after with { DefaultModel = held, DefaultReason = before?.DefaultReason, DefaultState = before?.DefaultState ?? DefaultState.Chosen };
        var next = DefaultChoice.Of(candidate, without, today);
        if (next.Model is not { } model || unfit.ContainsKey(model))
            return Freeze(before, after, unfit);
        var entry = (model == held ? next : next with { Reason = $"{next.Reason}; {Refused(after, unfit)}" }).ApplyTo(after);
        return entry with { Models = EntryMerge.Ordered(entry, context, new RefreshOptions().MaxModelsPerType) };
    }

    /// <summary>Returns the entry with the default that it had before, and why.</summary>
    /// <param name="before">The entry before the refresh, or null for a new type.</param>
    /// <param name="after">The entry whose default is not fit.</param>
    /// <param name="unfit">The models that are not fit, with the reasons as clauses.</param>
    public static RegistryEntry Freeze(RegistryEntry? before, RegistryEntry after, IReadOnlyDictionary<ModelId, string> unfit)
    {
        var entry = WithHeld(before, after);
        return DefaultDecision.Frozen(HeldBy(before, entry), Refused(after, unfit)).ApplyTo(entry);
    }

    // A default that was renamed is the same default.
    private static ModelId? HeldBy(RegistryEntry? before, RegistryEntry after) => before?.DefaultModel is not { } id ? null
        : (after.Find(id) ?? after.Models.FirstOrDefault(model => model.RenamedFrom.Contains(id)))?.Id;

    // The models that an entry keeps were counted out with the other default among them.
    private static RegistryEntry WithHeld(RegistryEntry? before, RegistryEntry after) =>
        before?.DefaultModel is { } id && HeldBy(before, after) is null && before.Find(id) is { } model ? after with { Models = after.Models.Add(model) } : after;

    private static string Refused(RegistryEntry after, IReadOnlyDictionary<ModelId, string> unfit) =>
        string.Join("; ", unfit.Where(pair => pair.Key == after.DefaultModel).Select(static pair => $"{pair.Key} did not pass its verification ({pair.Value})"));
}
