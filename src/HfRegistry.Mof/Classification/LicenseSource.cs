using HfRegistry.Licenses;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Validation;

namespace HfRegistry.Mof.Classification;

/// <summary>Finds the license that decides about a component: its own, its kind's, the distribution's. Paths are never looked at.</summary>
internal static class LicenseSource
{
    private const string Own = "component";

    /// <summary>Returns what a listed component is worth.</summary>
    public static ComponentVerdict Judge(MofComponent component, ListedComponent listed, MofDocument document, MofReading reading)
    {
        var (written, from) = Find(component.Kind, listed, document);
        if (written is null)
            return new ComponentVerdict(component, ComponentStatus.Unlicensed);
        var text = reading == MofReading.Normalized ? Normalized(written.Text) : written.Text;
        if (text is "" or ListedComponent.Unlicensed)
            return new ComponentVerdict(component, ComponentStatus.Unlicensed, text, from) { Written = written };
        var license = SpdxCatalog.Find(text);
        return new ComponentVerdict(component, license is { IsOpen: true } ? ComponentStatus.Included : ComponentStatus.Invalid, text, from)
        {
            IsUnusual = license is { IsOpen: true } && !license.Uses.HasFlag(UseOf(component.Kind)),
            Written = written,
        };
    }

    // An own license decides even when it is empty; a release's decides only when it has a name.
    private static (MofValue?, string?) Find(MofKind kind, ListedComponent listed, MofDocument document)
    {
        if (listed.License is { } own)
            return (own, Own);
        foreach (var key in (string[])[MofReleaseLicense.KindOf(kind), MofReleaseLicense.Distribution])
        {
            if (document.LicenseOf(key)?.Name is { Text.Length: > 0 } name)
                return (name, $"release.license.{key}");
        }

        return (null, null);
    }

    private static string Normalized(string text) => MeantLicense.Of(text) switch
    {
        { Id: { } id, IsCertain: true } => id.Id.ToString(),
        { IsUnlicensed: true } => ListedComponent.Unlicensed,
        _ when LicenseNames.Normalize(text).Spelling == LicenseSpelling.None => ListedComponent.Unlicensed,
        _ => text,
    };

    private static LicenseUses UseOf(MofKind kind) => kind switch
    {
        MofKind.Code => LicenseUses.Code,
        MofKind.Data => LicenseUses.Data,
        _ => LicenseUses.Document,
    };
}
