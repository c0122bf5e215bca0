using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace HfRegistry.Benchmarks;

/// <summary>Requests that no endpoint can read: the same for the same number.</summary>
internal static class MalformedRequests
{
    private static readonly string[] Bodies =
    [
        "", "{", "[", "null", "5", "\"text\"", "[]", "{}", "{\"model_id\":null}", "{\"model_id\":5}", "{\"model_id\":[]}", "{\"model_id\":{\"a\":1}}", "{\"model_id\":\"../../etc/passwd\"}",
        "{\"model_id\":\"a/b\",\"version\":\"latest\"}", "{\"model_id\":\"http://169.254.169.254/latest\"}", "{\"model_id\":\"a\\u0000/b\"}", "{\"username\":\"alice\"}", "{\"username\":1,\"password\":2}",
        "{\"limit\":-1}", "{\"limit\":99999999999999}", "{\"offset\":-5}", "{\"regex\":\"(\"}", "{\"regex\":\"(?=a)\"}", "{\"version\":\"\"}", "[{\"model_id\":5}]", "[null]", "\uFEFF{", "<xml/>", "a=b&c=d",
    ];

    private static readonly (HttpMethod Method, string Path)[] Targets =
    [
        (HttpMethod.Post, "/authenticate"), (HttpMethod.Post, "/package/ingest-huggingface"), (HttpMethod.Post, "/ingest"), (HttpMethod.Put, "/packages"), (HttpMethod.Patch, "/ingest"),
        (HttpMethod.Get, "/ingest/not-a-guid"), (HttpMethod.Get, "/package/..%2f..%2fetc"), (HttpMethod.Get, "/package/00000000-0000-0000-0000-000000000000/metadata"), (HttpMethod.Delete, "/packages"),
        (HttpMethod.Get, "/packages?limit=many"), (HttpMethod.Get, "/packages?offset=-1"), (HttpMethod.Get, "/packages?regex=%28"), (HttpMethod.Get, "/packages?version=%00"), (HttpMethod.Get, "/nothing"),
        (HttpMethod.Delete, "/ingest/00000000-0000-0000-0000-000000000000"), (HttpMethod.Get, "/ingest/00000000-0000-0000-0000-000000000000/events"),
    ];

    /// <summary>Creates a request.</summary>
    /// <param name="number">Which one.</param>
    /// <param name="token">A token that is valid, and that also comes where it does not belong.</param>
    public static HttpRequestMessage Create(int number, string token)
    {
        var random = new Random(number);
        var (method, path) = Targets[random.Next(Targets.Length)];
        if (random.Next(4) == 0)
            path += $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}token={token}";
        var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get && method != HttpMethod.Delete)
            request.Content = ContentOf(random, token);
        if (random.Next(8) == 0)
            request.Headers.TryAddWithoutValidation("Authorization", random.Next(2) == 0 ? $"Basic {token}" : $"Bearer {token}{token}");
        return request;
    }

    private static ByteArrayContent ContentOf(Random random, string token)
    {
        var body = random.Next(8) switch
        {
            0 => Damaged(random, Bodies[random.Next(Bodies.Length)]),
            1 => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"model_id":"{{token}}"}""")),
            2 => Encoding.UTF8.GetBytes(new string('[', random.Next(1, 5_000))),
            3 => new byte[random.Next(1, 100)],
            _ => Encoding.UTF8.GetBytes(Bodies[random.Next(Bodies.Length)]),
        };
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = random.Next(4) == 0 ? new MediaTypeHeaderValue("text/plain") : new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static byte[] Damaged(Random random, string text)
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"model_id\":{text}}}");
        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
