using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>Something that goes wrong with an answer; <paramref name="next"/> gives the right one.</summary>
internal delegate Task LocalFault(HttpContext context, RequestDelegate next);

/// <summary>The ways in which a Hub, or what stands before it, fails. They compose: <c>Faults.First(3, Faults.Status(503))</c>.</summary>
internal static class Faults
{
    /// <summary>Every answer takes a while.</summary>
    public static LocalFault Latency(TimeSpan time) => async (context, next) =>
    {
        await Task.Delay(time, context.RequestAborted);
        await next(context);
    };

    /// <summary>The first requests fail, the others do not.</summary>
    public static LocalFault First(int count, LocalFault fault)
    {
        var seen = 0;
        return (context, next) => Interlocked.Increment(ref seen) <= count ? fault(context, next) : next(context);
    }

    /// <summary>Every n-th request fails.</summary>
    public static LocalFault Every(int n, LocalFault fault)
    {
        var seen = 0;
        return (context, next) => Interlocked.Increment(ref seen) % n == 0 ? fault(context, next) : next(context);
    }

    /// <summary>Of every so many requests the first ones fail, in a burst.</summary>
    public static LocalFault Bursts(int length, int every, LocalFault fault)
    {
        var seen = -1;
        return (context, next) => Interlocked.Increment(ref seen) % every < length ? fault(context, next) : next(context);
    }

    /// <summary>The first requests pass, the others do not.</summary>
    public static LocalFault After(int count, LocalFault fault)
    {
        var seen = 0;
        return (context, next) => Interlocked.Increment(ref seen) > count ? fault(context, next) : next(context);
    }

    /// <summary>Requests whose path and query hold a text fail.</summary>
    public static LocalFault When(string targetHolds, LocalFault fault) => (context, next) =>
        $"{context.Request.Path}{context.Request.QueryString}".Contains(targetHolds, StringComparison.Ordinal) ? fault(context, next) : next(context);

    /// <summary>A share of the requests fails, the same ones for the same seed.</summary>
    public static LocalFault Share(double share, int seed, LocalFault fault)
    {
        var random = new Random(seed);
        return (context, next) =>
        {
            bool fails;
            lock (random)
                fails = random.NextDouble() < share;
            return fails ? fault(context, next) : next(context);
        };
    }

    /// <summary>A 429 whose window is used up and ends in so many seconds.</summary>
    public static LocalFault RateLimited(int resetSeconds) => (context, _) =>
    {
        LocalQuota.Tell(context.Response.Headers, remaining: 0, resetSeconds);
        return LocalRefusal.TooMany.WriteAsync(context);
    };

    /// <summary>Every n-th request is told that the window is used up.</summary>
    public static LocalFault Throttling(int every, int resetSeconds = 1) => Every(every, RateLimited(resetSeconds));

    /// <summary>A status with headers and a body.</summary>
    public static LocalFault Status(int status, string body = "", params (string Name, string Value)[] headers) => async (context, _) =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>A page of the network before the Hub.</summary>
    public static LocalFault HtmlBadGateway { get; } = Status(
        StatusCodes.Status502BadGateway, "<html><body><h1>502 Bad Gateway</h1></body></html>", ("Content-Type", "text/html"));

    /// <summary>A good answer with a body of one's own.</summary>
    public static LocalFault Body(string body, params (string Name, string Value)[] headers) => Status(StatusCodes.Status200OK, body, headers);

    /// <summary>The right answer with one more header.</summary>
    public static LocalFault Header(string name, string value) => (context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[name] = value;
            return Task.CompletedTask;
        });
        return next(context);
    };

    /// <summary>The right answer with another body.</summary>
    /// <param name="damage">Makes the other body of the right one.</param>
    public static LocalFault Damaged(Func<byte[], byte[]> damage) => async (context, next) =>
    {
        var body = context.Response.Body;
        using var right = new MemoryStream();
        context.Response.Body = right;
        await next(context);
        context.Response.Body = body;
        var damaged = damage(right.ToArray());
        context.Response.ContentLength = damaged.Length;
        await body.WriteAsync(damaged, context.RequestAborted);
    };

    /// <summary>The connection is accepted and nothing comes.</summary>
    public static LocalFault SaysNothing { get; } = async (context, _) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>A body that comes a byte a second.</summary>
    public static LocalFault ByteASecond { get; } = async (context, _) =>
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync("[");
            await context.Response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromSeconds(1), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    };

    /// <summary>A body that goes on for as long as anybody reads it.</summary>
    public static LocalFault EndlessBody { get; } = async (context, _) =>
    {
        var blanks = new string(' ', 1_000_000);
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.WriteAsync(blanks, context.RequestAborted);
    };

    /// <summary>The connection breaks before the answer.</summary>
    public static LocalFault CutConnection { get; } = (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>The connection breaks within the body.</summary>
    public static LocalFault TruncatedBody { get; } = async (context, _) =>
    {
        context.Response.ContentLength = 1_000;
        // Of a file, the beginning of the answer is a good one.
        context.Response.Headers["X-Repo-Commit"] = new string('0', 40);
        await context.Response.WriteAsync("[{\"id\":\"some/", CancellationToken.None);
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    /// <summary>The right page with a next link of one's own.</summary>
    public static LocalFault NextLink(string target) => Header("Link", string.Create(CultureInfo.InvariantCulture, $"<{target}>; rel=\"next\""));
}
