namespace HfRegistry.Snapshots;

/// <summary>Reads source repositories. It never learns the Hub's token.</summary>
internal interface ISourceReader
{
    /// <summary>Reads a repository at the newest commit of its default branch.</summary>
    /// <param name="name"><c>owner/name</c> on GitHub.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Its facts; absent when nobody can see such a repository; unknown with the reason when the host does not tell.</returns>
    Task<Fact<SourceRepository>> ReadAsync(string name, CancellationToken cancellationToken);
}

/// <summary>The wish for evidence of source repositories in snapshots.</summary>
/// <param name="Reader">Who reads them.</param>
/// <param name="NameOf">Finds the repository that a model names as its own, <c>owner/name</c>; null for none.</param>
internal sealed record SourceWish(ISourceReader Reader, Func<ModelFacts, string?> NameOf);
