namespace HfRegistry.Http;

/// <summary>The body of an answer. Reading it fails beyond a size that no honest answer has, and where its bytes are not what its <c>Content-Encoding</c> says.</summary>
internal class BoundedStream(Stream inner, long maxBytes) : Stream
{
    private long _read;

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
    /// <exception cref="InvalidDataException">It is not what its <c>Content-Encoding</c> says.</exception>
    public static async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsStreamAsync(cancellationToken);
        }
        catch (Exception e) when (IsOfDecoder(e))
        {
            throw Undecodable(e);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var length = await inner.ReadAsync(buffer, cancellationToken);
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
            var length = inner.Read(buffer, offset, count);
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

    /// <summary>Looks at bytes before they are handed on.</summary>
    /// <exception cref="InvalidDataException">They are not to be handed on.</exception>
    protected virtual void Inspect(ReadOnlySpan<byte> bytes)
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Count(ReadOnlySpan<byte> bytes)
    {
        _read += bytes.Length;
        if (_read > maxBytes)
            throw new InvalidDataException($"its body is larger than {new ByteSize(maxBytes)}");
        Inspect(bytes);
        return bytes.Length;
    }

    // Brotli's decoder throws InvalidOperationException, others InvalidDataException; which, is nowhere promised.
    private static bool IsOfDecoder(Exception exception) =>
        exception is not (OperationCanceledException or HttpRequestException or IOException or InvalidDataException);

    private static InvalidDataException Undecodable(Exception cause) => new("its body is not what its Content-Encoding says", cause);
}
