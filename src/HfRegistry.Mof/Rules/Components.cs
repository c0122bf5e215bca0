namespace HfRegistry.Mof.Rules;

/// <summary>The components by name, for the rules.</summary>
internal static class Components
{
    public static readonly MofComponent Architecture = Of("Model architecture");
    public static readonly MofComponent Preprocessing = Of("Data preprocessing code");
    public static readonly MofComponent Training = Of("Training code");
    public static readonly MofComponent Inference = Of("Inference code");
    public static readonly MofComponent EvaluationCode = Of("Evaluation code");
    public static readonly MofComponent Libraries = Of("Supporting libraries and tools");
    public static readonly MofComponent Parameters = Of("Model parameters (Final)");
    public static readonly MofComponent Checkpoints = Of("Model parameters (Intermediate)");
    public static readonly MofComponent Datasets = Of("Datasets");
    public static readonly MofComponent EvaluationData = Of("Evaluation data");
    public static readonly MofComponent Metadata = Of("Model metadata");
    public static readonly MofComponent Outputs = Of("Sample model outputs");
    public static readonly MofComponent ModelCard = Of("Model card");
    public static readonly MofComponent DataCard = Of("Data card");
    public static readonly MofComponent Results = Of("Evaluation results");

    private static MofComponent Of(string name) => MofComponent.Find(name) ?? throw new InvalidOperationException($"there is no component {name}");
}
