using System.Collections.Immutable;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Validation;

namespace HfRegistry.Mof.Classification;

/// <summary>
/// Classifies documents as the Model Openness Tool's own evaluator does, number by number. Pure: equal documents have equal classes, and
/// neither the order of components nor optional ones count.
/// </summary>
internal static class MofClassifier
{
    private const double Complete = 100;

    /// <summary>The classes from the first to the most open one: each asks for everything that those before it ask for.</summary>
    internal static readonly ImmutableArray<MofClass> Ladder = [MofClass.OpenModel, MofClass.OpenTooling, MofClass.OpenScience];

    /// <summary>The component that the tool uses for an unknown name: the first of its settings.</summary>
    private static readonly MofComponent WhereUnknownOnesGo = MofComponent.Find("Datasets")!;

    /// <summary>Classifies a document.</summary>
    /// <param name="document">The document; what breaks the schema in it is passed over.</param>
    /// <param name="reading">How to take its words.</param>
    public static MofClassification Classify(MofDocument document, MofReading reading = MofReading.Mot)
    {
        var listed = new Dictionary<MofComponent, ComponentVerdict>();
        foreach (var item in document.Components)
        {
            // The last of two wins.
            if (ComponentOf(item, reading) is { } component)
                listed[component] = LicenseSource.Judge(component, item, document, reading);
        }

        var progress = Ladder.ToImmutableSortedDictionary(static mofClass => mofClass, mofClass => ProgressOf(mofClass, listed));
        var reached = Ladder.LastOrDefault(mofClass => progress[mofClass] >= Complete, MofClass.None);
        return new MofClassification(reading, reached, progress, [.. MofComponent.All.Select(component => VerdictOn(component, listed)).OfType<ComponentVerdict>()]);
    }

    private static MofComponent? ComponentOf(ListedComponent item, MofReading reading)
    {
        if (item.Name is not { Text.Length: > 0 } name)
            return null;
        if (reading == MofReading.Mot)
            return item.Component ?? WhereUnknownOnesGo;
        return item.License is { } license && Denials.IsDenial(license.Text) ? null
            : item.Component ?? (ComponentNames.Meant(name.Text) is { IsCertain: true } meant ? meant.Component : null);
    }

    private static double ProgressOf(MofClass mofClass, Dictionary<MofComponent, ComponentVerdict> listed)
    {
        foreach (var below in Ladder.TakeWhile(below => below != mofClass))
        {
            if (Count(below, listed) is var (counted, asked) && counted < asked)
                return 0;
        }

        var (included, required) = Count(mofClass, listed);
        return Math.Min(Complete, Complete * included / required);
    }

    /// <summary>Returns the number of a class's components that count.</summary>
    private static (int Included, int Required) Count(MofClass mofClass, Dictionary<MofComponent, ComponentVerdict> listed)
    {
        var asked = MofComponent.All.Where(component => component.IsRequired && component.Class >= mofClass).ToList();
        var included = asked.Count(component => IsIncluded(component, listed));
        if (IsIncluded(MofComponent.TechnicalReport, listed) || !IsIncluded(MofComponent.ResearchPaper, listed))
            return (included, asked.Count);

        // The paper takes the report's place in classes III and II; class I asks for the paper itself, and then for one component less.
        return mofClass == MofClass.OpenScience ? (included, asked.Count - 1) : (included + 1, asked.Count);
    }

    private static bool IsIncluded(MofComponent component, Dictionary<MofComponent, ComponentVerdict> listed) =>
        listed.TryGetValue(component, out var verdict) && verdict.Status == ComponentStatus.Included;

    /// <summary>Returns a report that is not listed is not missed where a paper, open or not, has taken its place.</summary>
    private static ComponentVerdict? VerdictOn(MofComponent component, Dictionary<MofComponent, ComponentVerdict> listed) =>
        listed.TryGetValue(component, out var verdict) ? verdict
        : !component.IsRequired || (component == MofComponent.TechnicalReport && listed.ContainsKey(MofComponent.ResearchPaper)) ? null
        : new ComponentVerdict(component, ComponentStatus.Missing);
}
