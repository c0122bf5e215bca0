using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>
/// Chooses what a type's bare name stands for. A default is sticky: it changes only when the new one is better by the margin and
/// old enough, or when the old one cannot serve any more.
/// </summary>
internal static class DefaultChoice
{
    /// <summary>The default of an entry and the reason, to be stored with it.</summary>
    /// <param name="entry">The entry with its merged models, and the default that it has so far.</param>
    /// <param name="context">The ranking's knowledge, and the configuration's margin, cooldown and pinned defaults.</param>
    /// <param name="today">The day that ages are counted from.</param>
    public static (ModelId? Model, string Reason) Of(RegistryEntry entry, SelectionContext context, DateOnly today)
    {
        var configuration = context.Configuration;
        if (configuration.PinnedDefaults.TryGetValue(entry.Type, out var pinned))
            return (pinned, $"pinned by {HfConfiguration.FileName}");
        if (entry.ComponentOf is { } parent)
            return (null, $"a part of {parent.Name} models: ask for {parent.Name}");

        var ranked = Selector.RankDefaults(entry, context).Candidates;
        var current = entry.DefaultModel is { } id ? entry.Find(id) : null;
        if (current is { ReplacedSince: { } day })
            return (current.Id, $"frozen: {current.Id} names another repository since {day:yyyy-MM-dd}; a person has to decide");
        if (ranked.IsEmpty)
        {
            return current is not null && Trouble(current, configuration) is null
                ? (current.Id, entry.DefaultReason ?? "kept")
                : (null, entry.Models.IsEmpty ? "no model of this type is known" : "no known model of this type is fit to stand for it");
        }

        var trouble = current is null ? null : Trouble(current, configuration);
        var held = trouble is null ? ranked.FirstOrDefault(candidate => candidate.Model.Id == current?.Id) : null;
        if (held is null)
            return Newcomer(ranked, configuration, today, current, trouble);

        var best = ranked[0];
        if (best.Model.Id == held.Model.Id)
            return (held.Model.Id, entry.DefaultReason ?? Why(held));
        var needed = held.Score + (Math.Abs(held.Score) * configuration.DefaultMargin);
        return best.Score > needed && IsOldEnough(best.Model, configuration, today)
            ? (best.Model.Id, $"{Why(best)}; clearly better than {held.Model.Id}, the default before")
            : (held.Model.Id, entry.DefaultReason ?? Why(held));
    }

    private static (ModelId, string) Newcomer(
        ImmutableArray<Candidate> ranked, HfConfiguration configuration, DateOnly today, ModelRecord? current, string? trouble)
    {
        var best = ranked.FirstOrDefault(candidate => IsOldEnough(candidate.Model, configuration, today)) ?? ranked[0];
        return (best.Model.Id, trouble is null ? Why(best) : $"{Why(best)}; {current!.Id}, the default before, {trouble}");
    }

    private static string? Trouble(ModelRecord model, HfConfiguration configuration) => model switch
    {
        { GoneSince: { } day } => $"is gone since {day:yyyy-MM-dd}",
        { ReplacedSince: { } day } => $"names another repository since {day:yyyy-MM-dd}",
        { IsDisabled: true } => "has been disabled by the Hub",
        { Gating: Gating.Gated or Gating.Auto or Gating.Manual } => "is gated",
        _ when configuration.DeniedModels.Contains(model.Id) => $"is denied by {HfConfiguration.FileName}",
        _ => null,
    };

    private static bool IsOldEnough(ModelRecord model, HfConfiguration configuration, DateOnly today) =>
        model.CreatedAt is not { } created
        || today.DayNumber - DateOnly.FromDateTime(created.UtcDateTime).DayNumber >= configuration.DefaultCooldownDays;

    private static string Why(Candidate candidate) => string.Join("; ", candidate.Reasons);
}
