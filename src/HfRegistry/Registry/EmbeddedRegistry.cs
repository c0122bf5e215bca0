namespace HfRegistry.Registry;

/// <summary>The registry that ships inside the engine. Its entries are read on first use.</summary>
internal static class EmbeddedRegistry
{
    private static readonly Lazy<ModelRegistry> Instance = new(static () => ModelRegistry.Of(EmbeddedEntries.Open()));

    /// <summary>Gets the embedded registry.</summary>
    public static ModelRegistry Registry => Instance.Value;
}
