using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.RecordedHub;

/// <summary>
/// The checkpoints that the transformers documentation names and that nobody recorded of late: served with their id and type, dated
/// by the documentation, and with no other fact.
/// </summary>
internal static class DocumentedCheckpoints
{
    /// <summary>The models to serve beside the recorded ones.</summary>
    public static IEnumerable<LocalModel> Beside(IEnumerable<LocalModel> recorded)
    {
        var known = recorded.SelectMany(model => model.FormerIds.Add(model.Id)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return TypeCatalog.BuiltIn.All
            .Where(info => info is { IsCurrent: true, ComponentOf: null, DocumentedCheckpoint: not null } && known.Add(info.DocumentedCheckpoint.ToString()))
            .Select(info => new LocalModel
            {
                Id = info.DocumentedCheckpoint!.ToString(),
                Type = info.Type.Name,
                Gating = Gating.Unknown,
                RecordedAt = TypeCatalog.BuiltIn.AsOf,
            });
    }
}
