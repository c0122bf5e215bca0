using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json;
using HfRegistry.Http;
using Microsoft.Extensions.Logging;

namespace HfRegistry.Hub;

/// <summary>Makes one attempt at one address and says what came of it. Nothing that a network or a server can do escapes as an exception.</summary>
internal sealed class HubConnection : IDisposable
{
    private readonly HubAddresses _addresses;
    private readonly HubRateLimiter _throttle;
    private readonly HubRequestFactory _messages;
    private readonly HttpMessageInvoker _api;
    private readonly HttpMessageInvoker _files;
    private readonly HttpMessageInvoker _stores;
    private readonly HubToken? _token;
    private readonly ILogger _logger;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private long _requestCount;

    public HubConnection(HubOptions options, HubAddresses addresses, TimeProvider clock)
    {
        _addresses = addresses;
        _logger = options.Logger;
        _throttle = new HubRateLimiter(options, clock);
        _messages = new HubRequestFactory(options.Token);
        _token = options.Token;
        _timeout = options.AttemptTimeout;
        _clock = clock;
        var connector = new HostConnector(options.Endpoint, options.Resolve);
        // Files come as they are: a handler that can unpack asks for packed ones, whatever the request says.
        _api = Invoker(options, HttpHandlers.Compressed, connector.ConnectAsync);
        _files = Invoker(options, DecompressionMethods.None, connector.ConnectAsync);
        _stores = Invoker(options, DecompressionMethods.None, connector.ConnectToPublicAsync);
    }

    public long RequestCount => Interlocked.Read(ref _requestCount);

    public async Task<HubResponse<T>> AskAsync<T>(HubRequestAttempt request, HubReader<T> read, CancellationToken cancellationToken)
        where T : class
    {
        var bucket = request.IsOutside ? HubBucket.None : _addresses.BucketOf(request.Address);
        if (await _throttle.EnterAsync(bucket, request.Waits, cancellationToken) is { } refusal)
            return HubResponse<T>.Failed(refusal);

        HubRateLimit? limit = null;
        string? requestId = null;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_timeout);
        var download = request.Request.From is null ? null : new IdleTimer(deadline, _timeout);
        try
        {
            using var message = _messages.Of(request);
            using var response = await SendAsync(request, message, deadline.Token);
            limit = request.IsOutside ? null : HubRateLimit.Of(response);
            requestId = RequestIdOf(response);
            return Identified(await JudgeAsync(request, response, limit, read, download, deadline.Token), requestId);
        }
        catch (Exception e) when (ErrorOf(e, download, cancellationToken) is { } error)
        {
            RequestLog.Failed(_logger, LogText(request.Address), error.Message);
            var isBegun = download is { IsBegun: true };
            var failed = error is HubError.Unavailable && !isBegun ? HubResponse<T>.Transient(error) : HubResponse<T>.Failed(error);
            return Identified(failed with { IsTimeOut = e is OperationCanceledException, IsBegun = isBegun }, requestId);
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
        _stores.Dispose();
        _throttle.Dispose();
    }

    private static HubResponse<T> Identified<T>(HubResponse<T> response, string? requestId)
        where T : class =>
        requestId is not null && response.Answer.Error is { } error ? response with { Answer = error with { RequestId = requestId } } : response;

    private async Task<HttpResponseMessage> SendAsync(HubRequestAttempt request, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var invoker = request.IsOutside ? _stores : request.Request.IsFile ? _files : _api;
        var address = LogText(request.Address);
        RequestLog.Sending(_logger, message.Method, address);
        Interlocked.Increment(ref _requestCount);
        var started = _clock.GetTimestamp();
        try
        {
            var response = await invoker.SendAsync(message, cancellationToken);
            RequestLog.Answered(_logger, response, address, _clock.GetElapsedTime(started), RequestIdOf(response));
            return response;
        }
        catch (Exception e) when (e is not (OperationCanceledException or HttpRequestException or IOException))
        {
            // The handler promises one type of exception; a server's odd bytes have been seen to bring out others.
            throw new InvalidDataException("it does not speak HTTP", e);
        }
    }

    private HubError? ErrorOf(Exception exception, IdleTimer? download, CancellationToken callers) => exception switch
    {
        OperationCanceledException when callers.IsCancellationRequested => null,
        OperationCanceledException when download is { IsBegun: true } => new HubError.Unavailable(string.Create(CultureInfo.InvariantCulture, $"nothing came for {_timeout.TotalSeconds:0.###} s")),
        OperationCanceledException => new HubError.Unavailable(string.Create(CultureInfo.InvariantCulture, $"no complete answer within {_timeout.TotalSeconds:0.###} s")),
        HttpRequestException { InnerException: PrivateNetworkException e } => new HubError.Malformed(e.Message),
        InvalidDataException => new HubError.Malformed(exception.Message),
        HttpRequestException or IOException => new HubError.Unavailable(NetworkErrorText.Describe(exception)),
        JsonException => new HubError.Malformed("its body is not JSON of the expected shape"),
        _ when ForeignInput.IsFault(exception) => new HubError.Malformed($"its body cannot be read: {TextSanitizer.Sanitize(exception.Message)}"),
        _ => null,
    };

    private string? RequestIdOf(HttpResponseMessage response) => response.Header("X-Request-Id") is { Length: > 0 } id ? Hidden(TextSanitizer.Sanitize(id)) : null;

    private string LogText(Uri address) => _logger.IsEnabled(LogLevel.Debug) ? Hidden(RequestLog.Told(address)) : "";

    private string Hidden(string text) => _token?.HideIn(text) ?? text;

    private async Task<HubResponse<T>> JudgeAsync<T>(
        HubRequestAttempt request, HttpResponseMessage response, HubRateLimit? limit, HubReader<T> read, IdleTimer? download, CancellationToken cancellationToken)
        where T : class
    {
        var isPart = request.Request.IsPart;
        var isContent = response.StatusCode == HttpStatusCode.OK || (isPart && response.StatusCode == HttpStatusCode.PartialContent);

        // The hash of a download tells whether it is what the Hub has; a search of every byte would cost more than the hash.
        using var body = await HubBody.OpenAsync(response, request, isContent && download is null ? _token : null, isContent ? download : null, cancellationToken);
        if (isContent)
            return HubResponse<T>.Done(await read(body, cancellationToken));
        if (isPart && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            return HubResponse<T>.Failed(new HubError.RangeRefused());
        if (response.IsRedirect)
        {
            return response.Header("Location") is { } location
                ? HubResponse<T>.Redirected(new HubRedirect(location, body.File))
                : HubResponse<T>.Failed(new HubError.Malformed("it redirects to nowhere"));
        }

        var wait = HubRetry.AskedWait(response, limit, _clock.GetUtcNow());
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

    // Without a timeout of its own: each attempt has one, its body included.
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The invoker disposes of its handler.")]
    private static HttpMessageInvoker Invoker(
        HubOptions options, DecompressionMethods decompression, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect)
    {
        var handler = HttpHandlers.Create(decompression);
        handler.MaxConnectionsPerServer = options.MaxConcurrency;
        handler.ConnectCallback = connect;
        return new HttpMessageInvoker(handler);
    }
}
