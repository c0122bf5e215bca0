using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>The commit that a branch or tag names now.</summary>
internal static class RepositoryHead
{
    /// <summary>Asks the Hub for it.</summary>
    /// <param name="hub">The Hub.</param>
    /// <param name="kind">The kind of repository.</param>
    /// <param name="id">The repository; a renamed one is followed.</param>
    /// <param name="revision">A branch, tag or commit; null for the main branch.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The present id, and the commit where the Hub names it; or why not.</returns>
    public static async Task<(ModelId? Id, Revision? Commit, HubError? Error)> ReadAsync(
        HubClient hub, RepositoryKind kind, ModelId id, string? revision, CancellationToken cancellationToken)
    {
        if (kind == RepositoryKind.Dataset)
        {
            var dataset = await hub.GetDatasetAsync(DatasetId.Of(id), revision, cancellationToken);
            return (dataset.Value?.Id.Repository, dataset.Value?.Sha, dataset.Error);
        }

        var model = await hub.GetModelAsync(id, revision, cancellationToken: cancellationToken);
        return (model.Value?.Id, model.Value?.Sha, model.Error);
    }
}
