using System.Text.Json;

namespace HfRegistry.RecordedLicenses;

/// <summary>A license of the SPDX list with its text, where the source has one.</summary>
internal sealed record ListedLicense(string Id, string Name, bool IsOsiApproved, bool IsDeprecated, string? Text);

/// <summary>Reads the SPDX list of two npm packages: one has names and texts, the other newer ids and which are deprecated.</summary>
internal static class SpdxList
{
    public static IReadOnlyList<ListedLicense> Read(string listFolder, string idsFolder)
    {
        using var list = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(listFolder, "spdx.json")));
        var ids = IdsOf(Path.Combine(idsFolder, "index.json"));
        var deprecated = IdsOf(Path.Combine(idsFolder, "deprecated.json"));
        var named = list.RootElement.EnumerateObject().Select(row => Read(listFolder, row, ids, deprecated)).ToList();
        var bare = ids.Except(named.Select(license => license.Id)).Select(id => new ListedLicense(id, id, false, deprecated.Contains(id), null));
        return [.. named.Concat(bare).OrderBy(license => license.Id, StringComparer.Ordinal)];
    }

    /// <summary>The version of a package.</summary>
    public static string VersionOf(string folder)
    {
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
        return package.RootElement.GetProperty("version").GetString()!;
    }

    private static ListedLicense Read(string folder, JsonProperty row, HashSet<string> ids, HashSet<string> deprecated)
    {
        using var full = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "licenses", row.Name + ".json")));
        return new ListedLicense(row.Name, row.Value.GetProperty("name").GetString()!.Trim(), row.Value.GetProperty("osiApproved").GetBoolean(),
            deprecated.Contains(row.Name) || !ids.Contains(row.Name), full.RootElement.GetProperty("licenseText").GetString());
    }

    private static HashSet<string> IdsOf(string path)
    {
        using var ids = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. ids.RootElement.EnumerateArray().Select(id => id.GetString()!)];
    }
}
