using HfRegistry.Licenses;
using HfRegistry.Mof.Evidence;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Rules;

/// <summary>The license of the repository.</summary>
/// <param name="Name">The SPDX id, or the usual name of a license without one; null when none is known.</param>
/// <param name="Path">The file with its text, or null.</param>
/// <param name="Evidence">Where it is said, or why nothing is known; never null.</param>
internal sealed record ReleaseLicense(string? Name, string? Path, DraftEvidence Evidence)
{
    /// <summary>Gets the license of the code, where the weights are under another one; else null.</summary>
    public ComponentLicense? Code { get; init; }

    /// <summary>Gets the file with the text of the code's license, or null.</summary>
    public string? CodePath { get; init; }

    /// <summary>Returns the license of what came with the repository, by its kind.</summary>
    public string? Of(MofKind kind) => kind == MofKind.Code && Code is { Name: { } code } ? code : Name;
}

/// <summary>
/// Finds the license that the weights are under: what is stated (<see cref="LicenseSet"/>, the one reading of every door), else what the license file's text is.
/// Nothing is made up: a family of licenses and words that nobody knows are no license, and an open license that a file or the card contradicts is none either.
/// </summary>
internal static class LicenseRule
{
    /// <summary>Returns the license.</summary>
    public static ReleaseLicense Find(ModelEvidence evidence)
    {
        var stated = evidence.Facts.StatedLicenses;
        var said = $"{Where(evidence)}{(stated.Text is { } text ? $": {TextSanitizer.Sanitize(text)}" : "")}";
        var file = evidence.LicenseFile;
        var license = stated.Deciding switch
        {
            { Id: { } id } => Agreed(id, said, file),
            _ when file is { Match: { } match } => OfText(file, match),
            { Name: { } name, IsFamilyName: false } => Named(name, said, file),
            var reading when file?.Title is { } title && LicenseNames.Normalize(title) is { Spelling: LicenseSpelling.Named, IsFamilyName: false, Name: { } name } && reading.Spelling is LicenseSpelling.None or LicenseSpelling.Unknown =>
                Named(name, $"first line of {file.Path}", file),
            var reading => None(WhyNone(reading, said, file), file?.Path),
        };
        return IsOpen(license.Name) ? Contradicted(license, evidence) ?? license : WithCode(license, stated, evidence);
    }

    private static ReleaseLicense Agreed(SpdxId id, string said, LicenseFileEvidence? file) => file switch
    {
        { Match: { } match } when match.Id != id && !match.Others.Contains(id) => None($"{said}, and {file.Path} has the text of {match.Id}: ask the owner", file.Path),
        { Match: not null } => new ReleaseLicense(id.ToString(), file.Path, DraftEvidence.Of(DraftEvidence.File, $"{said}, and {file.Path} has its text")),
        { Title: { } title } => None($"{said}, and the text of {file.Path} (\"{title}\") is another one: ask the owner", file.Path),
        { } => new ReleaseLicense(id.ToString(), file.Path, DraftEvidence.Of(DraftEvidence.SureMetadata, $"{said}; file {file.Path}, whose text was not compared")),
        null => new ReleaseLicense(id.ToString(), null, DraftEvidence.Of(DraftEvidence.Metadata, $"{said}; there is no license file")),
    };

    private static ReleaseLicense Named(string name, string said, LicenseFileEvidence? file) =>
        new(name, file?.Path, DraftEvidence.Of(DraftEvidence.LooseMetadata, $"{said}; it has no SPDX id"));

    private static ReleaseLicense OfText(LicenseFileEvidence file, LicenseMatch match)
    {
        var shared = match.Others.IsEmpty ? "" : $"; {string.Join(", ", match.Others.Where(static other => !SpdxCatalog.Of(other).IsDeprecated))} has the same text";
        return new ReleaseLicense(match.Id.ToString(), file.Path, DraftEvidence.Of((int)(DraftEvidence.File * match.Confidence), $"file {file.Path} has the text of {match.Id}{shared}"));
    }

    private static ReleaseLicense None(string why, string? path) => new(null, path, DraftEvidence.Of(DraftEvidence.Weak, why));

    // A falsely open license is the worst fault: terms beside it, and words of the card against it, are for the owner to explain.
    private static ReleaseLicense? Contradicted(ReleaseLicense license, ModelEvidence evidence)
    {
        var terms = LicenseFileNames.TermsOfWeights(evidence.Files);
        if (terms is not null && !(terms == license.Path && evidence.LicenseFile is { Match: not null }))
            return None($"{license.Evidence.Statement}, and {terms} has terms of its own: read it", terms) with { Code = CodeOf(license), CodePath = CodeFile(evidence) };
        return CardTerms.Against(evidence) is { } words ? None($"{license.Evidence.Statement}, and the card says \"{words}\": ask the owner", license.Path) : null;
    }

    // The license that is stated beside a model license of its own is the code's.
    private static ReleaseLicense WithCode(ReleaseLicense license, LicenseSet stated, ModelEvidence evidence) =>
        LicenseFileNames.TermsOfWeights(evidence.Files) is not null && stated.Deciding is { Id: { } id } && IsOpen(id.ToString())
            ? license with { Code = new ComponentLicense(id.ToString(), DraftEvidence.Of(DraftEvidence.Metadata, $"{Where(evidence)}: {id}")), CodePath = CodeFile(evidence) }
            : license;

    private static ComponentLicense CodeOf(ReleaseLicense license) => new(license.Name, license.Evidence);

    private static string? CodeFile(ModelEvidence evidence) =>
        LicenseFileNames.Find(evidence.Files.Where(static path => LicenseFileNames.RoleOf(path) is LicenseFileRole.Repository or LicenseFileRole.Code));

    private static bool IsOpen(string? name) => SpdxCatalog.Find(name) is { IsOpen: true };

    private static string WhyNone(LicenseReading reading, string said, LicenseFileEvidence? file)
    {
        var why = reading.Spelling == LicenseSpelling.None && !said.Contains(':', StringComparison.Ordinal) ? "the metadata name no license"
            : reading.IsFamilyName ? $"{said}, which is several licenses"
            : $"{said}, which is no license that is known";
        return file is null ? $"{why}, and there is no license file" : $"{why}, and the text of {file.Path} is none that is known";
    }

    private static string Where(ModelEvidence evidence) => evidence.Metadata.Texts("license") is { IsEmpty: false } stated
        ? stated.All(static text => LicenseExpression.Read(text).IsPlaceholder) && StatedLicenses.NameOf(evidence.Metadata) is not null ? "metadata license_name" : "metadata license"
        : StatedLicenses.NameOf(evidence.Metadata) is not null ? "metadata license_name"
        : "tag license";
}
