using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The names that a repository gives to commits.</summary>
/// <param name="Branches">The branches.</param>
/// <param name="Tags">The tags.</param>
internal sealed record HubReferences(ImmutableArray<HubReference> Branches, ImmutableArray<HubReference> Tags)
{
    private const int MaxReferences = 20_000;

    internal static async Task<Result<HubReferences, HubError>> ReadAsync(HubBody body, CancellationToken cancellationToken)
    {
        var root = await JsonSerializer.DeserializeAsync(body, HubJson.Default.JsonElement, cancellationToken);
        return root.Member("branches") is { ValueKind: JsonValueKind.Array }
            ? new HubReferences(Of(root, "branches"), Of(root, "tags"))
            : new HubError.Malformed("it names no branches");
    }

    private static ImmutableArray<HubReference> Of(JsonElement root, string kind) =>
        [.. root.Items(kind, MaxReferences).Select(HubReference.Read).OfType<HubReference>()];
}

/// <summary>A branch or a tag.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Target">The commit that it stands for now.</param>
internal sealed record HubReference(string Name, Revision Target)
{
    internal static HubReference? Read(JsonElement row) =>
        row.Fact("name") is { } name && Revision.TryParse(row.Text("targetCommit"), out var target) ? new HubReference(name, target) : null;
}
