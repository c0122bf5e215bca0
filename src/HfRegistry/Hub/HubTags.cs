using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The tags that models can have, by type.</summary>
/// <param name="ByType">The tags of each type: <c>pipeline_tag</c>, <c>library</c>, <c>language</c>, <c>license</c>, …</param>
internal sealed record HubTags(ImmutableSortedDictionary<string, ImmutableArray<HubTag>> ByType)
{
    private const int MaxTags = 200_000;

    internal static async Task<Result<HubTags, HubError>> ReadAsync(HubBody body, CancellationToken cancellationToken)
    {
        var types = await JsonSerializer.DeserializeAsync(body, HubJson.Default.DictionaryStringJsonElement, cancellationToken);
        return types is null
            ? new HubError.Malformed("it lists no types of tags")
            : new HubTags(types.Where(IsType).ToImmutableSortedDictionary(type => type.Key, type => TagsOf(type.Value), StringComparer.Ordinal));
    }

    private static bool IsType(KeyValuePair<string, JsonElement> member) =>
        member.Key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && member.Value.ValueKind == JsonValueKind.Array;

    private static ImmutableArray<HubTag> TagsOf(JsonElement list) =>
        [.. list.EnumerateArray().Take(MaxTags).Select(HubTag.Read).OfType<HubTag>()];
}

/// <summary>A tag.</summary>
/// <param name="Id">What models carry: <c>text-generation</c>.</param>
/// <param name="Label">What people read: <c>Text Generation</c>.</param>
/// <param name="Group">The group within its type (<c>subType</c>), such as <c>nlp</c> of a task.</param>
internal sealed record HubTag(string Id, string Label, string? Group)
{
    internal static HubTag? Read(JsonElement row) =>
        row.Fact("id") is { } id ? new HubTag(id, row.Fact("label") ?? id, row.Fact("subType")) : null;
}
