using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Tests.Cache;

/// <summary>Transfers that end too early.</summary>
internal static class DownloadFaults
{
    /// <summary>Sends so many bytes of the right answer and then the end of the connection, so that all of them arrive.</summary>
    public static LocalFault CutAt(long bytes, Action? then = null) => async (context, next) =>
    {
        await SendAsync(context, next, bytes);
        then?.Invoke();
    };

    /// <summary>Sends so many bytes of the right answer and then nothing for as long as anybody waits.</summary>
    public static LocalFault HoldAt(long bytes) => async (context, next) =>
    {
        await SendAsync(context, next, bytes);
        await Faults.SaysNothing(context, next);
    };

    private static async Task SendAsync(HttpContext context, RequestDelegate next, long bytes)
    {
        var body = context.Response.Body;
        await using var start = new StartStream(body, bytes);
        context.Response.Body = start;
        await next(context);
        context.Response.Body = body;
        await body.FlushAsync(context.RequestAborted);
    }

    /// <summary>Hands on so many bytes and drops those that follow.</summary>
    private sealed class StartStream(Stream body, long bytes) : Stream
    {
        private long _left = bytes;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var start = buffer[..(int)Math.Min(_left, buffer.Length)];
            _left -= start.Length;
            if (!start.IsEmpty)
                await body.WriteAsync(start, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override Task FlushAsync(CancellationToken cancellationToken) => body.FlushAsync(cancellationToken);

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
