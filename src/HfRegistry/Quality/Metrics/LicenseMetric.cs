using System.Collections.Immutable;
using HfRegistry.Licenses;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>
/// The freedom of use that the license gives: 1.0 permissive or public domain; 0.9 weak copyleft; 0.7 copyleft; 0.4 named with restrictions of use;
/// 0.2 non-commercial or no derivatives; 0.1 one that is not known, with a link or a file to read it, or only a license file; 0 none.
/// A model is under every license that is stated (<see cref="LicenseSet"/>): the least free counts, of a list and where the metadata and the tag
/// contradict each other.
/// </summary>
internal static class LicenseMetric
{
    private const double ToBeRead = 0.1;

    public static MetricScore Score(ModelFacts facts)
    {
        var (inMetadata, inTags) = (facts.Metadata.Texts("license"), facts.Info.LicenseTags);
        var name = StatedLicenses.NameOf(facts.Metadata);
        var licenses = facts.Licenses;
        var canBeRead = facts.LicenseFile is not null || facts.Metadata["license_link"]?.Text is not null;
        var evidence = ImmutableArray.CreateBuilder<string>();
        evidence.AddRange(inMetadata.Select(text => Said("the metadata says", text, name, canBeRead)));
        evidence.AddRange(inTags.Select(text => Said("the tag says", text, name, canBeRead)));
        if (licenses.Name is { } own && !inMetadata.Concat(inTags).Any(static text => LicenseExpression.Read(text).IsPlaceholder))
            evidence.Add(Said("the metadata names", own, null, canBeRead));
        if (IsCompatibleWithLgpl21(facts) is { } isCompatible)
            evidence.Add($"a program under LGPL-2.1 may {(isCompatible ? "" : "not ")}contain it");
        if (Contradict(inMetadata, inTags))
            evidence.Add("the metadata and the tag contradict each other: the lower one counts");

        var isStated = evidence.Count > 0;
        var value = isStated && (licenses.Family != LicenseFamily.Other || canBeRead) ? GradeOf(licenses.Family) : 0;
        if (value > 0 || facts.LicenseFile is not { } file)
            return new(value, value > 0 ? null : isStated ? "no license that can be read is stated" : "no license is stated", evidence.ToImmutable());
        evidence.Add($"the file {TextSanitizer.Sanitize(file)}, and no license that is known is named");
        return new(ToBeRead, null, evidence.ToImmutable());
    }

    /// <summary>Returns whether a program under LGPL-2.1 may contain the model: a statement of its own, which does not enter the score.</summary>
    /// <returns>Null when no license with an SPDX id is stated.</returns>
    internal static bool? IsCompatibleWithLgpl21(ModelFacts facts) => facts.Licenses.Readings.Any(static license => license.Id is not null)
        ? facts.Licenses.All(static license => license.Id is { } id && LgplCompatibility.With21.Contains(id.ToString()))
        : null;

    // Llama, Gemma and their like stand as "other", with the name beside it.
    private static string Said(string where, string text, string? name, bool canBeRead)
    {
        var license = LicenseExpression.Read(text);
        if (license.IsPlaceholder && name is not null && LicenseExpression.Read(name) is { Family: not (LicenseFamily.None or LicenseFamily.Other) } named)
            license = named;
        var isKnown = license.Family != LicenseFamily.Other;
        return $"{where} '{TextSanitizer.Sanitize(text, 80)}': {(isKnown ? $"{license.Name}, {LicenseFamilies.NameOf(license.Family)}" : canBeRead ? "not known, to be read" : "not known")}";
    }

    private static double GradeOf(LicenseFamily family) => family switch
    {
        LicenseFamily.Permissive or LicenseFamily.PublicDomain => 1.0,
        LicenseFamily.WeakCopyleft => 0.9,
        LicenseFamily.Copyleft => 0.7,
        LicenseFamily.UseRestricted => 0.4,
        LicenseFamily.NonCommercial => 0.2,
        LicenseFamily.Other => ToBeRead,
        _ => 0,
    };

    // Two spellings of one license are no contradiction, nor is a tag that is one of a list.
    private static bool Contradict(ImmutableArray<string> stated, ImmutableArray<string> tagged)
    {
        var said = stated.Select(static text => LicenseExpression.Read(text).Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return !stated.IsEmpty && !tagged.IsEmpty && !tagged.Any(text => said.Contains(LicenseExpression.Read(text).Name));
    }
}
