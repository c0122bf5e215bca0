using System.Buffers;
using System.Text;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>
/// The body of an answer of the Hub as a bounded stream. Reading it fails, too, where a good answer holds the caller's token: what a Hub sends back is kept in files.
/// </summary>
internal sealed class HubBody : BoundedStream
{
    private readonly HubTokenTrace? _trace;
    private readonly IdleTimer? _idle;

    private HubBody(Stream inner, HttpResponseMessage response, HubRequestAttempt request, HubToken? watched, IdleTimer? idle)
        : base(inner, request.Request.MaxBodyBytes)
    {
        _idle = idle;
        _trace = watched is null ? null : new HubTokenTrace(watched);
        IsRedirected = request.Address != request.Request.Address;
        Response = response;
        File = request.IsOutside ? request.File : HubFileFacts.Of(response);
    }

    /// <summary>Gets the answer that the body belongs to, for its headers.</summary>
    public HttpResponseMessage Response { get; }

    /// <summary>Gets what the Hub said about the file, when the body is one.</summary>
    public HubFileFacts File { get; }

    /// <summary>Gets whether the Hub led to another address than the one that was asked: only then may it answer about another id.</summary>
    public bool IsRedirected { get; }

    /// <summary>Opens the body of an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="request">What it answers.</param>
    /// <param name="watched">The token that the body must not hold, or null.</param>
    /// <param name="idle">Bounds each read of a download; null when the attempt as a whole is bounded.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<HubBody> OpenAsync(
        HttpResponseMessage response, HubRequestAttempt request, HubToken? watched, IdleTimer? idle, CancellationToken cancellationToken) =>
        new(await OpenAsync(response, cancellationToken), response, request, watched, idle);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_idle is null)
            return await base.ReadAsync(buffer, cancellationToken);
        _idle.Start();
        try
        {
            return await base.ReadAsync(buffer, cancellationToken);
        }
        finally
        {
            _idle.Stop();
        }
    }

    /// <summary>Returns the first bytes as text, for an error's message.</summary>
    public async Task<string> ReadStartAsync(int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(maxBytes);
        try
        {
            var length = await this.ReadAtLeastAsync(buffer.AsMemory(0, maxBytes), maxBytes, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override void Inspect(ReadOnlySpan<byte> bytes)
    {
        if (_trace?.IsFoundIn(bytes) is true)
            throw new InvalidDataException("it holds the access token");
    }
}
