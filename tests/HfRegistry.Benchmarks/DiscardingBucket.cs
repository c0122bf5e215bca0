using HfRegistry.Ingestion.Tests.Stores;
using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Benchmarks;

/// <summary>A bucket that checks signatures, takes objects of any size, and keeps nothing.</summary>
internal static class DiscardingBucket
{
    private const string Role = "serve-bucket";

    /// <summary>Runs this program as the bucket, when it was started for that.</summary>
    /// <returns>The exit code, or null when the program was started for something else.</returns>
    public static async Task<int?> RunRoleAsync(string[] args)
    {
        if (args is not [Role])
            return null;
        await using var server = await LocalServer.StartAsync(AnswerAsync);
        await RoleProcess.ServeAsync(server.Address);
        return 0;
    }

    /// <summary>Starts the bucket in a process of its own.</summary>
    public static Task<RoleProcess> StartAsync(CancellationToken cancellationToken) => RoleProcess.StartAsync(cancellationToken, Role);

    private static async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, 1 << 20, context.RequestAborted);
        if (!LocalS3Signature.IsRight(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        context.Response.Headers.ETag = "\"part\"";
        if (context.Request.Method != "POST")
            return;
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(
            context.Request.Query.ContainsKey("uploads")
                ? "<InitiateMultipartUploadResult><UploadId>upload</UploadId></InitiateMultipartUploadResult>"
                : "<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>",
            context.RequestAborted);
    }
}
