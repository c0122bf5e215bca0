namespace HfRegistry.Hub;

/// <summary>The diagnostics of a renamed repository, for which the Hub answers with another id.</summary>
internal static class HubRename
{
    /// <summary>Returns whether a rename put a model into other hands. An old id without an owner had none to lose.</summary>
    /// <param name="asked">The id that was asked for.</param>
    /// <param name="now">The id that the Hub answers with.</param>
    public static bool ChangesOwner(ModelId asked, ModelId now) =>
        asked.Owner is { } before && now.Owner is { } after && !string.Equals(before, after, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the warning about a rename, or null when the id is the model's own in whatever case.</summary>
    /// <param name="asked">The id that was asked for.</param>
    /// <param name="now">The id that the Hub answers with.</param>
    public static Diagnostic? Diagnostic(ModelId asked, ModelId now) =>
        asked == now ? null
        : ChangesOwner(asked, now)
            ? DiagnosticCatalog.OwnerChanged.Create(asked, now, now.Owner)
            : DiagnosticCatalog.Renamed.Create(asked, now, "");
}
