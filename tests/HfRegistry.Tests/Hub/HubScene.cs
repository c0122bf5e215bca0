using System.Net.Http.Headers;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>Clients of a local Hub, as tests want them: no retries and little patience unless they say so.</summary>
internal static class HubScene
{
    public static readonly LocalModel Bert = LocalModel.Of("google-bert/bert-base-uncased", "bert", downloads: 100) with
    {
        FormerIds = ["bert-base-uncased"],
    };

    public static readonly ModelId BertId = ModelId.Parse(Bert.Id);

    public static HubClient Client(
        this LocalHub hub, string? token = null, int maxRetries = 0, double timeoutSeconds = 10, TimeProvider? clock = null, Func<HubOptions, HubOptions>? with = null)
    {
        var options = new HubOptions
        {
            Endpoint = hub.Endpoint,
            Token = HubToken.FromText(token),
            MaxRetries = maxRetries,
            AttemptTimeout = TimeSpan.FromSeconds(timeoutSeconds),
        };
        return new HubClient(with is null ? options : with(options), clock);
    }

    public static async Task<HubError?> ErrorOfAsync(this HubClient client, string id, string? revision = null) =>
        (await client.GetModelAsync(ModelId.Parse(id), revision)).Error;

    public static IAsyncEnumerable<HubModel> ListModelsAsync(this HubClient client, HubModelQuery query, Action<string>? skipped = null, CancellationToken cancellationToken = default) =>
        client.ListModelPagesAsync(query, skipped, cancellationToken).SelectMany(static page => page.Items);

    public static async Task<List<string>> IdsAsync(this HubClient client, HubModelQuery query, Action<string>? skipped = null) =>
        await client.ListModelsAsync(query, skipped).Select(model => model.Id.ToString()).ToListAsync();

    /// <summary>The error that ends a listing of everything.</summary>
    public static async Task<HubError> ListingErrorAsync(this HubClient client, HubModelQuery? query = null) =>
        (await Assert.ThrowsExactlyAsync<HubException>(() => client.IdsAsync(query ?? new HubModelQuery()))).Error;

    /// <summary>An answer as it comes, without a client that understands it.</summary>
    public static async Task<(HttpResponseMessage Answer, string Body)> SendAsync(
        this LocalHub hub, string target, string? token = null, HttpContent? content = null)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, new Uri(hub.Endpoint, target)) { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        var answer = await http.SendAsync(request);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    public static IEnumerable<LocalModel> Models(int count, string? type = "bert") =>
        Enumerable.Range(0, count).Select(i => LocalModel.Of($"org/model-{i:D6}", type, downloads: count - i));

    public static TimeSpan[] Seconds(params int[] seconds) => [.. seconds.Select(s => TimeSpan.FromSeconds(s))];
}
