using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Licenses;

namespace HfRegistry.Quality;

/// <summary>
/// How freely the model may be used: 1.0 permissive or public domain; 0.9 weak copyleft; 0.7 copyleft; 0.4 named with restrictions of use;
/// 0.2 non-commercial or no derivatives; 0.1 one that is not known, with a link or a file to read it, or only a licence file; 0 none.
/// Several licences offered as a list are a choice: the best counts. Where the metadata and the tag contradict each other, the lowest does.
/// </summary>
internal static class LicenseMetric
{
    private const string TagPrefix = "license:";
    private const double ToBeRead = 0.1;

    public static MetricScore Score(ModelFacts facts)
    {
        var stated = facts.Metadata.Texts("license");
        var tagged = Tagged(facts);
        var evidence = ImmutableArray.CreateBuilder<string>();
        var inMetadata = Best(stated, facts, "the metadata", evidence);
        var inTags = Best(tagged, facts, "the tag", evidence);
        if (IsCompatibleWithLgpl21(facts) is { } isCompatible)
            evidence.Add($"a program under LGPL-2.1 may {(isCompatible ? "" : "not ")}contain it");
        if (inMetadata is { } said && inTags is { } says && Contradict(stated, tagged))
        {
            evidence.Add("the metadata and the tag contradict each other: the lower one counts");
            return Of(Math.Min(said, says), evidence);
        }

        if (Math.Max(inMetadata ?? 0, inTags ?? 0) is > 0 and var best)
            return Of(best, evidence);
        if (facts.LicenseFile is not { } file)
            return Of(0, evidence);
        evidence.Add($"the file {Printable.Of(file)}, and no licence that is known is named");
        return Of(ToBeRead, evidence);
    }

    /// <summary>Whether a program under LGPL-2.1 may contain the model: a statement of its own, which does not enter the score.</summary>
    /// <returns>Null when no licence with an SPDX id is stated.</returns>
    internal static bool? IsCompatibleWithLgpl21(ModelFacts facts)
    {
        ImmutableArray<string> ids = [.. facts.Metadata.Texts("license").Concat(Tagged(facts)).Select(static text => LicenseNames.Normalise(text).Id?.ToString()).OfType<string>()];
        return ids.IsEmpty ? null : ids.Any(LgplCompatibility.With21.Contains);
    }

    private static ImmutableArray<string> Tagged(ModelFacts facts) =>
        [.. facts.Info.Tags.Where(static tag => tag.StartsWith(TagPrefix, StringComparison.Ordinal)).Select(static tag => tag[TagPrefix.Length..])];

    private static MetricScore Of(double value, ImmutableArray<string>.Builder evidence) =>
        new(value, value > 0 ? null : evidence.Count == 0 ? "no licence is stated" : "no licence that can be read is stated", evidence.ToImmutable());

    private static double? Best(ImmutableArray<string> texts, ModelFacts facts, string where, ImmutableArray<string>.Builder evidence)
    {
        double? best = null;
        foreach (var text in texts)
        {
            var license = Named(text, facts);
            var isKnown = license.Family != LicenseFamily.Other;
            var canBeRead = isKnown || facts.LicenseFile is not null || facts.Metadata["license_link"]?.Text is not null;
            evidence.Add($"{where} says '{Printable.Of(text, 80)}': {(isKnown ? $"{license.Name}, {LicenseFamilies.NameOf(license.Family)}" : canBeRead ? "not known, to be read" : "not known")}");
            best = Math.Max(best ?? 0, canBeRead ? GradeOf(license.Family) : 0);
        }

        return best;
    }

    // Llama, Gemma and their like stand as "other", with the name beside it.
    private static LicenseExpression Named(string text, ModelFacts facts)
    {
        var license = LicenseExpression.Read(text);
        var named = license.Family == LicenseFamily.Other && facts.Metadata["license_name"]?.Text is { } name ? LicenseExpression.Read(name) : license;
        return named.Family is LicenseFamily.None or LicenseFamily.Other ? license : named;
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

    // Two spellings of one licence are no contradiction, nor is a tag that is one of a list.
    private static bool Contradict(ImmutableArray<string> stated, ImmutableArray<string> tagged)
    {
        var said = stated.Select(static text => LicenseExpression.Read(text).Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return !tagged.Any(text => said.Contains(LicenseExpression.Read(text).Name));
    }
}
