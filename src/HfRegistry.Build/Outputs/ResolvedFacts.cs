using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Build.Items;

namespace HfRegistry.Build.Outputs;

/// <summary>A fact of a resolved item, for its metadata and for the file beside the binary.</summary>
/// <param name="Metadata">The name as metadata of <c>HfResolvedModel</c>, or null for none.</param>
/// <param name="Member">The name in <c>hfmodels.json</c>, or null for none.</param>
/// <param name="Value">The fact: a text, a number, a flag, a day, a name or a list of texts; null when it is not known.</param>
internal sealed record ResolvedFact(string? Metadata, string? Member, Func<ProjectModel, object?> Value)
{
    /// <summary>Returns the fact as text; empty when it is not known.</summary>
    public string TextOf(ProjectModel model) => Value(model) switch
    {
        null => "",
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        ImmutableArray<string> list => string.Join(',', list),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>The facts of a resolved item.</summary>
internal static class ResolvedFacts
{
    private const int MaxReasonLength = 1000;

    /// <summary>Gets the facts in the order in which they are written.</summary>
    public static ImmutableArray<ResolvedFact> All { get; } =
    [
        new("Alias", "alias", static model => model.Alias),
        new("RequestedAs", "requested_as", static model => model.Item.Request.Include),
        new(null, "optional", static model => model.Item.IsOptional),
        new(null, "id", static model => model.Resolved?.Id.ToString()),
        new("Revision", "revision", static model => model.Resolved?.Revision?.ToString()),
        new("Type", "type", static model => model.Resolved?.Type?.Name),
        new("Task", "task", static model => model.Resolved?.Task),
        new("ClassName", "class_name", static model => model.Resolved?.ClassName),
        new("ConfigClass", "config_class", static model => model.Resolved?.ConfigClass),
        new("Library", "library", static model => model.Resolved?.Record?.Library),
        new("License", "license", static model => model.Resolved?.Record?.Licensing.Text),
        new("SizeBytes", "size_bytes", static model => model.Resolved?.Record?.Size?.Bytes),
        new(null, "size_basis", static model => model.Resolved?.Record is { Size: not null } record ? record.SizeBasis : null),
        new("Parameters", "parameters", static model => model.Resolved?.Record?.ParameterCount),
        new("Downloads", "downloads", static model => model.Resolved?.Record?.Downloads30d),
        new("Formats", "formats", static model => model.Resolved?.Record?.Formats ?? []),
        new("Gated", "gated", static model => model.Resolved?.Record?.Gating),
        new("NewVersion", null, static model => model.Resolved?.Record?.NewVersion?.ToString()),
        new("RenamedSince", null, static model => model.Resolved?.RenamedSince),
        new("Tier", "tier", static model => model.Resolved?.Tier),
        new("Reason", "reason", static model => TextSanitizer.Sanitize(model.Reason, MaxReasonLength)),
        new(null, "alternatives", static model => model.Resolved is { } resolved ? [.. resolved.Alternatives.Select(static other => other.Id.ToString())] : ImmutableArray<string>.Empty),
        new("AsOf", "as_of", static model => model.Resolved?.AsOf),
    ];

    /// <summary>Gets the names of the metadata.</summary>
    public static ImmutableArray<string> MetadataNames { get; } = [.. All.Select(static fact => fact.Metadata).OfType<string>()];

    /// <summary>Returns the metadata that a resolved item has: those whose facts are known.</summary>
    public static IEnumerable<KeyValuePair<string, string>> MetadataOf(ProjectModel model) =>
        All.Where(static fact => fact.Metadata is not null).Select(fact => KeyValuePair.Create(fact.Metadata!, fact.TextOf(model))).Where(static pair => pair.Value.Length > 0);
}
