using System.Buffers;
using System.Text;

namespace HfRegistry.Hub;

/// <summary>
/// The body of an answer as a stream. It ends in an error beyond a size that no honest answer has, where its bytes are not what its
/// <c>Content-Encoding</c> says, and where a good answer holds the caller's token: what a Hub sends back is kept in files.
/// </summary>
internal sealed class HubBody : Stream
{
    private readonly Stream _inner;
    private readonly long _maxBytes;
    private readonly HubTokenTrace? _trace;
    private long _read;

    private HubBody(Stream inner, HttpResponseMessage response, HubRequestAttempt request, HubToken? watched)
    {
        _inner = inner;
        _trace = watched is null ? null : new HubTokenTrace(watched);
        IsRedirected = request.Address != request.Request.Address;
        _maxBytes = request.Request.MaxBodyBytes;
        Response = response;
        File = request.IsOutside ? request.File : HubFileFacts.Of(response);
    }

    /// <summary>The answer that the body belongs to, for its headers.</summary>
    public HttpResponseMessage Response { get; }

    /// <summary>What the Hub said about the file, when the body is one.</summary>
    public HubFileFacts File { get; }

    /// <summary>Whether the Hub led to another address than the one that was asked: only then may it answer about another id.</summary>
    public bool IsRedirected { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <summary>Opens the body of an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="request">What it answers.</param>
    /// <param name="watched">The token that the body must not hold, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<HubBody> OpenAsync(HttpResponseMessage response, HubRequestAttempt request, HubToken? watched, CancellationToken cancellationToken)
    {
        try
        {
            return new HubBody(await response.Content.ReadAsStreamAsync(cancellationToken), response, request, watched);
        }
        catch (Exception e) when (IsOfDecoder(e))
        {
            throw Undecodable(e);
        }
    }

    /// <summary>The first bytes as text, for an error's message.</summary>
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

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var length = await _inner.ReadAsync(buffer, cancellationToken);
            return Count(buffer.Span[..length]);
        }
        catch (Exception e) when (IsOfDecoder(e))
        {
            throw Undecodable(e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            var length = _inner.Read(buffer, offset, count);
            return Count(buffer.AsSpan(offset, length));
        }
        catch (Exception e) when (IsOfDecoder(e))
        {
            throw Undecodable(e);
        }
    }

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    private int Count(ReadOnlySpan<byte> bytes)
    {
        _read += bytes.Length;
        if (_read > _maxBytes)
            throw new InvalidDataException($"its body is larger than {new ByteSize(_maxBytes)}");
        return _trace?.IsFoundIn(bytes) is true ? throw new InvalidDataException("it holds the access token") : bytes.Length;
    }

    // Brotli's decoder throws InvalidOperationException, others InvalidDataException; which, is nowhere promised.
    private static bool IsOfDecoder(Exception exception) =>
        exception is not (OperationCanceledException or HttpRequestException or IOException or InvalidDataException);

    private static InvalidDataException Undecodable(Exception cause) => new("its body is not what its Content-Encoding says", cause);
}
