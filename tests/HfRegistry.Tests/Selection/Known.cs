using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Selection;

/// <summary>Hand-written records for the selection's tests.</summary>
internal static class Known
{
    public static SelectionContext Context { get; } = new();

    public static ModelRecord Model(string id, long? downloads = null, string? task = null, string? library = "transformers", int? sizeMB = null) => new()
    {
        Id = ModelId.Parse(id),
        Downloads30d = downloads,
        PipelineTag = task,
        Library = library,
        Size = sizeMB is { } size ? ByteSize.FromMegabytes(size) : null,
        SizeBasis = sizeMB is null ? SizeBasis.Unknown : SizeBasis.Files,
    };

    public static RegistryEntry Entry(string type, params ModelRecord[] models) => new() { Type = ModelType.Parse(type), Models = [.. models] };

    public static ModelRegistry Registry(params RegistryEntry[] entries) => ModelRegistry.Of(entries);

    public static ModelRequest Ask(string include, ModelRegistry registry, RawRequest? demands = null, SelectionContext? context = null)
    {
        var read = RequestReader.Read((demands ?? new RawRequest { Include = include }) with { Include = include }, registry, context ?? Context);
        Assert.IsNotNull(read.Value, string.Join(" | ", read.Diagnostics));
        return read.Value;
    }

    public static string? Chosen(RegistryEntry entry) => Selector.RankDefaults(entry, Context).Chosen?.Model.Id.ToString();
}
