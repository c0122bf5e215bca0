using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HfRegistry.Cache;

/// <summary>The weight files of one format that are loaded together.</summary>
/// <param name="Files">The files.</param>
/// <param name="Basis">The reason for the choice, as the end of a sentence.</param>
internal sealed record WeightSet(ImmutableArray<RemoteFile> Files, string Basis)
{
    /// <summary>Returns what belongs to these files alone: the index of their shards, and data that a graph keeps outside.</summary>
    public IEnumerable<RemoteFile> Companions(IEnumerable<RemoteFile> all)
    {
        var stems = Files.Select(static file => Shards.StemOf(file.Path)).ToHashSet(StringComparer.Ordinal);
        return all.Where(file => IsIndex(file.Path, stems) || Files.Any(graph => IsDataOf(file.Path, graph.Path)));
    }

    // model.safetensors.index.json belongs to model-00001-of-00002.safetensors.
    private static bool IsIndex(string path, HashSet<string> stems) =>
        path.EndsWith(".index.json", StringComparison.Ordinal) && stems.Contains(Shards.StemOf(path[..^".index.json".Length]));

    private static bool IsDataOf(string path, string graph) =>
        graph.EndsWith(".onnx", StringComparison.Ordinal) && path.Length > graph.Length && path.StartsWith(graph, StringComparison.Ordinal)
        && path[graph.Length..] is var rest && (rest.StartsWith("_data", StringComparison.Ordinal) || rest.StartsWith(".data", StringComparison.Ordinal));
}

/// <summary>The parts of one file that was too large, named <c>NAME-00001-of-00003.EXT</c> as the Hub's libraries name them.</summary>
internal static partial class Shards
{
    /// <summary>Returns a path without its shard number: equal for all parts of one file.</summary>
    public static string StemOf(string path) => Number().Replace(path, "");

    /// <summary>Returns whether a path is a part of a file.</summary>
    public static bool IsPart(string path) => Number().IsMatch(path);

    /// <summary>Returns how many parts are missing of a set that has one stem; 0 for a file that is whole.</summary>
    public static int Missing(IReadOnlyCollection<RemoteFile> set)
    {
        var numbers = set.Select(static file => Number().Match(file.Path)).Where(static match => match.Success).ToList();
        if (numbers.Count == 0)
            return 0;
        var total = numbers.Max(static match => int.Parse(match.Groups["total"].Value, CultureInfo.InvariantCulture));
        return total - numbers.Select(static match => match.Groups["part"].Value).Distinct(StringComparer.Ordinal).Count();
    }

    [GeneratedRegex(@"-(?<part>\d{5})-of-(?<total>\d{5})(?=\.[^/]*\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
