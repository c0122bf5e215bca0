namespace HfRegistry.GitHub;

/// <summary>The URLs of GitHub, the public one or an Enterprise Server, as a runner sets them.</summary>
/// <param name="Api">The REST API, with a trailing slash: without it the last part of its path would be lost.</param>
/// <param name="GraphQL">The GraphQL API, on the REST API's own origin.</param>
/// <param name="Server">The web pages, for links; without a trailing slash.</param>
internal sealed record GitHubEndpoints(Uri Api, Uri GraphQL, string Server)
{
    /// <summary>Reads <c>GITHUB_API_URL</c>, <c>GITHUB_GRAPHQL_URL</c> and <c>GITHUB_SERVER_URL</c>.</summary>
    /// <param name="variable">Gives a variable's value, or null when it is not set.</param>
    /// <returns>The endpoints, or the variable to set. Addresses are https, or http on this machine: a token travels to them.</returns>
    public static Outcome<GitHubEndpoints> Read(Func<string, string?> variable)
    {
        if (Address(variable("GITHUB_API_URL")) is not { } api)
            return Problem("GITHUB_API_URL");
        if (Address(variable("GITHUB_GRAPHQL_URL")) is not { } graphQL)
            return Problem("GITHUB_GRAPHQL_URL");
        if (Address(variable("GITHUB_SERVER_URL")) is not { } server)
            return Problem("GITHUB_SERVER_URL");
        return graphQL.GetLeftPart(UriPartial.Authority) == api.GetLeftPart(UriPartial.Authority)
            ? new Outcome<GitHubEndpoints>(new GitHubEndpoints(new Uri(api.AbsoluteUri.TrimEnd('/') + "/"), graphQL, server.AbsoluteUri.TrimEnd('/')))
            : new Outcome<GitHubEndpoints>(DiagnosticCatalog.GitHubHostsDiffer.Create());
    }

    private static Outcome<GitHubEndpoints> Problem(string name) => new(DiagnosticCatalog.GitHubEnvironment.Create(name));

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
            ? address
            : null;
}
