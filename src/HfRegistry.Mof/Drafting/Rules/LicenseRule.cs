using System.Collections.Immutable;
using HfRegistry.Licenses;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>The license of the repository.</summary>
/// <param name="Name">The SPDX id, or the usual name of a license without one; null when none is known.</param>
/// <param name="Path">The file with its text, or null.</param>
/// <param name="Evidence">Where it is said, or why nothing is known; never null.</param>
public sealed record ReleaseLicense(string? Name, string? Path, DraftEvidence Evidence);

/// <summary>
/// Finds the license that the repository is under: the metadata's, else what the license file's text is. Nothing is made up: a family of licenses, a
/// choice of several and words that nobody knows are no license, and the draft says so.
/// </summary>
internal static class LicenseRule
{
    private const string Tag = "license:";

    /// <summary>The license.</summary>
    public static ReleaseLicense Find(ModelEvidence evidence)
    {
        var file = evidence.LicenseFile;
        var (readings, where) = Stated(evidence);
        if (readings.Length > 1)
            return new ReleaseLicense(null, file?.Path, DraftEvidence.Of(DraftEvidence.Weak, $"{where} names several licenses ({string.Join(", ", readings.Select(static reading => reading.Text))}): choose one"));
        if (readings is [{ Reading.Id: { } id, Text: var stated }])
            return Agreed(id, stated, where, file);
        if (file is { Match: { } match })
            return OfText(file, match);
        var named = readings is [{ Reading: { Name: not null, IsFamilyName: false } }] ? readings[0].Reading : file?.Title is { } title && LicenseNames.Normalize(title) is { Spelling: LicenseSpelling.Named, IsFamilyName: false } byTitle ? byTitle : null;
        if (named is { Name: { } name })
            return new ReleaseLicense(name, file?.Path, DraftEvidence.Of(DraftEvidence.LooseMetadata, $"{(readings.IsEmpty ? $"first line of {file?.Path}" : $"{where}: {readings[0].Text}")}; it has no SPDX id"));
        return new ReleaseLicense(null, file?.Path, DraftEvidence.Of(DraftEvidence.Weak, WhyNone(readings, where, file)));
    }

    /// <summary>Whether the metadata leave the license open, so that the text of the license file is needed.</summary>
    public static bool NeedsText(ModelEvidence evidence) => Stated(evidence).Readings is not [{ Reading.Id: not null }];

    private static ReleaseLicense Agreed(SpdxId id, string stated, string where, LicenseFileEvidence? file) => file switch
    {
        { Match: { } match } when match.Id != id && !match.Others.Contains(id) =>
            new ReleaseLicense(null, file.Path, DraftEvidence.Of(DraftEvidence.Weak, $"{where} says {stated} and {file.Path} has the text of {match.Id}: ask the owner")),
        { Match: not null } => new ReleaseLicense(id.ToString(), file.Path, DraftEvidence.Of(DraftEvidence.File, $"{where}: {stated}, and {file.Path} has its text")),
        { } => new ReleaseLicense(id.ToString(), file.Path, DraftEvidence.Of(DraftEvidence.SureMetadata, $"{where}: {stated}; file {file.Path}, whose text was not compared")),
        null => new ReleaseLicense(id.ToString(), null, DraftEvidence.Of(DraftEvidence.Metadata, $"{where}: {stated}; there is no license file")),
    };

    private static ReleaseLicense OfText(LicenseFileEvidence file, LicenseMatch match)
    {
        var shared = match.Others.IsEmpty ? "" : $"; {string.Join(", ", match.Others.Where(static other => !SpdxCatalog.Of(other).IsDeprecated))} has the same text";
        return new ReleaseLicense(match.Id.ToString(), file.Path, DraftEvidence.Of((int)(DraftEvidence.File * match.Confidence), $"file {file.Path} has the text of {match.Id}{shared}"));
    }

    private static string WhyNone(ImmutableArray<(string Text, LicenseReading Reading)> readings, string where, LicenseFileEvidence? file)
    {
        var said = readings.IsEmpty ? "the metadata name no license"
            : readings[0].Reading.IsFamilyName ? $"{where} says {readings[0].Text}, which is several licenses"
            : $"{where} says {readings[0].Text}, which is no license that is known";
        return file is null ? $"{said}, and there is no license file" : $"{said}, and the text of {file.Path} is none that is known";
    }

    // What license_name adds to "other"; a tag only where the metadata are silent: the Hub makes it of them.
    private static (ImmutableArray<(string Text, LicenseReading Reading)> Readings, string Where) Stated(ModelEvidence evidence)
    {
        var licenses = evidence.Metadata.Texts("license");
        if (licenses.All(static text => LicenseNames.Normalize(text).Spelling is LicenseSpelling.Unknown or LicenseSpelling.None) && evidence.Metadata["license_name"]?.Text is { } name)
            return ([Read(name)], "metadata license_name");
        if (licenses.Length > 0)
            return ([.. licenses.Select(Read).DistinctBy(static read => read.Reading.Id?.ToString() ?? read.Text)], "metadata license");
        return ([.. evidence.Info.Tags.Where(static tag => tag.StartsWith(Tag, StringComparison.Ordinal)).Select(static tag => Read(tag[Tag.Length..])).Distinct()], "tag license");
    }

    private static (string Text, LicenseReading Reading) Read(string text) => (TextSanitizer.Sanitize(text), LicenseNames.Normalize(text));
}
