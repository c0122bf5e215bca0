using System.Globalization;

namespace HfRegistry.Testing;

/// <summary>Many models of many types, as a Hub has them: a few are downloaded by all the world, most by next to nobody.</summary>
internal static class Population
{
    private const long MostDownloads = 100_000_000;

    /// <summary>So many models of each type, of each alike.</summary>
    public static IEnumerable<LocalModel> OfEach(IReadOnlyList<string> types, int models) =>
        Enumerable.Range(0, types.Count * models).Select(rank => Model(types[rank % types.Count], rank));

    /// <summary>A Hub whose most downloaded models are all of the first half of the types; all types share the others.</summary>
    /// <param name="types">The types.</param>
    /// <param name="models">How many models there are in all.</param>
    /// <param name="popular">How many of them are of the first half of the types alone.</param>
    public static IEnumerable<LocalModel> WithRareTypes(IReadOnlyList<string> types, int models, int popular) =>
        Enumerable.Range(0, models).Select(rank => Model(rank < popular ? types[rank % ((types.Count + 1) / 2)] : types[rank % types.Count], rank));

    /// <summary>A model by its place in the order of downloads, from 0.</summary>
    public static LocalModel Model(string type, int rank) =>
        LocalModel.Of(string.Create(CultureInfo.InvariantCulture, $"publisher{rank % 97}/{type}-base-{rank}"), type, MostDownloads / (rank + 1)) with
        {
            LibraryName = "transformers",
            Tags = [type, "transformers", "safetensors", "license:mit", "region:us"],
            ParameterCount = 100_000_000L + rank,
        };
}
