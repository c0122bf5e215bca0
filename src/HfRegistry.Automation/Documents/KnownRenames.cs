using HfRegistry.Registry;

namespace HfRegistry.Automation.Documents;

/// <summary>The renamed models that the embedded registry knows.</summary>
internal static class KnownRenames
{
    /// <summary>Returns the present id of an old one, or null.</summary>
    public static ModelId? Find(ModelId id) => EmbeddedRegistry.Registry.FindRenamed(id)?.Model.Id;
}
