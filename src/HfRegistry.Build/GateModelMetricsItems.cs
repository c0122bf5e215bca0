using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Build.Outputs;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Quality;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>The resolved items with what the gate says of them, for later targets and for the next build.</summary>
internal static class GateModelMetricsItems
{
    private const string KnownItem = "_HfKnownGatedModel";

    private static readonly (string Name, Func<GateVerdict, string?> Value)[] Columns =
    [
        ("GateVerdict", static verdict => verdict switch
        {
            { IsPassed: false } => "failed",
            { Waived.IsEmpty: false } => "waived",
            _ => "passed",
        }),
        ("NetScore", static verdict => verdict.Subject.Score?.NetScore is { } net ? ScoreText.Of(net, 4) : null),
        ("Scores", static verdict => verdict.Subject.Score is { } score
            ? string.Join(',', score.Metrics.Where(pair => pair.Value.Value is not null).Select(pair => $"{MetricNames.NameOf(pair.Key)}={ScoreText.Of(pair.Value.Value!.Value, 4)}"))
            : null),
        ("ScoresAsOf", static verdict => verdict.Subject.Score?.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Gets the names of the metadata, in their order.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Columns.Select(column => column.Name)];

    /// <summary>Returns the metadata of an item before the gate, with what the gate says of its model.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Metadata(ITaskItem item, GateVerdict verdict) =>
        item.CloneCustomMetadata().Keys.Cast<string>().Where(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create(name, item.GetMetadata(name)))
            .Concat(Columns.Select(column => KeyValuePair.Create(column.Name, column.Value(verdict) ?? "")).Where(pair => pair.Value.Length > 0));

    /// <summary>Returns the items as a project file that the next evaluation imports.</summary>
    public static string Project(IEnumerable<(ITaskItem Item, GateVerdict Verdict)> judged) =>
        ResolvedItems.Project(judged.Select(pair => (KnownItem, pair.Item.ItemSpec, Metadata(pair.Item, pair.Verdict))));

    /// <summary>Returns the class of a model's MOF document, where an item says it: 1 to 3, or null.</summary>
    public static int? MofClass(ITaskItem item) => GateOptionParser.MofClass(item.GetMetadata("MofClass"));
}
