using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The facts of files that were asked for by name.</summary>
/// <param name="Found">The files and folders that exist.</param>
/// <param name="Missing">The paths that do not, as they were asked for.</param>
internal sealed record HubPaths(ImmutableArray<HubTreeEntry> Found, ImmutableArray<string> Missing)
{
    /// <summary>How many paths the Hub takes in one request.</summary>
    internal const int MaxPathsOfARequest = 2_000;

    /// <summary>The body of the question.</summary>
    internal static byte[] Ask(IEnumerable<string> paths)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("paths");
            foreach (var path in paths)
                json.WriteStringValue(path);
            json.WriteEndArray();
            json.WriteBoolean("expand", false);
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    /// <summary>What an answer says of the paths; those that it leaves out do not exist.</summary>
    internal static async Task<Result<HubPaths, HubError>> ReadAsync(HubBody body, IReadOnlyCollection<string> asked, CancellationToken cancellationToken)
    {
        var rest = asked.ToHashSet(StringComparer.Ordinal);
        var found = ImmutableArray.CreateBuilder<HubTreeEntry>();
        await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable(body, HubJson.Default.JsonElement, cancellationToken))
        {
            // What was not asked for, or is told twice, is no answer.
            if (HubTreeEntry.Read(row) is { } entry && rest.Remove(entry.Path))
                found.Add(entry);
        }

        return new HubPaths(found.ToImmutable(), [.. asked.Where(rest.Contains)]);
    }
}
