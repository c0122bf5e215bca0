using System.Buffers;
using System.Text;

namespace HfRegistry.Hub;

/// <summary>The body of an answer as a stream that ends in an error beyond a size that no honest answer has.</summary>
internal sealed class HubBody : Stream
{
    private readonly Stream _inner;
    private readonly long _maxBytes;
    private long _read;

    private HubBody(Stream inner, HttpResponseMessage response, HubRequest request)
    {
        _inner = inner;
        _maxBytes = request.Question.MaxBodyBytes;
        Response = response;
        File = request.IsOutside ? request.File : HubFileFacts.Of(response);
    }

    /// <summary>The answer that the body belongs to, for its headers.</summary>
    public HttpResponseMessage Response { get; }

    /// <summary>What the Hub said about the file, when the body is one.</summary>
    public HubFileFacts File { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public static async Task<HubBody> OpenAsync(HttpResponseMessage response, HubRequest request, CancellationToken cancellationToken) =>
        new(await response.Content.ReadAsStreamAsync(cancellationToken), response, request);

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

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await _inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Count(_inner.Read(buffer, offset, count));

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

    private int Count(int bytes)
    {
        _read += bytes;
        return _read <= _maxBytes ? bytes : throw new InvalidDataException($"its body is larger than {new ByteSize(_maxBytes)}");
    }
}
