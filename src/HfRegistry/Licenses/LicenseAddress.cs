using System.Collections.Frozen;

namespace HfRegistry.Licenses;

/// <summary>Reads the addresses under which licenses are published: only hosts that publish licenses under fixed paths. Nothing is fetched.</summary>
internal static class LicenseAddress
{
    private static readonly string[] Endings = [".en.html", ".html", ".php", ".txt", ".md"];

    private const int LongestAddress = 200;

    private static readonly FrozenSet<string> Lists = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "opensource.org", "spdx.org", "choosealicense.com");

    /// <summary>Returns the license's name as the address has it, to be read like any other, or null for any other text.</summary>
    public static string? NameAt(string text)
    {
        if (text.Length > LongestAddress || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return null;
        var host = address.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.Host[4..] : address.Host;
        var parts = address.AbsolutePath.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (host, parts) switch
        {
            ("creativecommons.org", ["licenses", var terms, var version, ..]) => $"cc-{terms}-{version}",
            ("creativecommons.org", ["publicdomain", "zero", "1.0", ..]) => "cc0-1.0",
            ("apache.org", ["licenses", var file]) when file.StartsWith("license-2.0", StringComparison.Ordinal) => "apache-2.0",
            ("gnu.org", ["licenses", var page]) => WithoutEnding(page),
            _ when Lists.Contains(host) && parts is ["licenses" or "license", var id] => WithoutEnding(id),
            _ => null,
        };
    }

    private static string WithoutEnding(string page) =>
        Endings.FirstOrDefault(ending => page.EndsWith(ending, StringComparison.Ordinal)) is { } ending ? page[..^ending.Length] : page;
}
