using HfRegistry.Cards;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>Finds the repository's licence file by its name.</summary>
internal static class LicenseFiles
{
    private static readonly string[] Stems = ["license", "licence", "copying", "unlicense", "license_agreement", "license-model", "license_model", "model_license", "model-license"];
    private static readonly string[] Endings = ["", ".txt", ".md", ".rst"];

    /// <summary>The file that <c>license_link</c> names, else the one at the root whose name says it; null for none.</summary>
    public static string? Find(IEnumerable<string> files, CardValue metadata)
    {
        var all = files.ToList();
        var linked = metadata["license_link"]?.Text is { } link ? all.FirstOrDefault(path => path == link || link.EndsWith("/" + path, StringComparison.Ordinal)) : null;
        return linked ?? all.Where(static path => !path.Contains('/', StringComparison.Ordinal) && Rank(path) >= 0).OrderBy(Rank).ThenBy(static path => path, StringComparer.Ordinal).FirstOrDefault();
    }

    private static int Rank(string path)
    {
        var name = path.ToLowerInvariant();
        var ending = Array.FindLastIndex(Endings, ending => name.EndsWith(ending, StringComparison.Ordinal));
        var stem = Array.IndexOf(Stems, name[..^Endings[ending].Length]);
        return stem < 0 ? -1 : (stem * Endings.Length) + ending;
    }
}
