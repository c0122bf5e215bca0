using System.Diagnostics.CodeAnalysis;
using HfRegistry.GitHub.Client;
using HfRegistry.Snapshots;
using Microsoft.Extensions.Logging;

namespace HfRegistry.GitHub.Sources;

/// <summary>Connects to the GitHub that the repositories of models are on.</summary>
internal static class SourceReaders
{
    private static readonly GitHubEndpoints PublicGitHub = new(new Uri("https://api.github.com/"), new Uri("https://api.github.com/graphql"), "https://github.com");

    private static readonly string[] Variables = ["GITHUB_API_URL", "GITHUB_GRAPHQL_URL", "GITHUB_SERVER_URL"];

    // Evidence that comes late is worth less than a draft in time: nothing is waited for or repeated.
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Returns the GitHub of an environment, by default the public one.</summary>
    /// <param name="variable">Gives a variable's value, or null when it is not set.</param>
    public static Outcome<GitHubEndpoints> EndpointsOf(Func<string, string?> variable) =>
        Variables.All(name => string.IsNullOrWhiteSpace(variable(name))) ? new Outcome<GitHubEndpoints>(PublicGitHub) : GitHubEndpoints.Read(variable);

    /// <summary>Connects.</summary>
    /// <param name="endpoints">The GitHub that the token is for.</param>
    /// <param name="token">The token, sent there only; null for none.</param>
    /// <param name="cache">Keeps what was read, or null.</param>
    /// <param name="logger">The log of requests.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>The reader; or the warning that there is none, since another server knows nothing of repositories on github.com and GraphQL asks for a token.</returns>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The outcome hands the reader to the caller, who disposes of it.")]
    public static Outcome<GitHubSourceReader> Connect(GitHubEndpoints endpoints, GitHubToken? token, SourceCache? cache, ILogger logger, TimeProvider clock)
    {
        // A server on this machine stands in for the public one.
        if (endpoints.Api.Host != PublicGitHub.Api.Host && !endpoints.Api.IsLoopback)
            return new Outcome<GitHubSourceReader>(DiagnosticCatalog.SourcesElsewhere.Create(endpoints.Api.Host));
        if (token is null)
            return new Outcome<GitHubSourceReader>(DiagnosticCatalog.SourcesWithoutToken.Create());
        return new Outcome<GitHubSourceReader>(new GitHubSourceReader(Open, cache));

        IGitHub Open(RepositoryName name) => new OctokitGitHub(
            new GitHubOptions { Endpoints = endpoints, Repository = name, Token = token, MaxWait = TimeSpan.Zero, MaxRetries = 0, AttemptTimeout = AttemptTimeout, Logger = logger }, clock);
    }
}
