using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Reporting;

/// <summary>A part of a <see cref="Distribution"/>.</summary>
/// <param name="Label">What the models of it share; of a license foreign text.</param>
/// <param name="Count">How many models there are.</param>
/// <param name="IsUnknown">Whether what they share is that nothing is known.</param>
internal sealed record DistributionPart(string Label, int Count, bool IsUnknown = false);

/// <summary>The distribution of models over one of their facts. Every model is in exactly one part.</summary>
/// <param name="Name">The fact: <c>sizes</c>, <c>licenses</c>, <c>ages</c> or <c>downloads</c>.</param>
/// <param name="Parts">The parts in their natural order (licenses by count), the unknown ones last.</param>
internal sealed record Distribution(string Name, ImmutableArray<DistributionPart> Parts)
{
    private const int LicensesShown = 9;

    private const double DaysPerYear = 365.25;

    // The limits are those of the built-in hardware profiles, so that a bar tells for how many models a profile has room.
    private static readonly ImmutableArray<(string Label, double UpTo)> SizeSteps =
    [
        ("up to 100 MB", 1e8), ("up to 500 MB", 5e8), ("up to 2 GB", 2e9), ("up to 5 GB", 5e9), ("up to 15 GB", 1.5e10), ("up to 50 GB", 5e10),
        ("over 50 GB", double.PositiveInfinity),
    ];

    private static readonly ImmutableArray<(string Label, double UpTo)> AgeSteps =
    [
        ("up to 6 months", 0.5), ("up to 1 year", 1), ("up to 2 years", 2), ("up to 3 years", 3), ("up to 4 years", 4), ("over 4 years", double.PositiveInfinity),
    ];

    private static readonly ImmutableArray<(string Label, double UpTo)> DownloadSteps =
    [
        ("up to 100", 1e2), ("up to 1,000", 1e3), ("up to 10,000", 1e4), ("up to 100,000", 1e5), ("up to 1 million", 1e6), ("up to 10 million", 1e7),
        ("over 10 million", double.PositiveInfinity),
    ];

    /// <summary>Returns over what the weights take.</summary>
    internal static Distribution OfSizes(ImmutableArray<ModelRecord> models) =>
        new("sizes", Spread(models, static model => model.Size?.Bytes, SizeSteps));

    /// <summary>Returns over the time since the repository was made.</summary>
    internal static Distribution OfAges(ImmutableArray<ModelRecord> models, DateOnly day) =>
        new("ages", Spread(models, model => model.CreatedAt is { } created ? YearsBetween(created, day) : null, AgeSteps));

    /// <summary>Returns over the downloads of 30 days.</summary>
    internal static Distribution OfDownloads(ImmutableArray<ModelRecord> models) =>
        new("downloads", Spread(models, static model => model.Downloads30d, DownloadSteps));

    /// <summary>Returns over the licenses: the most frequent ones by name, the rest together.</summary>
    internal static Distribution OfLicenses(ImmutableArray<ModelRecord> models)
    {
        var byLicense = models.Where(static model => model.Licensing.Text is not null)
            .GroupBy(static model => model.Licensing.Text!, StringComparer.OrdinalIgnoreCase)
            .Select(static license => new DistributionPart(license.Key, license.Count()))
            .OrderByDescending(static part => part.Count).ThenBy(static part => part.Label, StringComparer.Ordinal).ToList();
        var rest = byLicense.Skip(LicensesShown).ToList();
        return new Distribution("licenses",
        [
            .. byLicense.Take(LicensesShown),
            .. rest.Count == 0 ? [] : new[] { new DistributionPart($"{rest.Count} others", rest.Sum(static part => part.Count)) },
            .. Unknown(models.Count(static model => model.Licensing.Text is null)),
        ]);
    }

    private static ImmutableArray<DistributionPart> Spread(
        ImmutableArray<ModelRecord> models, Func<ModelRecord, double?> fact, ImmutableArray<(string Label, double UpTo)> steps)
    {
        var known = models.Select(fact).OfType<double>().ToList();
        var counts = known.CountBy(value => steps.First(step => value <= step.UpTo).Label).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. steps.Select(step => new DistributionPart(step.Label, counts.GetValueOrDefault(step.Label))),
            .. Unknown(models.Length - known.Count),
        ];
    }

    private static DistributionPart[] Unknown(int count) => count == 0 ? [] : [new DistributionPart("not known", count, IsUnknown: true)];

    private static double YearsBetween(DateTimeOffset created, DateOnly day) =>
        (day.DayNumber - DateOnly.FromDateTime(created.UtcDateTime).DayNumber) / DaysPerYear;
}
