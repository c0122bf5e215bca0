using HfRegistry.Registry;

namespace HfRegistry.Automation.Documents;

/// <summary>What the embedded registry knows of models that have another id now.</summary>
internal static class KnownRenames
{
    /// <summary>The present id of an old one, or null.</summary>
    public static ModelId? Find(ModelId id) => EmbeddedRegistry.Registry.FindRenamed(id)?.Model.Id;
}
