using System.Collections.Immutable;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>Keys that nobody reads, and values that readers take differently.</summary>
internal static class KeyRules
{
    private static readonly ImmutableArray<string> TopKeys = [MofKeys.Framework, MofKeys.Release];
    private static readonly ImmutableArray<string> FrameworkKeys = [.. MofKeys.FrameworkFields.Select(static field => field.Key)];

    public static IEnumerable<MofFinding> Check(YamlNode root, Places at)
    {
        var release = (root as YamlMapping)?[MofKeys.Release] as YamlMapping;
        var licenses = release?[MofKeys.License] as YamlMapping;
        var components = (release?[MofKeys.Components] as YamlList)?.Items ?? [];
        return
        [
            .. Unknown(root, TopKeys, at),
            .. Unknown((root as YamlMapping)?[MofKeys.Framework], FrameworkKeys, at),
            .. Unknown(release, MofKeys.ReleaseFields, at),
            .. licenses is null ? [] : licenses.Members.SelectMany(member => Kind(member, at)),
            .. components.SelectMany(component => Unknown(component, MofKeys.ComponentFields, at)),
            .. release is null ? [] : Empty(release, at),
            .. Ambiguous(root, at),
        ];
    }

    /// <summary>Returns keys that look like a slip; other keys of one's own are allowed.</summary>
    private static IEnumerable<MofFinding> Unknown(YamlNode? node, ImmutableArray<string> known, Places at)
    {
        foreach (var key in (node as YamlMapping)?.Members.Select(static member => member.Key) ?? [])
        {
            if (!known.Contains(key.Text) && Spelling.DidYouMean(key.Text, known) is { Length: > 0 } hint)
                yield return at.Find(DiagnosticCatalog.MofUnknownKey, key.Place, key.Text, hint);
        }
    }

    private static IEnumerable<MofFinding> Kind(YamlMember license, Places at)
    {
        if (!MofReleaseLicense.Kinds.Contains(license.Key.Text))
            yield return at.Find(DiagnosticCatalog.MofUnknownLicenseKind, license.Key.Place, license.Key.Text, string.Join(", ", MofReleaseLicense.Kinds));
        if (license.Value is YamlMapping { Members.IsEmpty: true } empty)
            yield return at.Find(DiagnosticCatalog.MofEmptyCollection, empty.Place, license.Key.Text);
        foreach (var finding in Unknown(license.Value, MofKeys.LicenseFields, at))
            yield return finding;
    }

    private static IEnumerable<MofFinding> Empty(YamlMapping release, Places at)
    {
        if (release[MofKeys.Components] is YamlList { Items.IsEmpty: true } none)
            yield return at.Find(DiagnosticCatalog.MofEmptyComponents, none.Place);
    }

    private static IEnumerable<MofFinding> Ambiguous(YamlNode node, Places at) => node switch
    {
        YamlMapping mapping => mapping.Members.SelectMany(member => Ambiguous(member.Value, at)),
        YamlList list => list.Items.SelectMany(item => Ambiguous(item, at)),
        YamlScalar { Kind: YamlScalarKind.TextForSome } scalar =>
            [at.Find(DiagnosticCatalog.MofAmbiguousText, scalar.Place, scalar.Text)],
        _ => [],
    };
}
