using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>The datasets that a model says it was trained on.</summary>
internal static class DeclaredDatasets
{
    /// <summary>The number of datasets that are requested.</summary>
    public const int MaxAsked = 3;

    private const string TagPrefix = "dataset:";
    private const string PagePrefix = "huggingface.co/datasets/";

    /// <summary>Returns the names in the metadata, in their order, then those that only tags have; each once.</summary>
    internal static ImmutableArray<string> Of(HubModel info, CardValue metadata) =>
    [
        .. metadata.Texts("datasets")
            .Concat(info.Tags.Where(static tag => tag.StartsWith(TagPrefix, StringComparison.Ordinal)).Select(static tag => tag[TagPrefix.Length..]).Order(StringComparer.Ordinal))
            .Select(static name => TextSanitizer.Sanitize(name.Trim())).Where(static name => name.Length > 0)
            .DistinctBy(NameOf, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Returns the id of a name: an id, or the address of a dataset's page on the Hub.</summary>
    internal static DatasetId? IdOf(string name) => DatasetId.TryParse(NameOf(name), out var id) ? id : null;

    private static string NameOf(string name)
    {
        var page = name.IndexOf(PagePrefix, StringComparison.OrdinalIgnoreCase);
        return page < 0 ? name : string.Join('/', name[(page + PagePrefix.Length)..].Split('/', '?', '#').Take(2)).TrimEnd('/');
    }
}
