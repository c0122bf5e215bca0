using System.Globalization;
using System.Text.RegularExpressions;
using HfRegistry.Hub;

namespace HfRegistry.Ingestion.Steps;

/// <summary>Finds the version that a repository has by itself.</summary>
internal static partial class VersionDetection
{
    private const int CommitDigits = 12;

    /// <summary>Returns the highest version that a tag of the commit states, with or without <c>v</c>; null when none does.</summary>
    public static PackageVersion? OfTags(IEnumerable<HubTag> tags, Revision commit) => tags.Where(tag => tag.Commit == commit)
        .Select(static tag => PackageVersion.TryParse(tag.Name.TrimStart('v', 'V'), out var version) ? version : null).OfType<PackageVersion>()
        .MaxBy(static version => version.ToString(), Comparer<string>.Create(Compare));

    /// <summary>Returns the version at the end of a name: 0.1.0 of <c>some-model-v0.1</c>; null when there is none.</summary>
    public static PackageVersion? OfName(ModelId id) => NameSuffix().Match(id.Name) is { Success: true } match
        && PackageVersion.TryParse($"{Number(match, "major")}.{Number(match, "minor")}.{Number(match, "patch")}", out var version) ? version : null;

    /// <summary>Returns a version that no other commit has.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="known">The version of another commit, or null.</param>
    public static PackageVersion OfCommit(Revision commit, PackageVersion? known = null) => PackageVersion.Parse($"{known?.ToString() ?? "0.0.0"}+{commit.ToString()[..CommitDigits]}");

    private static string Number(Match match, string name) => match.Groups[name] is { Success: true, Value: var digits } ? digits.TrimStart('0') is { Length: > 0 } number ? number : "0" : "0";

    // By numbers; a prerelease stands before its release.
    private static int Compare(string one, string other)
    {
        var (left, right) = (Parts(one), Parts(other));
        var byNumber = left.Core.CompareTo(right.Core);
        return byNumber != 0 ? byNumber
            : left.IsRelease != right.IsRelease ? left.IsRelease.CompareTo(right.IsRelease)
            : string.CompareOrdinal(one, other);
    }

    private static ((decimal, decimal, decimal) Core, bool IsRelease) Parts(string version)
    {
        var numbers = version.Split('-', '+')[0].Split('.').Select(static text => decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : decimal.MaxValue).ToArray();
        return ((numbers[0], numbers[1], numbers[2]), !version.Split('+')[0].Contains('-', StringComparison.Ordinal));
    }

    [GeneratedRegex(@"[-_]v(?<major>[0-9]{1,9})(\.(?<minor>[0-9]{1,9}))?(\.(?<patch>[0-9]{1,9}))?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NameSuffix();
}
