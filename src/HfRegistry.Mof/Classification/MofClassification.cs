using System.Collections.Immutable;

namespace HfRegistry.Mof.Classification;

/// <summary>The class of a document, how far each class is, and what each component is worth.</summary>
/// <param name="Reading">How the document was taken.</param>
/// <param name="Class">The most open class that is complete, or none.</param>
/// <param name="Progress">How far each class is, in percent from 0 to 100; 0 too while a class before it is incomplete.</param>
/// <param name="Components">Every required component that counts for a class, and every optional one that is listed, in the tool's order.</param>
internal sealed record MofClassification(
    MofReading Reading, MofClass Class, ImmutableSortedDictionary<MofClass, double> Progress, ImmutableArray<ComponentVerdict> Components)
{
    /// <summary>Returns the verdict on a component, or null when it is optional and not listed.</summary>
    public ComponentVerdict? Of(MofComponent component) => Components.FirstOrDefault(verdict => verdict.Component == component);

    /// <summary>Returns a class as the Model Openness Tool names it.</summary>
    public static string LabelOf(MofClass mofClass) => mofClass switch
    {
        MofClass.OpenModel => "Class III - Open Model",
        MofClass.OpenTooling => "Class II - Open Tooling Model",
        MofClass.OpenScience => "Class I - Open Science Model",
        _ => "Unclassified",
    };
}
