using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Tests.Cache;

/// <summary>Transfers that end too early.</summary>
internal static class DownloadFaults
{
    /// <summary>Sends so many bytes of the right answer and then the end of the connection, so that all of them arrive.</summary>
    public static LocalFault CutAt(int bytes, Action? then = null) => async (context, next) =>
    {
        await SendAsync(context, next, bytes);
        then?.Invoke();
    };

    /// <summary>Sends so many bytes of the right answer and then nothing for as long as anybody waits.</summary>
    public static LocalFault HoldAt(int bytes) => async (context, next) =>
    {
        await SendAsync(context, next, bytes);
        await Faults.SaysNothing(context, next);
    };

    private static async Task SendAsync(HttpContext context, RequestDelegate next, int bytes)
    {
        var body = context.Response.Body;
        using var right = new MemoryStream();
        context.Response.Body = right;
        await next(context);
        context.Response.Body = body;
        await body.WriteAsync(right.GetBuffer().AsMemory(0, Math.Min(bytes, (int)right.Length)), context.RequestAborted);
        await body.FlushAsync(context.RequestAborted);
    }
}
