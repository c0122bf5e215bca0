using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Testing;

/// <summary>A question to a Hub, and what <see cref="LocalHub"/> and the client assume of the answer.</summary>
/// <param name="Name">What is assumed, as a sentence.</param>
/// <param name="Target">The path and query below the endpoint.</param>
/// <param name="Status">The status that is assumed.</param>
/// <param name="Checks">What else is assumed; each gives the difference in words, or null.</param>
internal sealed record Assumption(string Name, string Target, int Status, params ImmutableArray<Func<HubReply, string?>> Checks)
{
    /// <summary>The token that is sent; null asks as a stranger.</summary>
    public string? Token { get; init; }

    /// <summary>The rate limit that counts the question.</summary>
    public string Bucket { get; init; } = "api";

    /// <summary>Asks a Hub and tells in words how its answer differs from what is assumed; nothing when it does not.</summary>
    /// <exception cref="HttpRequestException">Nobody answered.</exception>
    public async Task<ImmutableArray<string>> DriftOfAsync(Uri endpoint, CancellationToken cancellationToken = default)
    {
        var asked = new Uri(endpoint.ToString().TrimEnd('/') + Target);
        var reply = await HubReply.AskAsync(asked, Token, cancellationToken);
        string?[] drifts =
        [
            reply.Status == Status ? null : string.Create(CultureInfo.InvariantCulture, $"the status was assumed to be {Status} and is {reply.Status}"),
            .. Checks.Append(Assume.RateLimitHeaders(Bucket)).Select(check => check(reply)),
        ];
        ImmutableArray<string> told = [.. drifts.OfType<string>()];
        return told.IsEmpty ? told : [.. told, $"asked was {asked}, the answer was {reply}"];
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
