using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;

namespace HfRegistry.Hub;

/// <summary>One request as it is sent.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Waits">What is left of the time that rate limits may cost it.</param>
internal sealed record HubRequest(Uri Address, HubSubject Subject, WaitBudget Waits);

/// <summary>Makes one attempt at one address and says what came of it. Nothing that a network or a server can do escapes as an exception.</summary>
internal sealed class HubConnection : IDisposable
{
    private static readonly string UserAgent = string.Create(
        CultureInfo.InvariantCulture, $"hfregistry/{ProductVersion()}; dotnet/{Environment.Version}");

    private readonly HubAddresses _addresses;
    private readonly HubThrottle _throttle;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _http;
    private readonly HubToken? _token;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private long _requestCount;

    public HubConnection(HubOptions options, HubAddresses addresses, TimeProvider clock)
    {
        _addresses = addresses;
        _throttle = new HubThrottle(options.MaxConcurrency, options.MaxRequestsPerMinute, clock);
        _token = options.Token;
        _timeout = options.AttemptTimeout;
        _clock = clock;
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
            MaxConnectionsPerServer = options.MaxConcurrency,
            // A long refresh should notice when the Hub's name moves to another address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        // Without a timeout of its own: each attempt has one, its body included.
        _http = new HttpMessageInvoker(_handler, disposeHandler: false);
    }

    public long RequestCount => Interlocked.Read(ref _requestCount);

    public async Task<HubAttempt<T>> AskAsync<T>(HubRequest request, HubReader<T> read, CancellationToken cancellationToken)
        where T : class
    {
        if (await _throttle.EnterAsync(request.Waits, cancellationToken) is { } refusal)
            return HubAttempt<T>.Failed(refusal);

        HubRateLimit? limit = null;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_timeout);
        try
        {
            using var message = MessageFor(request.Address);
            Interlocked.Increment(ref _requestCount);
            using var response = await _http.SendAsync(message, deadline.Token);
            limit = HubRateLimit.Of(response.Headers);
            return await JudgeAsync(request, response, limit, read, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HubAttempt<T>.Transient(new HubError.Unavailable(string.Create(
                CultureInfo.InvariantCulture, $"no complete answer within {_timeout.TotalSeconds:0.###} s")));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return HubAttempt<T>.Transient(new HubError.Unavailable(NetworkTrouble.Describe(e)));
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return HubAttempt<T>.Failed(new HubError.Malformed(e is JsonException ? "its body is no JSON of the expected shape" : e.Message));
        }
        finally
        {
            _throttle.Leave(limit);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
        _throttle.Dispose();
    }

    private async Task<HubAttempt<T>> JudgeAsync<T>(
        HubRequest request, HttpResponseMessage response, HubRateLimit? limit, HubReader<T> read, CancellationToken cancellationToken)
        where T : class
    {
        using var body = await HubBody.OpenAsync(response, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
            return HubAttempt<T>.Done(await read(body, cancellationToken));
        if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
        {
            return HubRefusal.Header(response, "Location") is { } location
                ? HubAttempt<T>.Redirected(location)
                : HubAttempt<T>.Failed(new HubError.Malformed("it redirects to nowhere"));
        }

        var refusal = await HubRefusal.ReadAsync(response, body, _token, cancellationToken);
        var wait = HubRetry.AskedWait(response.StatusCode, limit, response.Headers.RetryAfter, _clock.GetUtcNow());
        var error = HubErrorReader.Read(refusal, request.Subject, wait);
        return error.IsTransient && (wait is null || request.Waits.TrySpend(wait.Value))
            ? HubAttempt<T>.Transient(error, wait)
            : HubAttempt<T>.Failed(error);
    }

    private HttpRequestMessage MessageFor(Uri address)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_token is not null && _addresses.IsSameOrigin(address))
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token.Reveal());
        return message;
    }

    private static string ProductVersion()
    {
        var version = typeof(HubConnection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return version.Split('+')[0];
    }
}
