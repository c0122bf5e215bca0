namespace HfRegistry.GitHub.Client;

/// <summary>Sends requests one after the other, keeps writes a second apart, waits limits out and repeats what may be repeated.</summary>
internal sealed class GitHubTransport : IDisposable
{
    private const int MaxNotReady = 3;

    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(1);

    private readonly GitHubConnection _connection;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly TimeProvider _clock;
    private readonly Action<TimeSpan>? _onWait;
    private readonly int _maxRetries;
    private TimeSpan _waitLeft;
    private long? _lastWrite;

    public GitHubTransport(GitHubOptions options, TimeProvider clock)
    {
        _connection = new GitHubConnection(options, clock);
        _clock = clock;
        _onWait = options.OnWait;
        _maxRetries = options.MaxRetries;
        _waitLeft = options.MaxWait;
    }

    /// <summary>Whether any answer came from another address than was asked.</summary>
    public bool WasRedirected { get; private set; }

    public void Dispose()
    {
        _connection.Dispose();
        _oneAtATime.Dispose();
    }

    /// <summary>Whether an address is on the API's own origin.</summary>
    public bool IsOwn(Uri address) => _connection.IsOwn(address);

    /// <summary>Sends a request until it is answered, refused or not worth its wait.</summary>
    public async Task<GitHubAnswer<GitHubResponse>> SendAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await RepeatAsync(request, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Waits before the n-th repetition of something, from 0: one second, two, four, …</summary>
    public Task BackOffAsync(int repetition, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(1 << Math.Min(repetition, 4)), _clock, cancellationToken);

    private async Task<GitHubAnswer<GitHubResponse>> RepeatAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        for (var (outages, notReady, fallbacks) = (0, 0, 0); ;)
        {
            var attempt = await AttemptAsync(request, cancellationToken);
            switch (attempt.Error)
            {
                case null:
                    WasRedirected |= attempt.WasRedirected;
                    return attempt.Response!;
                // What a limit refused was not carried out: even a POST may be repeated.
                case GitHubError.RateLimited:
                    var wait = attempt.AskedWait ?? RateLimits.Fallback(fallbacks++);
                    if (wait > _waitLeft)
                        return new GitHubError.RateLimited(wait);
                    _waitLeft -= wait;
                    _onWait?.Invoke(wait);
                    await Task.Delay(wait, _clock, cancellationToken);
                    break;
                case GitHubError.NotReady when notReady < MaxNotReady:
                    await BackOffAsync(notReady++, cancellationToken);
                    break;
                case GitHubError.Unavailable when request.IsRepeatable && outages < _maxRetries:
                    await BackOffAsync(outages++, cancellationToken);
                    break;
                default:
                    return attempt.Error;
            }
        }
    }

    private async Task<GitHubAttempt> AttemptAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        if (!request.IsWrite)
            return await _connection.SendAsync(request, cancellationToken);
        if (_lastWrite is { } last && BetweenWrites - _clock.GetElapsedTime(last) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, _clock, cancellationToken);
        try
        {
            return await _connection.SendAsync(request, cancellationToken);
        }
        finally
        {
            _lastWrite = _clock.GetTimestamp();
        }
    }
}
