using System.Globalization;

namespace HfRegistry.Registry;

/// <summary>The change of a type's default, and what needs review: a new owner, and a model younger than the cooldown.</summary>
internal static class DefaultDiff
{
    private const string NoReason = "the registry states no reason";

    /// <summary>Returns the change of the default of a type that both registries have, or null. A default that was renamed is the same default.</summary>
    public static RegistryChange? Of(ModelPairs pairs, int cooldownDays)
    {
        var (old, now) = (pairs.Old, pairs.Now);
        if (old.DefaultModel is not { } before)
            return now.DefaultModel is { } first ? Changed(now, null, first).Asking(Youth(now, first, cooldownDays)) : null;
        if (now.DefaultModel is not { } after)
        {
            return new RegistryChange(ChangeKind.DefaultGone, now.Type, before, before.ToString(), null, now.DefaultReason ?? NoReason)
                .Asking("nothing takes its place");
        }

        return before == after || pairs.Renames.GetValueOrDefault(before)?.Id == after
            ? null
            : Changed(now, before, after).Asking(NewOwner(before, after), Youth(now, after, cooldownDays));
    }

    /// <summary>Returns a type that only the later registry has.</summary>
    public static RegistryChange Added(RegistryEntry entry, int cooldownDays)
    {
        var change = new RegistryChange(
            ChangeKind.NewType, entry.Type, entry.DefaultModel, null, entry.DefaultModel?.ToString(), entry.DefaultReason ?? NoReason);
        return entry.DefaultModel is { } id ? change.Asking(Youth(entry, id, cooldownDays)) : change;
    }

    /// <summary>Returns a type that only the earlier registry has.</summary>
    public static RegistryChange Removed(RegistryEntry entry) => new(
        ChangeKind.TypeRemoved, entry.Type, entry.DefaultModel, entry.DefaultModel?.ToString(), null, "the registry has no such type any more");

    /// <summary>Returns what to look at when an id gives way to one of another owner, or null.</summary>
    public static string? NewOwner(ModelId old, ModelId now) =>
        string.Equals(old.Owner, now.Owner, StringComparison.OrdinalIgnoreCase) ? null : $"{Owner(now)} is not the owner before, {Owner(old)}";

    private static RegistryChange Changed(RegistryEntry now, ModelId? before, ModelId after) => new(
        ChangeKind.DefaultChanged, now.Type, after, before?.ToString(), after.ToString(), now.DefaultReason ?? NoReason);

    private static string? Youth(RegistryEntry entry, ModelId id, int cooldownDays) =>
        entry.Find(id) is { CreatedAt: { } created, AsOf: { } asOf }
        && asOf.DayNumber - DateOnly.FromDateTime(created.UtcDateTime).DayNumber < cooldownDays
            ? string.Create(CultureInfo.InvariantCulture, $"{id} was created on {created.UtcDateTime:yyyy-MM-dd}, less than {cooldownDays} days before {asOf:yyyy-MM-dd}")
            : null;

    private static string Owner(ModelId id) => id.Owner ?? "nobody (an id without an owner)";
}
