using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>A tag of a repository.</summary>
/// <param name="Name">The name. Untrusted: any text.</param>
/// <param name="Commit">The commit that it names.</param>
internal sealed record HubTag(string Name, Revision Commit);

/// <summary>The tags of a repository.</summary>
/// <param name="Tags">The tags.</param>
internal sealed record HubTags(ImmutableArray<HubTag> Tags)
{
    private const int MaxTags = 10_000;

    /// <summary>Reads the tags; one without a name or a commit is left out.</summary>
    internal static async Task<Result<HubTags, HubError>> ReadAsync(HubBody body, CancellationToken cancellationToken)
    {
        var references = await JsonSerializer.DeserializeAsync(body, HubJson.Default.JsonElement, cancellationToken);
        return new HubTags([.. references.Items("tags", MaxTags).Select(TagOf).OfType<HubTag>()]);
    }

    private static HubTag? TagOf(JsonElement row) =>
        row.Text("name") is { } name && Revision.TryParse(row.Text("targetCommit"), out var commit) ? new HubTag(name, commit) : null;
}
