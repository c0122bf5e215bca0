namespace HfRegistry.RecordedLicenses;

/// <summary>What the Model Openness Tool makes of an id.</summary>
internal sealed record OpennessRow(string Id, IReadOnlyList<string> Flags);

/// <summary>Reads the table of the tool's own license catalog: id, open, osi, fsf, open data, special, deprecated, kinds.</summary>
internal static class OpennessTable
{
    private static readonly string[] Columns = ["open", "osi", "fsf", "open-data", "special", "deprecated"];

    public static IReadOnlyDictionary<string, OpennessRow> Read(string path) => File.ReadLines(path)
        .Where(line => !line.StartsWith('#') && !line.StartsWith("id\t", StringComparison.Ordinal))
        .Select(line => line.Split('\t'))
        .Select(cells => new OpennessRow(cells[0], [.. FlagsOf(cells)]))
        .ToDictionary(row => row.Id, StringComparer.Ordinal);

    private static IEnumerable<string> FlagsOf(string[] cells) => Columns
        .Where((_, column) => cells[column + 1] == "1")
        .Concat(cells[^1].Split(',', StringSplitOptions.RemoveEmptyEntries));
}
