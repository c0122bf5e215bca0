using HfRegistry.Resolution;

namespace HfRegistry.Build.Items;

/// <summary>An item of the project and the model that it became.</summary>
/// <param name="Item">The item.</param>
/// <param name="Alias">Its name in code.</param>
/// <param name="Resolved">The model, or null when the item is optional and was not resolved.</param>
/// <param name="Reason">Why this model, or why none.</param>
internal sealed record ProjectModel(ModelItem Item, string Alias, ResolvedModel? Resolved, string Reason)
{
    /// <summary>Gets the files of a model that the project downloads; null when it downloads none, or nobody could list them.</summary>
    public ModelFiles? Files { get; init; }

    /// <summary>Gets whether the lock file is binding for the files.</summary>
    public bool AreFilesLocked { get; init; }
}
