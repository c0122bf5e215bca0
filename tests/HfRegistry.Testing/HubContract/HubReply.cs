using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace HfRegistry.Testing;

/// <summary>What a Hub answered, as it came: no redirect was followed and nothing was tried again.</summary>
/// <param name="Asked">The address that was asked.</param>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers, those of the body too; of several of one name the values joined.</param>
/// <param name="Body">The body.</param>
internal sealed record HubReply(Uri Asked, int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private const int MaxBodyBytes = 20_000_000;

    /// <summary>A header, or null.</summary>
    public string? this[string name] => Headers.GetValueOrDefault(name);

    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonElement? Json
    {
        get
        {
            try
            {
                return JsonElement.Parse(Body);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The rows of a listing, or of a tree; none when the body is no list.</summary>
    public IReadOnlyList<JsonElement> Rows => Json is { ValueKind: JsonValueKind.Array } rows ? [.. rows.EnumerateArray()] : [];

    /// <summary>Asks a Hub.</summary>
    /// <param name="asked">The address.</param>
    /// <param name="token">A token, or null to ask as a stranger.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="HttpRequestException">Nobody answered.</exception>
    public static async Task<HubReply> AskAsync(Uri asked, string? token, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = MaxBodyBytes };
        using var request = new HttpRequestMessage(HttpMethod.Get, asked);
        request.Headers.UserAgent.ParseAdd("HfRegistry.Build-live-suite/1");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new HubReply(asked, (int)response.StatusCode, headers, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>The reply in a few words: its status and the headers that tell what it is.</summary>
    public override string ToString()
    {
        var told = new[] { "Content-Type", "Location", "Link", "X-Error-Code", "X-Error-Message", "RateLimit", "RateLimit-Policy" }
            .Where(Headers.ContainsKey).Select(name => $"{name}: {TextSanitizer.Sanitize(this[name], 300)}");
        return string.Create(CultureInfo.InvariantCulture, $"{Status}; {string.Join("; ", told)}; {TextSanitizer.Sanitize(Body, 300)}");
    }
}
