using System.Diagnostics.CodeAnalysis;
using HfRegistry.Licenses;

namespace HfRegistry.Configuration;

/// <summary>The rules of licence lists: a licence, or a family of licences.</summary>
public static class LicenseRules
{
    /// <summary>What a rule has to be, for people.</summary>
    public const string Expected = "a licence (an SPDX id or the Hub's name of it) or a family such as permissive";

    /// <summary>Reads a rule. What nobody knows is refused: a misspelt licence in a deny list would let everything in.</summary>
    /// <param name="text">A family's name, an SPDX id, or what the Hub or people write for a licence.</param>
    /// <param name="rule">The family's name, the SPDX id, or the usual name of a licence without one.</param>
    public static bool TryRead([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? rule)
    {
        rule = LicenseFamilies.TryParse(text?.Trim(), out var family) ? LicenseFamilies.NameOf(family) : LicenseNames.Normalise(text).Name;
        return rule is not null;
    }

    /// <summary>Whether a rule speaks of a licence.</summary>
    /// <param name="rule">A rule, as <see cref="TryRead"/> gives it.</param>
    /// <param name="license">The model's licence.</param>
    public static bool Covers(string rule, LicenseReading license) =>
        rule == license.Name || rule == LicenseFamilies.NameOf(license.Family);
}
