using HfRegistry.Hub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Mof.Tests.Gaps;

/// <summary>Documents and rows of listings to compare.</summary>
internal static class Documents
{
    /// <summary>A document by its name and what its <c>huggingface</c> says.</summary>
    public static CollectedDocument Document(string name, string? huggingface = null, string? origin = null) => new(
        $"/models/{name.Replace('/', '-')}.yml", new MofDocument { Name = new(name), HuggingFace = MofValue.OrNone(huggingface), Origin = MofValue.OrNone(origin) });

    /// <summary>A document that names a model.</summary>
    public static CollectedDocument Of(string id) => Document(ModelId.Parse(id).Name, $"https://huggingface.co/{id}");

    /// <summary>A row of a listing.</summary>
    public static HubModel Row(string id, long downloads = 50_000, params IEnumerable<string> tags) => new() { Id = ModelId.Parse(id), Downloads30d = downloads, Tags = [.. tags] };

    /// <summary>A matching without renames.</summary>
    public static GapMatching Match(IReadOnlyList<HubModel> listed, params IReadOnlyList<CollectedDocument> documents) =>
        Match(listed, ModelPatterns.None, documents);

    /// <summary>A matching that leaves models out.</summary>
    public static GapMatching Match(IReadOnlyList<HubModel> listed, ModelPatterns ignore, params IReadOnlyList<CollectedDocument> documents) =>
        GapMatcher.Match(listed, documents, new Dictionary<ModelId, ModelId>(), ignore);

    /// <summary>Models by ids and owners.</summary>
    public static ModelPatterns Patterns(params IEnumerable<string> texts) => new([.. texts.Select(text => ModelPattern.TryParse(text, out var pattern) ? pattern : throw new FormatException(text))]);
}
