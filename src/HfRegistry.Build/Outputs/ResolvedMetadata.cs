using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Resolution;

namespace HfRegistry.Build.Outputs;

/// <summary>The metadata of an <c>HfResolvedModel</c> item: everything that is known of the model, as text; empty where it is not known.</summary>
internal static class ResolvedMetadata
{
    private static readonly (string Name, Func<ProjectModel, ResolvedModel, string?> Value)[] Columns =
    [
        ("RequestedAs", static (_, model) => model.Request.Include),
        ("Alias", static (item, _) => item.Alias),
        ("Revision", static (_, model) => model.Revision?.ToString()),
        ("Type", static (_, model) => model.Type?.Name),
        ("Task", static (_, model) => model.Task),
        ("Library", static (_, model) => model.Record?.Library),
        ("License", static (_, model) => model.Record?.Licensing.Text),
        ("SizeBytes", static (_, model) => model.Record?.Size is { } size ? Number(size.Bytes) : null),
        ("Parameters", static (_, model) => model.Record?.ParameterCount is { } count ? Number(count) : null),
        ("Downloads", static (_, model) => model.Record?.Downloads30d is { } downloads ? Number(downloads) : null),
        ("Formats", static (_, model) => model.Record is { } record ? string.Join(',', record.Formats) : null),
        ("Gated", static (_, model) => model.Record?.Gating.ToString()),
        ("NewVersion", static (_, model) => model.Record?.NewVersion?.ToString()),
        ("RenamedSince", static (_, model) => model.RenamedSince?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("ClassName", static (_, model) => model.ClassName),
        ("ConfigClass", static (_, model) => model.ConfigClass),
        ("Tier", static (_, model) => model.Tier.ToString()),
        ("Reason", static (_, model) => TextSanitizer.Sanitize(model.Reason, 1000)),
        ("AsOf", static (_, model) => model.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Gets the names, in their order.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Columns.Select(column => column.Name)];

    /// <summary>Returns the metadata that a model has.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(ProjectModel item, ResolvedModel model) =>
        Columns.Select(column => KeyValuePair.Create(column.Name, column.Value(item, model) ?? "")).Where(pair => pair.Value.Length > 0);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
