namespace HfRegistry.Models;

/// <summary>A kind of repository on the Hub. All kinds have one set of rules for their ids.</summary>
internal enum RepositoryKind
{
    /// <summary>A model.</summary>
    Model,

    /// <summary>A dataset.</summary>
    Dataset,
}
