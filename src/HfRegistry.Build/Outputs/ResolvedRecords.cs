using System.Text;
using HfRegistry.Build.Items;
using HfRegistry.Registry;
using HfRegistry.Resolution;

namespace HfRegistry.Build.Outputs;

/// <summary>The records of the resolved models as a registry file in <c>obj</c>: what the resolution knew, for later targets.</summary>
internal static class ResolvedRecords
{
    /// <summary>Returns the file's text.</summary>
    public static string Write(IEnumerable<ProjectModel> models) => Encoding.UTF8.GetString(RegistryFile.Render(ModelRegistry.Of(
        models.Select(static model => model.Resolved).OfType<ResolvedModel>().Where(static resolved => resolved.Record is not null).DistinctBy(static resolved => resolved.Record!.Id)
            .GroupBy(static resolved => resolved.Type ?? UntypedModels.EntryOf(resolved.Record!.Library, resolved.Record.Formats))
            .Select(static type => new RegistryEntry { Type = type.Key, Models = [.. type.Select(static resolved => resolved.Record!)] }))));
}
