using System.Text;
using System.Text.Json;

namespace HfRegistry.GitHub.Client;

/// <summary>A request before it is written.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">Where.</param>
/// <param name="What">What the request is about, for a person: <c>the branch hfregistry/registry</c>.</param>
internal sealed record GitHubRequest(HttpMethod Method, Uri Address, string What)
{
    /// <summary>The body, or null.</summary>
    public byte[]? Json { get; init; }

    /// <summary>What the token's owner wants to do, for a refusal: <c>push to the branch</c>.</summary>
    public string Deed { get; init; } = "read the repository";

    /// <summary>The permission that it takes, as a workflow writes it.</summary>
    public string Permission { get; init; } = "contents: read";

    /// <summary>Whether something changes by it. A GraphQL query is a POST that changes nothing.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Whether it may be repeated when nobody knows whether it was carried out.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether the body is an answer of GraphQL, whose refusals come with status 200.</summary>
    public bool IsGraphQL { get; init; }

    /// <summary>A body.</summary>
    public static byte[] Body(Action<Utf8JsonWriter> writeMembers)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    /// <summary>Writes a text that may be foreign: half a surrogate pair in it becomes U+FFFD, as it does in git's own name of the content.</summary>
    public static void WriteText(Utf8JsonWriter json, string name, string text) => json.WriteString(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a list of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(Encoding.UTF8.GetBytes(text));
        json.WriteEndArray();
    }

    /// <summary>The request without its body: what may be told.</summary>
    public override string ToString() => new StringBuilder(Method.Method).Append(' ').Append(Address.AbsolutePath).ToString();
}

/// <summary>An answer that is a success.</summary>
/// <param name="Json">Its body; undefined when it has none.</param>
/// <param name="Next">The next page.</param>
internal sealed record GitHubResponse(JsonElement Json, Uri? Next);
