using System.Collections.Immutable;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using Microsoft.Build.Framework;

namespace HfRegistry.Build.Items;

/// <summary>The ways in which a model's files are put beside the binary.</summary>
internal enum OutputCopy
{
    /// <summary>They stay in the cache.</summary>
    None,

    /// <summary>As hard links where the file system has them, else as copies.</summary>
    Link,

    /// <summary>As copies.</summary>
    Copy,
}

/// <summary>An <c>HfModel</c> item, read.</summary>
/// <param name="Request">What it asks for, word for word.</param>
/// <param name="Alias">The name that it asks for in code, or null.</param>
/// <param name="IsOptional">Whether the project copes without it.</param>
/// <param name="Location">Where it is written, as far as that is certain.</param>
/// <param name="IsAmbiguous">Whether other items include the same, and no line tells this one from them.</param>
internal sealed record ModelItem(RawRequest Request, string? Alias, bool IsOptional, SourceLocation? Location, bool IsAmbiguous = false)
{
    /// <summary>The name of the items.</summary>
    public const string ItemType = "HfModel";

    /// <summary>The metadata that names the build configuration which an item comes from.</summary>
    internal const string ConfigurationMetadata = "_HfConfiguration";

    /// <summary>Gets the metadata that an item may have, with their meanings in Markdown, in the order of the reference page.</summary>
    public static ImmutableArray<(string Name, string Meaning)> Metadata { get; } =
    [
        .. RequestFields.All.Select(static field => (field.Name, $"{field.Summary} {field.More}".TrimEnd())),
        ("CopyToOutput", "With `Download`: `link` or `copy` puts the files beside the binary, `link` as hard links where the file system has them. `none`, the default, leaves them in the cache."),
        ("GateMin", "[Gate](gate.md) thresholds for this model: `bus_factor=0.2; ramp_up_time=0.3`, or one number for every metric. They override the global thresholds."),
        ("GateAllowUnknown", "`true`, or the metrics that may be unknown for this model."),
        ("GateReason", "The reason for this model's own thresholds. It is written to the log."),
        ("Alias", "The name in generated code: ASCII letters, digits and underscores, starting with a letter. Default: derived from the type or the model's name."),
        ("Optional", "`true` to report a message instead of an error when no model is found. Invalid metadata stays an error."),
    ];

    /// <summary>Gets the names of the metadata that an item may have, sorted.</summary>
    public static ImmutableArray<string> KnownMetadata { get; } = [.. Metadata.Select(static metadata => metadata.Name).Order(StringComparer.Ordinal)];

    /// <summary>Gets what it demands of its model at the gate, word for word.</summary>
    public ItemGateMetadata Gate { get; init; } = ItemGateMetadata.None;

    /// <summary>Gets whether its model's files are put beside the binary.</summary>
    public OutputCopy CopyToOutput { get; init; }

    /// <summary>Returns a diagnostic about the item, which names it where its place does not.</summary>
    public Diagnostic Named(Diagnostic diagnostic) =>
        IsAmbiguous ? diagnostic with { Message = $"{(Alias is null ? RequestText.Of(Request) : $"{TextSanitizer.Sanitize(Request.Include)} (Alias={TextSanitizer.Sanitize(Alias)})")}: {diagnostic.Message}" } : diagnostic;

    /// <summary>Reads items; an item that cannot be read as one is missing from the result, and a diagnostic says why.</summary>
    public static (ImmutableArray<ModelItem> Items, ImmutableArray<Diagnostic> Diagnostics) Read(IReadOnlyCollection<ITaskItem> items)
    {
        var timesIncluded = items.CountBy(item => item.ItemSpec, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var locator = new ItemLocator(ItemType);
        var read = ImmutableArray.CreateBuilder<ModelItem>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var item in items)
        {
            var metadata = item.CloneCustomMetadata().Keys.Cast<string>().Where(name => name is not (ItemLocator.DefinedIn or ConfigurationMetadata) && item.GetMetadata(name).Length > 0).Order(StringComparer.Ordinal).ToList();
            var location = locator.Find(item, metadata);
            diagnostics.AddRange(metadata.Where(name => !KnownMetadata.Contains(name, StringComparer.OrdinalIgnoreCase)).Select(name => Unknown(item.ItemSpec, name, location)));
            var isFlag = Flag.TryRead(item.GetMetadata("Optional"), whenEmpty: false, out var optional);
            var copy = CopyOf(item);
            if (!isFlag)
                diagnostics.Add(Invalid(item, "Optional", "true or false", location));
            if (copy is null)
                diagnostics.Add(Invalid(item, "CopyToOutput", "link, copy or none", location));
            if (isFlag && copy is { } output)
            {
                var isAmbiguous = location is not { Line: > 0 } && timesIncluded[item.ItemSpec] > 1;
                read.Add(new ModelItem(RequestOf(item), Value(item, "Alias"), optional, location, isAmbiguous) { Gate = ItemGateMetadata.Of(item), CopyToOutput = output });
            }
        }

        return (read.ToImmutable(), diagnostics.ToImmutable());
    }

    /// <summary>Returns what an item asks for, word for word.</summary>
    public static RawRequest RequestOf(ITaskItem item) => RequestFields.RequestOf(item.ItemSpec, item.GetMetadata);

    private static string? Value(ITaskItem item, string metadata) => item.GetMetadata(metadata) is { Length: > 0 } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static Diagnostic Unknown(string spec, string metadata, SourceLocation? location) =>
        DiagnosticCatalog.UnknownMetadata.Create(location, spec, metadata, Spelling.DidYouMean(metadata, KnownMetadata), KnownMetadata);

    private static OutputCopy? CopyOf(ITaskItem item) => Value(item, "CopyToOutput")?.ToUpperInvariant() switch
    {
        null or "NONE" => OutputCopy.None,
        "LINK" => OutputCopy.Link,
        "COPY" => OutputCopy.Copy,
        _ => null,
    };

    private static Diagnostic Invalid(ITaskItem item, string metadata, string expected, SourceLocation? location) =>
        DiagnosticCatalog.InvalidValue.Create(location, $"{metadata} of {item.ItemSpec}", item.GetMetadata(metadata), expected);
}
