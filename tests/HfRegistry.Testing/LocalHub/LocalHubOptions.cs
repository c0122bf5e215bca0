using System.Collections.Immutable;

namespace HfRegistry.Testing;

/// <summary>How a <see cref="LocalHub"/> behaves.</summary>
public sealed record LocalHubOptions
{
    /// <summary>The path under which the API lies, such as <c>/mirror</c>; empty for the root.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>The tokens that are valid; each of them sees private models.</summary>
    public ImmutableArray<string> Tokens { get; init; } = ["hf_valid"];

    /// <summary>How many requests a window of <see cref="Window"/> holds. High by default, so that a long test need not wait as users must.</summary>
    public int Quota { get; init; } = 100_000;

    /// <summary>How long a window of the quota is.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock of the quota.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Ids whose model info answers 307 with a location as it stands: a loop, another host.</summary>
    public ImmutableDictionary<string, string> Redirects { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What goes wrong, from the outermost on.</summary>
    public ImmutableArray<LocalFault> Faults { get; init; } = [];
}

/// <summary>A request that a <see cref="LocalHub"/> received.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The path and query as they were sent.</param>
/// <param name="Token">The bearer token, or null when there was no Authorization header.</param>
/// <param name="UserAgent">The User-Agent header.</param>
public sealed record LocalRequest(string Method, string Target, string? Token, string UserAgent)
{
    /// <summary>Whether an Authorization header came along.</summary>
    public bool HasAuthorization => Token is not null;
}
