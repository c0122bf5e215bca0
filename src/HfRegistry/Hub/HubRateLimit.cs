using System.Globalization;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The quotas that the Hub counts apart. What one of them has left says nothing about another.</summary>
internal enum HubBucket
{
    /// <summary>None of the Hub's: a request to another host.</summary>
    None,

    /// <summary>The API.</summary>
    Api,

    /// <summary>Files, over <c>/resolve/</c> and its cache.</summary>
    Resolvers,
}

/// <summary>The headers <c>RateLimit</c> and <c>RateLimit-Policy</c> of a response.</summary>
/// <param name="Remaining">How many requests are left in the window, from 0 up.</param>
/// <param name="ResetsIn">When the window ends.</param>
/// <param name="Quota">How many requests a window holds.</param>
/// <param name="Window">How long a window is.</param>
internal sealed record HubRateLimit(int Remaining, TimeSpan ResetsIn, int? Quota = null, TimeSpan? Window = null)
{
    private const int SecondsOfADay = 86_400;

    public static HubRateLimit? Of(HttpResponseMessage response) => Parse(response.Header("RateLimit"), response.Header("RateLimit-Policy"));

    /// <summary>Reads <c>"api";r=499;t=295</c> and <c>"fixed window";"api";q=500;w=300</c>; null when the first makes no sense.</summary>
    public static HubRateLimit? Parse(string? rateLimit, string? policy)
    {
        if (Parameter(rateLimit, "r") is not { } remaining || Parameter(rateLimit, "t") is not { } seconds)
            return null;
        var window = Parameter(policy, "w");
        return new HubRateLimit(remaining, Seconds(seconds), Parameter(policy, "q"), window is null ? null : Seconds(window.Value));
    }

    // A window of more than a day is a mistake of somebody's, and no reason to overflow a timer.
    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(Math.Min(seconds, SecondsOfADay));

    private static int? Parameter(string? header, string name)
    {
        foreach (var part in (header ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith(name + "=", StringComparison.Ordinal)
                && int.TryParse(part.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return value;
        }

        return null;
    }
}
