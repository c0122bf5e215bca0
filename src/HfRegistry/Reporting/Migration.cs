using HfRegistry.Registry;

namespace HfRegistry.Reporting;

/// <summary>The events of a model, the worst first; outputs write the names in lower case.</summary>
internal enum MigrationKind
{
    /// <summary>Its id names another repository now.</summary>
    Replaced,

    /// <summary>The Hub does not know it any more.</summary>
    Gone,

    /// <summary>The Hub has disabled it.</summary>
    Disabled,

    /// <summary>It had another id.</summary>
    Renamed,

    /// <summary>Its card names a newer model in its place.</summary>
    Superseded,
}

/// <summary>Something that happened to a model.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Type">The type that lists the model.</param>
/// <param name="Model">The model, by the id that it has now.</param>
/// <param name="OtherId">Of a renamed model the id that it had, of a superseded one the newer model; else null.</param>
/// <param name="Since">The day (UTC) on which it was first seen, or null when that is not known.</param>
/// <param name="IsDefault">Whether the type's bare name stands for it.</param>
internal sealed record Migration(MigrationKind Kind, ModelType Type, ModelId Model, ModelId? OtherId, DateOnly? Since, bool IsDefault) : IComparable<Migration>
{
    /// <summary>Returns by kind, defaults before others, then by type and model.</summary>
    public int CompareTo(Migration? other) => other is null
        ? 1
        : (Kind, !IsDefault, Type, Model, OtherId).CompareTo((other.Kind, !other.IsDefault, other.Type, other.Model, other.OtherId));

    internal static IEnumerable<Migration> Of(RegistryEntry entry) => entry.Models.SelectMany(model => Of(entry, model));

    private static IEnumerable<Migration> Of(RegistryEntry entry, ModelRecord model)
    {
        var isDefault = entry.DefaultModel == model.Id;
        if (model.ReplacedSince is { } replaced)
            yield return new Migration(MigrationKind.Replaced, entry.Type, model.Id, null, replaced, isDefault);
        if (model.GoneSince is { } gone)
            yield return new Migration(MigrationKind.Gone, entry.Type, model.Id, null, gone, isDefault);
        if (model.IsDisabled)
            yield return new Migration(MigrationKind.Disabled, entry.Type, model.Id, null, null, isDefault);
        foreach (var formerId in model.RenamedFrom)
            yield return new Migration(MigrationKind.Renamed, entry.Type, model.Id, formerId, model.RenamedSince.TryGetValue(formerId, out var since) ? since : null, isDefault);
        if (model.NewVersion is { } newer)
            yield return new Migration(MigrationKind.Superseded, entry.Type, model.Id, newer, null, isDefault);
    }

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator <(Migration? left, Migration? right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator <=(Migration? left, Migration? right) => left is null || left.CompareTo(right) <= 0;

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator >(Migration? left, Migration? right) => right < left;

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator >=(Migration? left, Migration? right) => right <= left;
}
