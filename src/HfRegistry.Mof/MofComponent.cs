using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HfRegistry.Mof;

/// <summary>A component of the Model Openness Framework, as the Model Openness Tool lists it.</summary>
/// <param name="Id">The tool's number.</param>
/// <param name="Name">The exact name that documents use; case counts.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Class">The class that first asks for it; a more open class asks for it too.</param>
/// <param name="IsRequired">Whether the class cannot be reached without it. An optional component never changes a class.</param>
internal sealed record MofComponent(int Id, string Name, MofKind Kind, MofClass Class, bool IsRequired)
{
    /// <summary>Required for classes III and II; where it is absent or not open, <see cref="ResearchPaper"/> takes its place.</summary>
    public static readonly MofComponent TechnicalReport = new(11, "Technical report", MofKind.Document, MofClass.OpenModel, true);

    /// <summary>Required for class I without exception.</summary>
    public static readonly MofComponent ResearchPaper = new(21, "Research paper", MofKind.Document, MofClass.OpenScience, true);

    /// <summary>All seventeen, in the order in which the tool writes them into a document.</summary>
    public static readonly ImmutableArray<MofComponent> All =
    [
        new(9, "Model architecture", MofKind.Code, MofClass.OpenModel, true),
        new(16, "Data preprocessing code", MofKind.Code, MofClass.OpenScience, true),
        new(7, "Training code", MofKind.Code, MofClass.OpenTooling, true),
        new(8, "Inference code", MofKind.Code, MofClass.OpenTooling, true),
        new(18, "Evaluation code", MofKind.Code, MofClass.OpenTooling, true),
        new(22, "Supporting libraries and tools", MofKind.Code, MofClass.OpenTooling, false),
        new(10, "Model parameters (Final)", MofKind.Data, MofClass.OpenModel, true),
        new(24, "Model parameters (Intermediate)", MofKind.Data, MofClass.OpenScience, true),
        new(15, "Datasets", MofKind.Data, MofClass.OpenScience, true),
        new(19, "Evaluation data", MofKind.Data, MofClass.OpenTooling, true),
        new(17, "Model metadata", MofKind.Data, MofClass.OpenScience, false),
        new(20, "Sample model outputs", MofKind.Document, MofClass.OpenModel, false),
        new(13, "Model card", MofKind.Document, MofClass.OpenModel, true),
        new(14, "Data card", MofKind.Document, MofClass.OpenModel, true),
        TechnicalReport,
        ResearchPaper,
        new(12, "Evaluation results", MofKind.Document, MofClass.OpenModel, true),
    ];

    private static readonly FrozenDictionary<string, MofComponent> ByName = All.ToFrozenDictionary(static component => component.Name, StringComparer.Ordinal);

    /// <summary>Returns the component of an exact name, or null: the tool knows no other spelling.</summary>
    public static MofComponent? Find(string name) => ByName.GetValueOrDefault(name);

    public override string ToString() => Name;
}
