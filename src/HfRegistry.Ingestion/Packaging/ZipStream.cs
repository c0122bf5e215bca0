namespace HfRegistry.Ingestion.Packaging;

/// <summary>The bytes of a laid out archive, made as they are read. It holds one content open at a time.</summary>
internal sealed class ZipStream(ZipLayout layout) : Stream
{
    private ZipSegment? _segment;
    private Stream? _content;
    private long _contentAt;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => layout.Length;

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || Position >= Length)
            return 0;
        if (_content is null || _contentAt != Position || Position >= _segment!.End)
            await OpenAsync(cancellationToken);
        var read = await _content!.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _segment!.End - Position)], cancellationToken);

        // The headers state a length; a content that ends before it has changed since.
        if (read == 0)
            throw new EndOfStreamException($"{_segment.Name} became shorter while it was read.");
        Position += read;
        _contentAt = Position;
        return read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    /// <remarks>A stream must have it, and <see cref="System.IO.Compression.ZipArchive"/> uses it. This assembly reads asynchronously.</remarks>
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        var place = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };
        return place >= 0 ? Position = place : throw new IOException("A place before the beginning of the archive was asked for.");
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content?.Dispose();
        base.Dispose(disposing);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_content is not null)
            await _content.DisposeAsync();
        _content = null;
        _segment = layout.SegmentAt(Position);
        _content = await _segment.Open(Position - _segment.Start, cancellationToken);
        _contentAt = Position;
    }
}
