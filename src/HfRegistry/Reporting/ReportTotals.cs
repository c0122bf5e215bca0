using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Reporting;

/// <summary>The counts of a registry.</summary>
internal sealed record ReportTotals
{
    /// <summary>Gets model types.</summary>
    public required int Types { get; init; }

    /// <summary>Gets types whose bare name stands for a model.</summary>
    public required int WithDefault { get; init; }

    /// <summary>Gets types that are parts of another type, and so have no default.</summary>
    public required int Components { get; init; }

    /// <summary>Gets types that are no part and still have no default.</summary>
    public required int WithoutDefault { get; init; }

    /// <summary>Gets types whose facts are stale, or were never confirmed.</summary>
    public required int StaleTypes { get; init; }

    /// <summary>Gets models that are there; one that several types list counts once.</summary>
    public required int Models { get; init; }

    /// <summary>Gets models whose license is known.</summary>
    public required int Licensed { get; init; }

    /// <summary>Gets defaults whose terms must be accepted.</summary>
    public required int GatedDefaults { get; init; }

    /// <summary>Gets migrations of each kind that occurred.</summary>
    public required ImmutableSortedDictionary<MigrationKind, int> Migrations { get; init; }

    internal static ReportTotals Of(ImmutableArray<TypeReport> types, ImmutableArray<Migration> migrations, ImmutableArray<ModelRecord> models) => new()
    {
        Types = types.Length,
        WithDefault = types.Count(static type => type.Default is not null),
        Components = types.Count(static type => type is { Default: null, ComponentOf: not null }),
        WithoutDefault = types.Count(static type => type is { Default: null, ComponentOf: null }),
        StaleTypes = types.Count(static type => type.IsStale),
        Models = models.Length,
        Licensed = models.Count(static model => model.Licensing.Text is not null),
        GatedDefaults = types.Count(static type => type.IsGated is true),
        Migrations = migrations.GroupBy(static migration => migration.Kind).ToImmutableSortedDictionary(static kind => kind.Key, static kind => kind.Count()),
    };
}
