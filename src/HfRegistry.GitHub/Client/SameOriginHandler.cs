using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace HfRegistry.GitHub.Client;

/// <summary>
/// Makes one attempt: sends the token to the API's own scheme, host and port only, follows redirects there, and reads the whole answer within
/// a time and a size. What a network or a server does wrong is a <see cref="GitHubCallException"/>.
/// </summary>
/// <remarks>
/// Redirects are followed here, because HttpClient drops the Authorization header and makes a GET of a POST that meets a 301, while Octokit
/// compares host names only and would send the token to another port.
/// </remarks>
internal sealed class SameOriginHandler : DelegatingHandler
{
    private const int MaxRedirects = 3;
    private const int MaxBodyBytes = 160_000_000;

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly string UserAgent = string.Create(CultureInfo.InvariantCulture, $"hfregistry/{ProductVersion()}; dotnet/{Environment.Version}");

    private readonly GitHubOptions _options;

    public SameOriginHandler(GitHubOptions options)
    {
        _options = options;
        InnerHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.AttemptTimeout);
        try
        {
            return await FollowAsync(request, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unavailable(string.Create(CultureInfo.InvariantCulture, $"no complete answer within {_options.AttemptTimeout.TotalSeconds:0.###} s"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Unavailable(Describe(e));
        }
        catch (Exception e) when (e is not GitHubCallException && ForeignInput.IsFault(e))
        {
            throw Malformed("its body cannot be decompressed");
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsOwn(request.RequestUri!))
            throw Malformed($"its next page is on another host ({Told(request.RequestUri!.Host)})");
        SetHeaders(request);
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                GitHubCall.Current.WasRedirected |= redirects > 0 && response.IsSuccessStatusCode;
                return await BufferAsync(response, cancellationToken);
            }

            using (response)
                request.RequestUri = TargetOf(response, request.RequestUri!);
        }

        throw Malformed($"it redirects more than {MaxRedirects} times");
    }

    private Uri TargetOf(HttpResponseMessage redirect, Uri from)
    {
        if (redirect.Headers.Location is not { } location || !Uri.TryCreate(from, location, out var target))
            throw Malformed("it redirects to nowhere");
        return IsOwn(target) ? target : throw Malformed($"it redirects to another host ({Told(target.Host)})");
    }

    // Octokit's own are set over: form-urlencoded bodies, no version of the API, and the machine's language among the rest.
    private void SetHeaders(HttpRequestMessage request)
    {
        request.Headers.Clear();
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        request.Headers.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
        if (_options.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        if (request.Content is { } content)
            content.Headers.ContentType = Json;
    }

    private bool IsOwn(Uri address) =>
        address.UserInfo.Length == 0 && address.GetLeftPart(UriPartial.Authority) == _options.Endpoints.Api.GetLeftPart(UriPartial.Authority);

    /// <summary>Reads the body, and calls it JSON: Octokit takes a successful answer of any other type, or of none, for an empty one.</summary>
    private static async Task<HttpResponseMessage> BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var sent = response.Content;
            var body = await ReadAsync(sent, cancellationToken);
            response.Content = new ByteArrayContent(body);
            if (response.IsSuccessStatusCode && body.Length > 0)
                response.Content.Headers.ContentType = Json;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[65_536];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + read > MaxBodyBytes)
                throw Malformed($"its body is larger than {new ByteSize(MaxBodyBytes)}");
            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return body.ToArray();
    }

    private string Told(string host) => TextSanitizer.Sanitize(_options.Token?.HideIn(host) ?? host);

    private static GitHubCallException Malformed(string reason) => new(new GitHubError.Malformed(reason));

    private static GitHubCallException Unavailable(string reason) => new(new GitHubError.Unavailable(reason));

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
        (typeof(SameOriginHandler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
