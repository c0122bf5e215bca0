using System.Collections.Frozen;

namespace HfRegistry.Licenses;

/// <summary>The license files of a repository's root, by name.</summary>
internal enum LicenseFileRole
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The license of the code alone.</summary>
    Code,

    /// <summary>The license of the repository.</summary>
    Repository,

    /// <summary>Terms of use beside a license.</summary>
    Terms,

    /// <summary>The license of the weights.</summary>
    Model,
}

/// <summary>Tells license files by their names: whole words, in any case and order (<c>LICENSE</c>, <c>MODEL_LICENSE.txt</c>, <c>LICENSE-CODE</c>, <c>USE_POLICY.md</c>).</summary>
internal static class LicenseFileNames
{
    private static readonly FrozenSet<string> Endings = FrozenSet.Create(StringComparer.Ordinal, "txt", "md", "rst", "pdf", "html");
    private static readonly FrozenSet<string> License = FrozenSet.Create(StringComparer.Ordinal, "license", "licence", "copying", "unlicense");
    private static readonly FrozenSet<string> OfModel = FrozenSet.Create(StringComparer.Ordinal, "model", "models", "weights", "weight", "checkpoint", "checkpoints");
    private static readonly FrozenSet<string> OfCode = FrozenSet.Create(StringComparer.Ordinal, "code", "software", "source");
    private static readonly FrozenSet<string> OfOthers = FrozenSet.Create(StringComparer.Ordinal, "third", "party", "3rd", "3p", "thirdparty", "data", "dataset", "datasets", "docs", "notice", "notices", "header");
    private static readonly FrozenSet<string> Policies = FrozenSet.Create(StringComparer.Ordinal, "policy", "policies", "restrictions");
    private static readonly FrozenSet<string> OfUse = FrozenSet.Create(StringComparer.Ordinal, "use", "usage", "prohibited");

    /// <summary>Returns the role of a path; only files of the root have one.</summary>
    public static LicenseFileRole RoleOf(string path)
    {
        if (path.Contains('/', StringComparison.Ordinal))
            return LicenseFileRole.None;
        var words = WordsOf(path);
        return words.Any(OfOthers.Contains) ? LicenseFileRole.None
            : !words.Any(License.Contains) ? (words.Any(OfUse.Contains) && words.Any(Policies.Contains) ? LicenseFileRole.Terms : LicenseFileRole.None)
            : words.Any(OfModel.Contains) ? LicenseFileRole.Model
            : words.Any(OfCode.Contains) ? LicenseFileRole.Code
            : LicenseFileRole.Repository;
    }

    /// <summary>Returns the file that says most of the weights' license: that of the model, of the repository, of the code; of equals the shortest name; null for none.</summary>
    public static string? Find(IEnumerable<string> paths) => paths.Select(static path => (Path: path, Role: RoleOf(path)))
        .Where(static file => file.Role is not (LicenseFileRole.None or LicenseFileRole.Terms))
        .OrderByDescending(static file => file.Role).ThenBy(static file => file.Path.Length).ThenBy(static file => file.Path, StringComparer.Ordinal)
        .Select(static file => file.Path).FirstOrDefault();

    /// <summary>Returns the file that a link names, else the one that says most of the weights' license; null for none.</summary>
    public static string? Find(IReadOnlyCollection<string> paths, string? link) =>
        (link is null ? null : paths.FirstOrDefault(path => path == link || link.EndsWith("/" + path, StringComparison.Ordinal))) ?? Find(paths);

    /// <summary>Returns the file that puts the weights under terms of their own, beside the license that is stated; null for none.</summary>
    public static string? TermsOfWeights(IEnumerable<string> paths) =>
        paths.Where(static path => RoleOf(path) is LicenseFileRole.Model or LicenseFileRole.Terms).Order(StringComparer.Ordinal).FirstOrDefault();

    private static string[] WordsOf(string name)
    {
        // An ending that we do not know makes another file of it: license.py, license.json.
        var words = name.ToLowerInvariant().Split(['-', '_', ' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return [];
        var last = words[^1].Split('.', StringSplitOptions.RemoveEmptyEntries);
        return last.Length < 2 || Endings.Contains(last[^1]) || char.IsAsciiDigit(last[^1][0]) || !IsKnownEnding(last[^1]) && License.Contains(last[0]) ? [.. words[..^1], .. last] : [];
    }

    // LICENSE.apache is a license, and license.json is data about one.
    private static bool IsKnownEnding(string ending) => ending is "py" or "json" or "yml" or "yaml" or "sh" or "csv" or "png" or "svg" or "ipynb";
}
