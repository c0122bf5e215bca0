using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>The fixed window of one of the Hub's rate limits, told in the headers of every answer.</summary>
internal sealed class LocalQuota(string bucket, int quota, LocalHubOptions options)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _windowEnd = DateTimeOffset.MinValue;
    private int _used;

    /// <summary>Counts a request and writes the headers.</summary>
    /// <returns>Whether the quota admits it.</returns>
    public bool Admit(IHeaderDictionary headers)
    {
        int used;
        TimeSpan left;
        lock (_gate)
        {
            var now = options.Clock.GetUtcNow();
            if (now >= _windowEnd)
                (_windowEnd, _used) = (now + options.Window, 0);
            used = ++_used;
            left = _windowEnd - now;
        }

        Tell(headers, Math.Max(0, quota - used), (int)Math.Ceiling(left.TotalSeconds), bucket);
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture, $"\"fixed window\";\"{bucket}\";q={quota};w={options.Window.TotalSeconds:0}");
        return used <= quota;
    }

    public static void Tell(IHeaderDictionary headers, int remaining, int resetSeconds, string bucket = "api") =>
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{bucket}\";r={remaining};t={resetSeconds}");
}
