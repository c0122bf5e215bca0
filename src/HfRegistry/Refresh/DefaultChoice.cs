using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>A default and what is stored with it.</summary>
/// <param name="Model">The model, or null for none.</param>
/// <param name="Reason">Why it is this model, or none.</param>
/// <param name="State">What keeps it where it is.</param>
internal sealed record DefaultDecision(ModelId? Model, string Reason, DefaultState State = DefaultState.Chosen)
{
    /// <summary>Returns a default that stays until a person decides.</summary>
    public static DefaultDecision Frozen(ModelId? model, string why) => new(model, $"frozen: {why}", DefaultState.Frozen);

    /// <summary>Returns the entry with this default.</summary>
    public RegistryEntry ApplyTo(RegistryEntry entry) => entry with { DefaultModel = Model, DefaultReason = Reason, DefaultState = State };
}

/// <summary>
/// Chooses what a type's bare name stands for. A default is sticky: it changes only when the new one is better by the margin and
/// old enough, or when the old one cannot serve any more.
/// </summary>
internal static class DefaultChoice
{
    /// <summary>Returns the default of an entry, to be stored with it.</summary>
    /// <param name="entry">The entry with its merged models, and the default that it has so far.</param>
    /// <param name="context">The ranking's knowledge, and the configuration's margin, cooldown and pinned defaults.</param>
    /// <param name="today">The day that ages are counted from.</param>
    public static DefaultDecision Of(RegistryEntry entry, SelectionContext context, DateOnly today)
    {
        var configuration = context.Configuration;
        if (configuration.PinnedDefaults.TryGetValue(entry.Type, out var pinned))
            return new(entry.FindKnownAs(pinned)?.Id ?? pinned, $"pinned by {HfConfiguration.FileName}", DefaultState.Pinned);
        if (entry.ComponentOf is { } parent)
            return new(null, $"a part of {parent.Name} models: ask for {parent.Name}");
        if (UntypedModels.Contain(entry.Type))
            return new(null, "models without a type: ask for one by its id or for a task");

        var current = entry.DefaultModel is { } id ? entry.Find(id) : null;
        if (current is { ReplacedSince: { } day })
            return DefaultDecision.Frozen(current.Id, $"{current.Id} names another repository since {IsoDate.Format(day)}; a person has to decide");

        var ranked = Selector.RankDefaults(entry, context).Candidates;
        var trouble = current is null ? null : Trouble(current, context);
        if (current is null || trouble is not null)
            return ranked.IsEmpty ? Nobody(entry) : Newcomer(ranked, configuration, today, current, trouble);

        var held = Selector.Rate(entry, current, context);
        var better = ranked.FirstOrDefault(candidate => candidate.Model.Id != current.Id);
        // One of several last resorts is as good a kind as the others: only the margin moves it, or two of them would take turns.
        var isOfTheirKind = ModelKinds.Of(current, entry.Type, context) is null || ranked.Any(candidate => candidate.Model.Id == current.Id);
        var needed = held.Score + (Math.Abs(held.Score) * configuration.DefaultMargin);
        return better is not null && (better.Score > needed || !isOfTheirKind) && IsOldEnough(better.Model, configuration, today)
            ? new(better.Model.Id, $"{Why(better)}; clearly better than {current.Id}, the default before")
            : new(current.Id, KeptReason(entry) ?? Why(held));
    }

    // A reason that a pin or a freeze left behind says nothing once these are over.
    private static string? KeptReason(RegistryEntry entry) => entry.DefaultState == DefaultState.Chosen ? entry.DefaultReason : null;

    private static DefaultDecision Nobody(RegistryEntry entry) =>
        new(null, entry.Models.IsEmpty ? "no model of this type is known" : "no known model of this type is fit to stand for it");

    private static DefaultDecision Newcomer(
        ImmutableArray<Candidate> ranked, HfConfiguration configuration, DateOnly today, ModelRecord? current, string? trouble)
    {
        var best = ranked.FirstOrDefault(candidate => IsOldEnough(candidate.Model, configuration, today)) ?? ranked[0];
        return new(best.Model.Id, trouble is null ? Why(best) : $"{Why(best)}; {current!.Id}, the default before, {trouble}");
    }

    private static string? Trouble(ModelRecord model, SelectionContext context) => model switch
    {
        { GoneSince: { } day } => $"is gone since {IsoDate.Format(day)}",
        { ReplacedSince: { } day } => $"names another repository since {IsoDate.Format(day)}",
        { IsDisabled: true } => "has been disabled by the Hub",
        { Gating: Gating.Gated or Gating.Auto or Gating.Manual } => "is gated",
        _ when context.Denies(model) => $"is denied by {HfConfiguration.FileName}",
        _ => null,
    };

    private static bool IsOldEnough(ModelRecord model, HfConfiguration configuration, DateOnly today) =>
        model.CreatedAt is not { } created
        || today.DayNumber - DateOnly.FromDateTime(created.UtcDateTime).DayNumber >= configuration.DefaultCooldownDays;

    private static string Why(Candidate candidate) => string.Join("; ", candidate.Reasons);
}
