using HfRegistry.Licenses;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>License texts: denials, spellings, expressions, ids that do not count.</summary>
internal static class LicenseRules
{
    public static IEnumerable<MofFinding> Check(MofDocument document, Places at) =>
        document.Components.SelectMany(component => Check(component.License, component.Name, document, at))
            .Concat(document.Licenses.SelectMany(license => Check(license.Name, null, document, at)));

    private static IEnumerable<MofFinding> Check(MofValue? license, MofValue? component, MofDocument document, Places at)
    {
        if (license is null or { Text: "" or ListedComponent.Unlicensed or MofKeys.NoText })
            yield break;
        if (component is not null && Denials.IsDenial(license.Text))
        {
            yield return at.Find(DiagnosticCatalog.MofDeniedComponent, license.Place, component.Text, Shown(license));
            yield break;
        }

        var meant = MeantLicense.Of(license.Text);
        if (meant.Id is { } id)
        {
            foreach (var finding in OfKnown(license, id, meant is { IsCertain: true, IsAmbiguous: false }, document.Source!, at))
                yield return finding;
        }
        else if (meant.IsUnlicensed)
        {
            var fix = document.Source!.CanEdit(license) ? new MofEdit(license, ListedComponent.Unlicensed) : null;
            yield return at.Find(DiagnosticCatalog.MofNoLicense, license.Place, Shown(license), ListedComponent.Unlicensed) with { Fix = fix };
        }
        else if (meant.Parts is { IsEmpty: false } parts)
        {
            yield return at.Find(DiagnosticCatalog.MofLicenseExpression, license.Place, Shown(license), string.Join(", ", parts));
        }
        else
        {
            yield return at.Find(DiagnosticCatalog.MofUnknownLicense, license.Place, Shown(license));
        }
    }

    private static IEnumerable<MofFinding> OfKnown(MofValue license, SpdxLicense id, bool isCertain, MofSource source, Places at)
    {
        if (license.Text != id.Id.ToString())
        {
            var fix = isCertain && source.CanEdit(license) ? new MofEdit(license, id.Id.ToString()) : null;
            yield return at.Find(isCertain ? DiagnosticCatalog.MofLicenseSpelling : DiagnosticCatalog.MofSimilarLicense, license.Place, Shown(license), id.Id) with { Fix = fix };
        }
        else if (id is { IsOpen: false, Uses: not LicenseUses.None })
        {
            yield return at.Find(DiagnosticCatalog.MofDeadLicense, license.Place, id.Id, Uses(id), Instead(id));
        }
        else if (id.IsDeprecated)
        {
            yield return at.Find(DiagnosticCatalog.MofDeprecatedLicense, license.Place, id.Id);
        }
    }

    private static string Uses(SpdxLicense id) => id.Uses.ToString().ToLowerInvariant();

    // The tool's own list of open data licenses has the PDDL under a name that SPDX does not know.
    private static string Instead(SpdxLicense id) => id switch
    {
        _ when id.Id.ToString() == "PDDL-1.0" => "CC0-1.0, CDLA-Permissive-2.0, or the tool's own spelling ODC-PDDL-1.0",
        { Uses: var uses } when uses.HasFlag(LicenseUses.Data) => "CDLA-Permissive-2.0 or CC0-1.0",
        { Uses: var uses } when uses.HasFlag(LicenseUses.Document) => "CC-BY-4.0 or CC0-1.0",
        _ => "MulanPSL-2.0, Apache-2.0 or MIT",
    };

    private static string Shown(MofValue license) => TextSanitizer.Sanitize(license.Text, maxLength: 80);
}
