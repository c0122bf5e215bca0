using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;

namespace HfRegistry.GitHub.Client;

/// <summary>
/// Makes one attempt and says what came of it; redirects are followed by hand, on the API's own origin, with the method, the body and the
/// token that they began with. Nothing that a network or a server can do escapes as an exception.
/// </summary>
/// <remarks>
/// By hand, because HttpClient drops the Authorization header on a redirect and makes a GET of a POST that meets a 301: to open a pull
/// request in a renamed repository would then answer 200 with nothing opened.
/// </remarks>
internal sealed class GitHubConnection : IDisposable
{
    private const int MaxRedirects = 3;
    private const int MaxBodyBytes = 160_000_000;

    private static readonly string UserAgent = string.Create(CultureInfo.InvariantCulture, $"hfregistry/{ProductVersion()}; dotnet/{Environment.Version}");

    private readonly GitHubOptions _options;
    private readonly TimeProvider _clock;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _http;

    public GitHubConnection(GitHubOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        };
        // Without a timeout of its own: each attempt has one, its body included.
        _http = new HttpMessageInvoker(_handler, disposeHandler: false);
    }

    public async Task<GitHubAttempt> SendAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.AttemptTimeout);
        try
        {
            return await FollowAsync(request, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return GitHubAttempt.Failed(new GitHubError.Unavailable(string.Create(
                CultureInfo.InvariantCulture, $"no complete answer within {_options.AttemptTimeout.TotalSeconds:0.###} s")));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return GitHubAttempt.Failed(new GitHubError.Unavailable(Describe(e)));
        }
        catch (JsonException)
        {
            return GitHubAttempt.Failed(new GitHubError.Malformed("its body is no JSON"));
        }
        catch (InvalidDataException e)
        {
            return GitHubAttempt.Failed(new GitHubError.Malformed(e.Message));
        }
        catch (Exception e) when (ForeignInput.IsFault(e))
        {
            return GitHubAttempt.Failed(new GitHubError.Malformed($"its body cannot be read: {HideToken(Printable.Of(e.Message))}"));
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    /// <summary>Whether an address has the API's scheme, host and port: only there does the token go.</summary>
    public bool IsOwn(Uri address) =>
        address.UserInfo.Length == 0 && address.GetLeftPart(UriPartial.Authority) == _options.Endpoints.Api.GetLeftPart(UriPartial.Authority);

    private async Task<GitHubAttempt> FollowAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        var address = request.Address;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var message = Message(request, address);
            using var response = await _http.SendAsync(message, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return await JudgeAsync(request, response, redirects > 0, cancellationToken);
            }

            if (response.Headers.Location is not { } location || !Uri.TryCreate(address, location, out var target))
                return GitHubAttempt.Failed(new GitHubError.Malformed("it redirects to nowhere"));
            if (!IsOwn(target))
                return GitHubAttempt.Failed(new GitHubError.Malformed($"it redirects to another host ({HideToken(Printable.Of(target.Host))})"));
            address = target;
        }

        return GitHubAttempt.Failed(new GitHubError.Malformed($"it redirects more than {MaxRedirects} times"));
    }

    private HttpRequestMessage Message(GitHubRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Method, address);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        message.Headers.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
        if (_options.Token is { } token)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        if (request.Json is { } json)
            message.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return message;
    }

    private async Task<GitHubAttempt> JudgeAsync(
        GitHubRequest request, HttpResponseMessage response, bool wasRedirected, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(response, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            var json = bytes.Length == 0 ? default : Parse(bytes);
            return request.IsGraphQL && json.Items("errors").FirstOrDefault() is { ValueKind: JsonValueKind.Object } error
                ? Refused(request, response, new GitHubRefusal(response.StatusCode, GitHubErrorReader.MessageOf(json, _options.Token), Type: error.Text("type")))
                : new GitHubAttempt(new GitHubResponse(json, NextPage(response)), null, WasRedirected: wasRedirected);
        }

        var permissions = response.Headers.TryGetValues("X-Accepted-GitHub-Permissions", out var values) ? values.FirstOrDefault() : null;
        return Refused(request, response, new GitHubRefusal(response.StatusCode, WordsOf(bytes), permissions));
    }

    private GitHubAttempt Refused(GitHubRequest request, HttpResponseMessage response, GitHubRefusal refusal)
    {
        if (!RateLimits.IsLimited(response.StatusCode, response.Headers, refusal))
            return GitHubAttempt.Failed(GitHubErrorReader.Read(refusal, request));
        var wait = RateLimits.AskedWait(response.Headers, _clock.GetUtcNow());
        return new GitHubAttempt(null, new GitHubError.RateLimited(wait ?? RateLimits.Fallback(0)), wait);
    }

    // A page of the network before GitHub says nothing to a person.
    private string WordsOf(byte[] body)
    {
        try
        {
            return GitHubErrorReader.MessageOf(Parse(body), _options.Token);
        }
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            return "";
        }
    }

    private static JsonElement Parse(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[65_536];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + read > MaxBodyBytes)
                throw new InvalidDataException($"its body is larger than {new ByteSize(MaxBodyBytes)}");
            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return body.ToArray();
    }

    private static Uri? NextPage(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var values))
            return null;
        var next = string.Join(',', values).Split(',').FirstOrDefault(static part => part.Contains("rel=\"next\"", StringComparison.Ordinal));
        return next is not null && next.IndexOf('<', StringComparison.Ordinal) is var open and >= 0
            && next.IndexOf('>', StringComparison.Ordinal) is var close && close > open
            && Uri.TryCreate(next[(open + 1)..close], UriKind.Absolute, out var address)
                ? address
                : null;
    }

    private string HideToken(string text) => _options.Token?.HideIn(text) ?? text;

    private static string Describe(Exception exception) => exception is HttpRequestException { HttpRequestError: var error }
        ? error switch
        {
            HttpRequestError.NameResolutionError => "its name cannot be resolved",
            HttpRequestError.ConnectionError => "no connection can be made",
            HttpRequestError.SecureConnectionError => "no secure connection can be made",
            HttpRequestError.ProxyTunnelError => "the proxy refused the connection",
            HttpRequestError.InvalidResponse => "it does not speak HTTP",
            _ => "the connection broke before the answer was complete",
        }
        : "the connection broke before the answer was complete";

    private static string ProductVersion() =>
        (typeof(GitHubConnection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
