using System.Collections.Immutable;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

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

    /// <summary>The metadata that an item may have.</summary>
    public static ImmutableArray<string> KnownMetadata { get; } =
        ["AllowGated", "Alias", "Framework", "GateAllowUnknown", "GateMin", "GateReason", "Hardware", "License", "MaxSizeMB", "MinScore", "Optional", "Prefer", "Revision", "Task"];

    /// <summary>What it demands of its model at the gate, word for word.</summary>
    public ItemGateMetadata Gate { get; init; } = ItemGateMetadata.None;

    /// <summary>A diagnostic about the item, which names it where its place does not.</summary>
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
            var metadata = item.CloneCustomMetadata().Keys.Cast<string>().Where(name => name is not (ItemLocator.DefinedIn or UpdateModelLock.ItemConfiguration) && item.GetMetadata(name).Length > 0).Order(StringComparer.Ordinal).ToList();
            var location = locator.Find(item, metadata);
            diagnostics.AddRange(metadata.Where(name => !KnownMetadata.Contains(name, StringComparer.OrdinalIgnoreCase)).Select(name => Unknown(item.ItemSpec, name, location)));
            if (Flag.TryRead(item.GetMetadata("Optional"), whenEmpty: false, out var optional))
                read.Add(new ModelItem(RequestOf(item), Value(item, "Alias"), optional, location, location is not { Line: > 0 } && timesIncluded[item.ItemSpec] > 1) { Gate = ItemGateMetadata.Of(item) });
            else
                diagnostics.Add(NoFlag(item, location));
        }

        return (read.ToImmutable(), diagnostics.ToImmutable());
    }

    /// <summary>What an item asks for, word for word.</summary>
    public static RawRequest RequestOf(ITaskItem item) => new()
    {
        Include = item.ItemSpec,
        Task = Value(item, "Task"),
        Hardware = Value(item, "Hardware"),
        MaxSizeMB = Value(item, "MaxSizeMB"),
        Framework = Value(item, "Framework"),
        License = Value(item, "License"),
        AllowGated = Value(item, "AllowGated"),
        Revision = Value(item, "Revision"),
        Prefer = Value(item, "Prefer"),
        MinScore = Value(item, "MinScore"),
    };

    private static string? Value(ITaskItem item, string metadata) => item.GetMetadata(metadata) is { Length: > 0 } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static Diagnostic Unknown(string spec, string metadata, SourceLocation? location) =>
        DiagnosticCatalog.UnknownMetadata.Create(location, spec, metadata, Spelling.DidYouMean(metadata, KnownMetadata), KnownMetadata);

    private static Diagnostic NoFlag(ITaskItem item, SourceLocation? location) => DiagnosticCatalog.InvalidValue.Create(location, $"Optional of {item.ItemSpec}", item.GetMetadata("Optional"), "true or false");
}
