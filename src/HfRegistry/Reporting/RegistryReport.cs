using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Reporting;

/// <summary>The content of a registry, for people: every type with its default and the reason, what happened to models, and how all of it is spread.</summary>
/// <remarks>Pure: an equal registry on an equal day gives an equal report. Texts are as the registry has them, to be printed through <see cref="TextSanitizer"/>.</remarks>
internal sealed record RegistryReport
{
    /// <summary>Gets the day (UTC) against which ages are measured.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Gets the age in days beyond which facts are stale.</summary>
    public required int MaxAgeDays { get; init; }

    /// <summary>Gets the counts.</summary>
    public required ReportTotals Totals { get; init; }

    /// <summary>Gets every type, in the order of the registry.</summary>
    public required ImmutableArray<TypeReport> Types { get; init; }

    /// <summary>Gets what happened to models, what is worst first.</summary>
    public required ImmutableArray<Migration> Migrations { get; init; }

    /// <summary>Gets how the models that are there are spread over sizes, licenses, ages and downloads.</summary>
    public required ImmutableArray<Distribution> Distributions { get; init; }

    /// <summary>Returns the report of a registry.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="day">The day (UTC) against which ages are measured.</param>
    /// <param name="maxAgeDays">The age in days beyond which facts are stale.</param>
    public static RegistryReport Of(ModelRegistry registry, DateOnly day, int maxAgeDays)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ImmutableArray<TypeReport> types = [.. registry.Entries.Select(entry => TypeReport.Of(entry, day, maxAgeDays))];
        ImmutableArray<Migration> migrations = [.. registry.Entries.SelectMany(Migration.Of).Order()];
        // A model of two types (a whole and its part) is one model.
        ImmutableArray<ModelRecord> models =
        [
            .. registry.Entries.SelectMany(static entry => entry.Models).Where(static model => model.GoneSince is null).DistinctBy(static model => model.Id),
        ];
        return new RegistryReport
        {
            Day = day,
            MaxAgeDays = maxAgeDays,
            Totals = ReportTotals.Of(types, migrations, models),
            Types = types,
            Migrations = migrations,
            Distributions = [Distribution.OfSizes(models), Distribution.OfLicenses(models), Distribution.OfAges(models, day), Distribution.OfDownloads(models)],
        };
    }
}
