using System.Collections.Frozen;
using FuzzySharp;

namespace HfRegistry.Mof.Validation;

/// <summary>The component that a misspelled name means.</summary>
/// <param name="Component">The component.</param>
/// <param name="IsCertain">Whether nothing else can be meant: case, blanks and marks alone differ, or a letter or two.</param>
internal sealed record MeantComponent(MofComponent Component, bool IsCertain);

/// <summary>Finds the component that a wrong name was meant to name.</summary>
internal static class ComponentNames
{
    private const int LongestName = 100;
    private const int CertainEdits = 2;
    private const int LeastLead = 3;
    private const int LeastLikeness = 70;

    /// <summary>Names of other lists that mean a component, roughly.</summary>
    private static readonly FrozenDictionary<string, string> Relatives = new Dictionary<string, string>
    {
        ["trainingdataset"] = "Datasets",
        ["trainingdata"] = "Datasets",
        ["trainingdatapreprocessing"] = "Data preprocessing code",
        ["evaluationdataset"] = "Evaluation data",
        ["evaluationdatapreprocessing"] = "Data preprocessing code",
        ["evaluationmethodology"] = "Evaluation results",
        ["modelweights"] = "Model parameters (Final)",
        ["weights"] = "Model parameters (Final)",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, MofComponent> ByKey = MofComponent.All.ToFrozenDictionary(static component => KeyOf(component.Name), StringComparer.Ordinal);

    /// <summary>Returns the component that a name which is no component's may mean, or null.</summary>
    public static MeantComponent? Meant(string name)
    {
        if (name.Length > LongestName)
            return null;
        var key = KeyOf(name);
        if (ByKey.TryGetValue(key, out var same))
            return new MeantComponent(same, IsCertain: true);
        if (Relatives.TryGetValue(key, out var relative))
            return new MeantComponent(MofComponent.Find(relative)!, IsCertain: false);
        var near = ByKey.Select(pair => (pair.Value, Edits: Levenshtein.EditDistance(key, pair.Key))).OrderBy(static pair => pair.Edits).Take(2).ToList();
        var isCertain = near[0].Edits <= CertainEdits && near[1].Edits - near[0].Edits >= LeastLead;
        return isCertain || Fuzz.Ratio(key, KeyOf(near[0].Value.Name)) >= LeastLikeness ? new MeantComponent(near[0].Value, isCertain) : null;
    }

    // Letters and digits alone, in lower case.
    private static string KeyOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
