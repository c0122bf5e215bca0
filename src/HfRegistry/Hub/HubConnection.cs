using System.Globalization;
using System.Net;
using System.Text.Json;

namespace HfRegistry.Hub;

/// <summary>Makes one attempt at one address and says what came of it. Nothing that a network or a server can do escapes as an exception.</summary>
internal sealed class HubConnection : IDisposable
{
    private readonly HubAddresses _addresses;
    private readonly HubRateLimiter _throttle;
    private readonly HubRequestFactory _messages;
    private readonly SocketsHttpHandler _apiHandler;
    private readonly SocketsHttpHandler _fileHandler;
    private readonly HttpMessageInvoker _api;
    private readonly HttpMessageInvoker _files;
    private readonly HubToken? _token;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private long _requestCount;

    public HubConnection(HubOptions options, HubAddresses addresses, TimeProvider clock)
    {
        _addresses = addresses;
        _throttle = new HubRateLimiter(options.MaxConcurrency, options.MaxRequestsPerMinute, clock);
        _messages = new HubRequestFactory(options.Token);
        _token = options.Token;
        _timeout = options.AttemptTimeout;
        _clock = clock;
        // Files come as they are: a handler that can unpack asks for packed ones, whatever the request says.
        _apiHandler = Handler(options, DecompressionMethods.GZip | DecompressionMethods.Brotli);
        _fileHandler = Handler(options, DecompressionMethods.None);
        // Without a timeout of their own: each attempt has one, its body included.
        _api = new HttpMessageInvoker(_apiHandler, disposeHandler: false);
        _files = new HttpMessageInvoker(_fileHandler, disposeHandler: false);
    }

    public long RequestCount => Interlocked.Read(ref _requestCount);

    public async Task<HubResponse<T>> AskAsync<T>(HubRequestAttempt request, HubReader<T> read, CancellationToken cancellationToken)
        where T : class
    {
        var bucket = request.IsOutside ? HubBucket.None : _addresses.BucketOf(request.Address);
        if (await _throttle.EnterAsync(bucket, request.Waits, cancellationToken) is { } refusal)
            return HubResponse<T>.Failed(refusal);

        HubRateLimit? limit = null;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_timeout);
        try
        {
            using var message = _messages.Of(request);
            Interlocked.Increment(ref _requestCount);
            using var response = await SendAsync(request.Request.IsFile ? _files : _api, message, deadline.Token);
            limit = request.IsOutside ? null : HubRateLimit.Of(response.Headers);
            return await JudgeAsync(request, response, limit, read, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = string.Create(CultureInfo.InvariantCulture, $"no complete answer within {_timeout.TotalSeconds:0.###} s");
            return HubResponse<T>.Transient(new HubError.Unavailable(reason)) with { IsTimeOut = true };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return HubResponse<T>.Transient(new HubError.Unavailable(NetworkErrorText.Describe(e)));
        }
        catch (InvalidDataException e)
        {
            return HubResponse<T>.Failed(new HubError.Malformed(e.Message));
        }
        catch (Exception e) when (ForeignInput.IsFault(e))
        {
            return HubResponse<T>.Failed(new HubError.Malformed(e is JsonException ? "its body is not JSON of the expected shape" : $"its body cannot be read: {TextSanitizer.Sanitize(e.Message)}"));
        }
        finally
        {
            _throttle.Leave(bucket, limit);
        }
    }

    public void Dispose()
    {
        _api.Dispose();
        _files.Dispose();
        _apiHandler.Dispose();
        _fileHandler.Dispose();
        _throttle.Dispose();
    }

    // The handler promises one type of exception; a server's odd bytes have been seen to bring out others.
    private static async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker invoker, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await invoker.SendAsync(message, cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or HttpRequestException or IOException))
        {
            throw new InvalidDataException("it does not speak HTTP", e);
        }
    }

    private async Task<HubResponse<T>> JudgeAsync<T>(
        HubRequestAttempt request, HttpResponseMessage response, HubRateLimit? limit, HubReader<T> read, CancellationToken cancellationToken)
        where T : class
    {
        using var body = await HubBody.OpenAsync(response, request, response.StatusCode == HttpStatusCode.OK ? _token : null, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
            return HubResponse<T>.Done(await read(body, cancellationToken));
        if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
        {
            return HubRefusal.Header(response, "Location") is { } location
                ? HubResponse<T>.Redirected(new HubRedirect(location, body.File))
                : HubResponse<T>.Failed(new HubError.Malformed("it redirects to nowhere"));
        }

        var wait = HubRetry.AskedWait(response.StatusCode, limit, response.Headers.RetryAfter, _clock.GetUtcNow());
        if (request.IsOutside)
            return OfStore<T>(request, response.StatusCode, wait);
        var refusal = await HubRefusal.ReadAsync(response, body, _token, cancellationToken);
        var error = HubErrorReader.Read(refusal, request.Request.Resource, wait);
        return Refused<T>(request, error, error.IsTransient, wait);
    }

    // What the store says in its body is about its signed address, which is nobody's business.
    private static HubResponse<T> OfStore<T>(HubRequestAttempt request, HttpStatusCode status, TimeSpan? wait)
        where T : class
    {
        var error = new HubError.Unavailable(string.Create(CultureInfo.InvariantCulture, $"the store of its large files answered status {(int)status}"));
        var isPassing = status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
        return Refused<T>(request, error, isPassing, wait);
    }

    private static HubResponse<T> Refused<T>(HubRequestAttempt request, HubError error, bool isPassing, TimeSpan? wait)
        where T : class =>
        isPassing && (wait is null || request.Waits.TrySpend(wait.Value))
            ? HubResponse<T>.Transient(error, wait)
            : HubResponse<T>.Failed(error);

    private static SocketsHttpHandler Handler(HubOptions options, DecompressionMethods decompression) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = decompression,
        MaxConnectionsPerServer = options.MaxConcurrency,
        // A long refresh should notice when the Hub's name moves to another address.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
