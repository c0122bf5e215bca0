using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>Unknown and repeated components.</summary>
internal static class ComponentRules
{
    public static IEnumerable<MofFinding> Check(MofDocument document, Places at)
    {
        var named = document.Components.Select(static component => component.Name).OfType<MofValue>().Where(static name => name.Text.Length > 0).ToList();
        var taken = named.Select(static name => name.Text).ToHashSet(StringComparer.Ordinal);
        var first = new Dictionary<string, MofValue>(StringComparer.Ordinal);
        foreach (var name in named)
        {
            if (MofComponent.Find(name.Text) is null)
                yield return Unknown(name, taken, document.Source!, at);
            if (!first.TryAdd(name.Text, name))
                yield return at.Find(DiagnosticCatalog.MofRepeatedComponent, name.Place, name.Text, first[name.Text].Place.Line);
        }
    }

    private static MofFinding Unknown(MofValue name, HashSet<string> taken, MofSource source, Places at)
    {
        var meant = ComponentNames.Meant(name.Text);
        if (meant is null)
            return at.Find(DiagnosticCatalog.MofUnknownComponent, name.Place, name.Text);
        var fix = meant is { IsCertain: true, Component.Name: var right } && source.CanEdit(name) && taken.Add(right) ? new MofEdit(name, right) : null;
        return at.Find(meant.IsCertain ? DiagnosticCatalog.MofMisspelledComponent : DiagnosticCatalog.MofSimilarComponent, name.Place, name.Text, meant.Component.Name) with { Fix = fix };
    }
}
