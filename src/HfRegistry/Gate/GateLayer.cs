using HfRegistry.Configuration;
using HfRegistry.Registry;

namespace HfRegistry.Gate;

/// <summary>One place that says what is demanded. Layers stand in their order, the one that counts most first.</summary>
/// <param name="Demands">What it says.</param>
/// <param name="Source">What it is, for people: <c>--min</c>, <c>hfregistry.json</c>, <c>the item</c>.</param>
/// <param name="IsOfModel">Whether it speaks of this one model: then what it relaxes is told, with its reason.</param>
internal sealed record GateLayer(GateDemands Demands, string Source, bool IsOfModel = false)
{
    /// <summary>
    /// Returns the layers of one model: what is said of the model before what is said of all models, and what stands near the run (options,
    /// properties) before files.
    /// </summary>
    /// <param name="item">What the model's own item says, or null.</param>
    /// <param name="run">What options or properties say, with their names.</param>
    /// <param name="settings">The configuration's <c>gate</c> section, or the policy file in its place.</param>
    /// <param name="id">The model.</param>
    /// <param name="record">What is known of it, or null: the settings may name it by another of its ids.</param>
    public static IReadOnlyList<GateLayer> Of(GateDemands? item, GateLayer run, GateSettings settings, ModelId id, ModelRecord? record)
    {
        var file = settings.Path is { } path ? System.IO.Path.GetFileName(path) : HfConfiguration.FileName;
        var layers = new List<GateLayer>();
        if (item is not null)
            layers.Add(new GateLayer(item, "the item", IsOfModel: true));
        if (IdsOf(id, record).Select(settings.Models.GetValueOrDefault).FirstOrDefault(static demands => demands is not null) is { } own)
            layers.Add(new GateLayer(own, $"gate.models of {TextSanitizer.Sanitize(file)}", IsOfModel: true));
        layers.Add(run);
        layers.Add(new GateLayer(settings.General, $"gate of {TextSanitizer.Sanitize(file)}"));
        return layers;
    }

    private static IEnumerable<ModelId> IdsOf(ModelId id, ModelRecord? record) => record is null ? [id] : [id, record.Id, .. record.RenamedFrom];
}
