using System.Collections.Immutable;
using System.Text.Json;

namespace HfRegistry.Registry;

/// <summary>The recorded score of one metric.</summary>
/// <param name="Value">0 to 1; null when it was unknown, which is never the same as 0.</param>
/// <param name="Reason">Why it was unknown, printable; null for a value.</param>
internal sealed record RecordedScore(double? Value, string? Reason = null);

/// <summary>
/// The scores of a model as the registry keeps them (<c>scores</c> of a record). The metrics stand under their names, since what they
/// mean is no business of a file. Equal when they say the same; members that this version does not know do not count.
/// </summary>
internal sealed record RecordedScores
{
    /// <summary>Gets <c>as_of</c>: the day of the facts that were scored (UTC).</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Gets <c>revision</c>: the commit that was scored, or null when the Hub did not tell it.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Gets <c>metrics</c> and, for the unknown ones, <c>unknown</c>: by name (<c>bus_factor</c>).</summary>
    public ImmutableSortedDictionary<string, RecordedScore> Metrics { get; init; } = NoMetrics;

    /// <summary>Gets <c>devices</c>: the size score of each device (<c>desktop_pc</c>), 0 to 1.</summary>
    public ImmutableSortedDictionary<string, double> Devices { get; init; } = NoDevices;

    /// <summary>Gets <c>net</c>: the net score, 0 to 1, or null when too little was known for one.</summary>
    public double? Net { get; init; }

    /// <summary>Gets <c>coverage</c>: the share of the net score's weights that was known, 0 to 1.</summary>
    public double Coverage { get; init; }

    /// <summary>Gets members that this version does not know; they survive a save.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Extra { get; init; } = ModelRecord.NoExtra;

    /// <summary>Gets the number of metrics that have a value.</summary>
    public int KnownCount => Metrics.Values.Count(static score => score.Value is not null);

    private static ImmutableSortedDictionary<string, RecordedScore> NoMetrics { get; } = ImmutableSortedDictionary.Create<string, RecordedScore>(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, double> NoDevices { get; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Returns the scoring to keep of two: the new one, unless it knows less. A request that was refused puts no value away.</summary>
    /// <param name="old">What was known, or null.</param>
    /// <param name="fresh">What was learned.</param>
    public static RecordedScores Merge(RecordedScores? old, RecordedScores fresh) =>
        old is not null && fresh.KnownCount < old.KnownCount ? old : fresh;

    public bool Equals(RecordedScores? other) =>
        other is not null && SaysTheSame(other) && AsOf == other.AsOf;

    /// <summary>Returns whether two scorings differ in their days alone.</summary>
    public bool SaysTheSame(RecordedScores other) =>
        Revision == other.Revision && Net == other.Net && Coverage.Equals(other.Coverage)
        && Metrics.SequenceEqual(other.Metrics) && Devices.SequenceEqual(other.Devices);

    public override int GetHashCode() => HashCode.Combine(AsOf, Revision, Net, Metrics.Count);
}
