using HfRegistry.Quality;
using HfRegistry.Registry;

namespace HfRegistry.Gate;

/// <summary>A model before the gate, with everything that is known of it.</summary>
/// <param name="Id">The model.</param>
internal sealed record GateSubject(ModelId Id)
{
    /// <summary>Gets its scores, or null when nobody has scored it.</summary>
    public ModelScore? Score { get; init; }

    /// <summary>Gets its facts, or null when nothing is known of it: then every demand beside the metrics fails.</summary>
    public ModelRecord? Record { get; init; }

    /// <summary>Gets the class of its MOF document: 1 (most open) to 3, 0 for a document that is in no class, null without a document.</summary>
    public int? MofClass { get; init; }
}
