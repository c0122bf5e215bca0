using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>How a <see cref="LocalHub"/> behaves.</summary>
internal sealed record LocalHubOptions
{
    /// <summary>The path under which the API lies, such as <c>/mirror</c>; empty for the root.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>The tokens that are valid; each of them but the <see cref="StrangerTokens"/> sees private models.</summary>
    public ImmutableArray<string> Tokens { get; init; } = ["hf_valid", "hf_granted", "hf_stranger"];

    /// <summary>The valid tokens of people who belong to no organization here.</summary>
    public ImmutableArray<string> StrangerTokens { get; init; } = ["hf_stranger"];

    /// <summary>The valid tokens whose owners have accepted every model's terms.</summary>
    public ImmutableArray<string> GrantedTokens { get; init; } = ["hf_granted"];

    /// <summary>The datasets, by id.</summary>
    public ImmutableArray<LocalModel> Datasets { get; init; } = [];

    /// <summary>Where files in large file storage lie; without it they are served at once, as mirrors do.</summary>
    public LocalCdn? Cdn { get; init; }

    /// <summary>How many rows a page of a tree holds.</summary>
    public int TreePageSize { get; init; } = 1_000;

    /// <summary>How many requests for files a window holds; they are counted apart.</summary>
    public int FileQuota { get; init; } = 100_000;

    /// <summary>How many other requests a window of <see cref="Window"/> holds. High by default, so that a long test need not wait as users must.</summary>
    public int Quota { get; init; } = 100_000;

    /// <summary>How long a window of the quota is.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock of the quota.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Ids whose model info answers 307 with a location as it stands: a loop, another host.</summary>
    public ImmutableDictionary<string, string> Redirects { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What goes wrong, from the outermost on.</summary>
    public ImmutableArray<LocalFault> Faults { get; init; } = [];

    /// <summary>Whether a caller may know of a model.</summary>
    internal bool MaySee(LocalModel model, string? token) => !model.IsPrivate || (token is not null && !StrangerTokens.Contains(token));

    /// <summary>Whether a caller may read a model's content.</summary>
    internal bool MayRead(LocalModel model, string? token) =>
        model.Gating is Gating.Open or Gating.Unknown || (token is not null && GrantedTokens.Contains(token));
}

/// <summary>A request that a <see cref="LocalHub"/> received.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The path and query as they were sent.</param>
/// <param name="Token">The bearer token, or null when there was no Authorization header.</param>
/// <param name="Headers">All headers that came along.</param>
internal sealed record LocalRequest(string Method, string Target, string? Token, ImmutableSortedDictionary<string, string> Headers)
{
    /// <summary>The User-Agent header.</summary>
    public string UserAgent => Headers.GetValueOrDefault("User-Agent", "");

    /// <summary>Whether an Authorization header came along.</summary>
    public bool HasAuthorization => Token is not null;

    internal static LocalRequest Of(HttpContext context) => new(
        context.Request.Method,
        LocalAnswer.RawTarget(context),
        TokenOf(context.Request),
        context.Request.Headers.ToImmutableSortedDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));

    internal static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.Length == 0 ? null : header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : header;
    }
}
