using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HfRegistry.Licenses;

namespace HfRegistry.Configuration;

/// <summary>The rules of license lists: a license, or a family of licenses.</summary>
internal static class LicenseRules
{
    /// <summary>The valid rules, for messages.</summary>
    public const string Expected = "a license (an SPDX id or the Hub's name of it) or a family such as permissive";

    /// <summary>Reads a rule. What nobody knows is refused: a misspelled license in a deny list would let everything in.</summary>
    /// <param name="text">A family's name, an SPDX id, or what the Hub or people write for a license.</param>
    /// <param name="rule">The family's name, the SPDX id, or the usual name of a license without one.</param>
    public static bool TryRead([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? rule)
    {
        rule = LicenseFamilies.TryParse(text?.Trim(), out var family) ? LicenseFamilies.NameOf(family) : LicenseNames.Normalize(text).Name;
        return rule is not null;
    }

    /// <summary>Returns a license as a message shows it. An unknown one gets a suggestion, because no model can meet a misspelled license.</summary>
    public static string Describe(string word) =>
        TryRead(word, out _) ? word : $"{word} (unknown license{Spelling.DidYouMean(word, [.. LicenseFamilies.AllNames, .. LicenseNames.HubKeywords])})";

    /// <summary>Returns whether a rule speaks of a license.</summary>
    /// <param name="rule">A rule, as <see cref="TryRead"/> gives it.</param>
    /// <param name="license">The model's license.</param>
    public static bool Covers(string rule, LicenseReading license) =>
        rule == LicenseFamilies.NameOf(license.Family) || (license.Name is { } name && SpdxCatalog.Current(rule) == SpdxCatalog.Current(name));

    /// <summary>Returns whether rules allow what a model is under: every license of it, and of a choice one that is not denied either.</summary>
    /// <param name="allowed">The rules, as <see cref="TryRead"/> gives them.</param>
    /// <param name="denied">The rules that deny; empty for none.</param>
    /// <param name="licenses">The model's licenses.</param>
    public static bool Allow(ImmutableArray<string> allowed, ImmutableArray<string> denied, LicenseSet licenses) =>
        licenses.All(license => allowed.Any(rule => Covers(rule, license)) && !denied.Any(rule => Covers(rule, license)));

    /// <summary>Returns the rule by which a model is denied: one license of it is, and of a choice all are. Null when none denies it.</summary>
    /// <param name="denied">The rules, as <see cref="TryRead"/> gives them.</param>
    /// <param name="licenses">The model's licenses.</param>
    public static string? Deny(ImmutableArray<string> denied, LicenseSet licenses) =>
        licenses.All(license => !denied.Any(rule => Covers(rule, license)))
            ? null
            : denied.First(rule => licenses.Readings.Any(license => Covers(rule, license)));
}
