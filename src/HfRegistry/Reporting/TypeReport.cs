using HfRegistry.Registry;

namespace HfRegistry.Reporting;

/// <summary>A model type in a <see cref="RegistryReport"/>.</summary>
internal sealed record TypeReport
{
    /// <summary>Gets the type.</summary>
    public required ModelType Type { get; init; }

    /// <summary>Gets the type that it is a part of, or null.</summary>
    public required ModelType? ComponentOf { get; init; }

    /// <summary>Gets what its bare name stands for, or null.</summary>
    public required ModelId? Default { get; init; }

    /// <summary>Gets the reason why it is the default, or why there is none; null when the registry does not say.</summary>
    public required string? Reason { get; init; }

    /// <summary>Gets the record of the default; null when there is no default or no record of it.</summary>
    public required ModelRecord? Record { get; init; }

    /// <summary>Gets the number of its models.</summary>
    public required int Models { get; init; }

    /// <summary>Gets when a refresh last confirmed or changed the entry (UTC), or null.</summary>
    public required DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Gets the number of days ago that was; 0 for a time to come.</summary>
    public required int? AgeDays { get; init; }

    /// <summary>Gets whether that is too long ago, or never was. A part without models has no facts that could be.</summary>
    public required bool IsStale { get; init; }

    /// <summary>Gets whether the default's terms must be accepted; null when that is not known or there is no default.</summary>
    public bool? IsGated => Record?.Gating switch
    {
        null or Gating.Unknown => null,
        Gating.Open => false,
        _ => true,
    };

    /// <summary>Gets the default's licenses as an SPDX expression; null when none is known.</summary>
    public string? Spdx => Record?.Licensing is { Text: not null } licenses ? licenses.Spdx : null;

    internal static TypeReport Of(RegistryEntry entry, DateOnly day, int maxAgeDays)
    {
        int? ageDays = entry.UpdatedAt is { } updated ? Math.Max(0, day.DayNumber - DateOnly.FromDateTime(updated.UtcDateTime).DayNumber) : null;
        return new TypeReport
        {
            Type = entry.Type,
            ComponentOf = entry.ComponentOf,
            Default = entry.DefaultModel,
            Reason = entry.DefaultReason,
            Record = entry.DefaultModel is { } id ? entry.Find(id) : null,
            Models = entry.Models.Count(static model => model.GoneSince is null),
            UpdatedAt = entry.UpdatedAt,
            AgeDays = ageDays,
            IsStale = ageDays is { } age ? age > maxAgeDays || age < -FactAge.ToleranceDays : entry.ComponentOf is null || !entry.Models.IsEmpty,
        };
    }
}
