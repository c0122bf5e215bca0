using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using HfRegistry.Http;
using Microsoft.Extensions.Logging;

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

    private readonly GitHubOptions _options;

    public SameOriginHandler(GitHubOptions options)
    {
        _options = options;
        InnerHandler = HttpHandlers.Create(HttpHandlers.Compressed);
    }

    /// <summary>Returns the id that GitHub gave a request, without the token that it may hold.</summary>
    public string? RequestIdOf(HttpResponseMessage response) => response.Header("X-GitHub-Request-Id") is { Length: > 0 } id ? Told(id) : null;

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
            throw Unavailable(NetworkErrorText.Describe(e));
        }
        catch (InvalidDataException e)
        {
            throw Malformed(e.Message);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsOwn(request.RequestUri!))
            throw Malformed($"its next page is on another host ({Told(request.RequestUri!.Host)})");
        SetHeaders(request);
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var response = await LoggedAsync(request, cancellationToken);
            if (!response.IsRedirect || response.StatusCode == HttpStatusCode.SeeOther)
            {
                GitHubCall.Current.WasRedirected |= redirects > 0 && response.IsSuccessStatusCode;
                return await BufferAsync(response, cancellationToken);
            }

            using (response)
                request.RequestUri = TargetOf(response, request.RequestUri!);
        }

        throw Malformed($"it redirects more than {MaxRedirects} times");
    }

    private async Task<HttpResponseMessage> LoggedAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = _options.Logger.IsEnabled(LogLevel.Debug) ? Hidden(RequestLog.Told(request.RequestUri!)) : "";
        RequestLog.Sending(_options.Logger, request.Method, address);
        var started = Stopwatch.GetTimestamp();
        var response = await base.SendAsync(request, cancellationToken);
        RequestLog.Answered(_options.Logger, response, address, Stopwatch.GetElapsedTime(started), RequestIdOf(response));
        return response;
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
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent.Value);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        request.Headers.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
        if (_options.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        if (request.Content is { } content)
            content.Headers.ContentType = Json;
    }

    private bool IsOwn(Uri address) => address.IsSameOriginAs(_options.Endpoints.Api);

    /// <summary>Reads the body, and calls it JSON: Octokit takes a successful answer of any other type, or of none, for an empty one.</summary>
    private static async Task<HttpResponseMessage> BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var sent = response.Content;
            await using var bounded = new BoundedStream(await BoundedStream.OpenAsync(response, cancellationToken), MaxBodyBytes);
            using var copy = new MemoryStream();
            await bounded.CopyToAsync(copy, cancellationToken);
            var body = copy.ToArray();
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

    private string Told(string host) => TextSanitizer.Sanitize(Hidden(host));

    private string Hidden(string text) => _options.Token?.HideIn(text) ?? text;

    private static GitHubCallException Malformed(string reason) => new(new GitHubError.Malformed(reason));

    private static GitHubCallException Unavailable(string reason) => new(new GitHubError.Unavailable(reason));
}
