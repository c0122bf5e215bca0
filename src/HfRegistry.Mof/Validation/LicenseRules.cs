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
            yield return at.Find(DiagnosticCatalog.MofDeniedComponent, license.Place,
                $"The license '{Shown(license)}' says that '{TextSanitizer.Sanitize(component.Text)}' was not released: remove the component from the list.");
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
            yield return at.Find(DiagnosticCatalog.MofLicenseSpelling, license.Place,
                $"'{Shown(license)}' is taken for a license that is not open: write '{ListedComponent.Unlicensed}', the word for no license.", fix);
        }
        else if (meant.Parts is { IsEmpty: false } parts)
        {
            yield return at.Find(DiagnosticCatalog.MofLicenseExpression, license.Place,
                $"'{Shown(license)}' is taken for one unknown license, which is not open: choose one of {string.Join(", ", parts)}.");
        }
        else
        {
            yield return at.Find(DiagnosticCatalog.MofUnknownLicense, license.Place,
                $"'{Shown(license)}' is no SPDX id, so that it does not count as open.");
        }
    }

    private static IEnumerable<MofFinding> OfKnown(MofValue license, SpdxLicense id, bool isCertain, MofSource source, Places at)
    {
        if (license.Text != id.Id.ToString())
        {
            var fix = isCertain && source.CanEdit(license) ? new MofEdit(license, id.Id.ToString()) : null;
            yield return at.Find(DiagnosticCatalog.MofLicenseSpelling, license.Place,
                $"'{Shown(license)}' is no SPDX id, so that it does not count as open: {(isCertain ? $"write '{id.Id}'." : $"did you mean '{id.Id}'?")}", fix);
        }
        else if (id is { IsOpen: false, Uses: not LicenseUses.None })
        {
            yield return at.Find(DiagnosticCatalog.MofDeadLicense, license.Place, $"'{id.Id}' was made for {Uses(id)}, and the Model Openness Tool does not count it as open: {Instead(id)}.");
        }
        else if (id.IsDeprecated)
        {
            yield return at.Find(DiagnosticCatalog.MofDeprecatedLicense, license.Place, $"'{id.Id}' is a deprecated SPDX id: it still counts; the list has a newer one.");
        }
    }

    private static string Uses(SpdxLicense id) => id.Uses.ToString().ToLowerInvariant();

    // The tool's own list of open data licenses has the PDDL under a name that SPDX does not know.
    private static string Instead(SpdxLicense id) => id switch
    {
        _ when id.Id.ToString() == "PDDL-1.0" => "CC0-1.0 and CDLA-Permissive-2.0 count, and so does its own spelling of this one, ODC-PDDL-1.0",
        { Uses: var uses } when uses.HasFlag(LicenseUses.Data) => "CDLA-Permissive-2.0 and CC0-1.0 count",
        { Uses: var uses } when uses.HasFlag(LicenseUses.Document) => "CC-BY-4.0 and CC0-1.0 count",
        _ => "MulanPSL-2.0, Apache-2.0 and MIT count",
    };

    private static string Shown(MofValue license) => TextSanitizer.Sanitize(license.Text, maxLength: 80);
}
