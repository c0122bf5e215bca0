using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>
/// Chooses what a type's bare name stands for. A default is sticky: it changes only when the new one is better by the margin and
/// old enough, or when the old one cannot serve any more.
/// </summary>
internal static class DefaultChoice
{
    private const string PinnedReason = "pinned by ";
    internal const string FrozenReason = "frozen: ";

    /// <summary>The default of an entry and the reason, to be stored with it.</summary>
    /// <param name="entry">The entry with its merged models, and the default that it has so far.</param>
    /// <param name="context">The ranking's knowledge, and the configuration's margin, cooldown and pinned defaults.</param>
    /// <param name="today">The day that ages are counted from.</param>
    public static (ModelId? Model, string Reason) Of(RegistryEntry entry, SelectionContext context, DateOnly today)
    {
        var configuration = context.Configuration;
        if (configuration.PinnedDefaults.TryGetValue(entry.Type, out var pinned))
            return (entry.FindKnownAs(pinned)?.Id ?? pinned, $"{PinnedReason}{HfConfiguration.FileName}");
        if (entry.ComponentOf is { } parent)
            return (null, $"a part of {parent.Name} models: ask for {parent.Name}");

        var current = entry.DefaultModel is { } id ? entry.Find(id) : null;
        if (current is { ReplacedSince: { } day })
            return (current.Id, $"{FrozenReason}{current.Id} names another repository since {IsoDate.Format(day)}; a person has to decide");

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
            ? (better.Model.Id, $"{Why(better)}; clearly better than {current.Id}, the default before")
            : (current.Id, KeptReason(entry) ?? Why(held));
    }

    // A reason that a pin or a freeze left behind says nothing once these are over.
    private static string? KeptReason(RegistryEntry entry) =>
        entry.DefaultReason is { } reason && !reason.StartsWith(PinnedReason, StringComparison.Ordinal) && !reason.StartsWith(FrozenReason, StringComparison.Ordinal)
            ? reason
            : null;

    private static (ModelId? Model, string Reason) Nobody(RegistryEntry entry) =>
        (null, entry.Models.IsEmpty ? "no model of this type is known" : "no known model of this type is fit to stand for it");

    private static (ModelId, string) Newcomer(
        ImmutableArray<Candidate> ranked, HfConfiguration configuration, DateOnly today, ModelRecord? current, string? trouble)
    {
        var best = ranked.FirstOrDefault(candidate => IsOldEnough(candidate.Model, configuration, today)) ?? ranked[0];
        return (best.Model.Id, trouble is null ? Why(best) : $"{Why(best)}; {current!.Id}, the default before, {trouble}");
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
