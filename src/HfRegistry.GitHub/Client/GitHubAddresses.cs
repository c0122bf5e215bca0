using System.Globalization;

namespace HfRegistry.GitHub.Client;

/// <summary>
/// The addresses of the calls. Every value is one escaped segment (<c>git/ref/heads%2Fmain</c>), as GitHub's own clients send them: a
/// plain slash would name another route.
/// </summary>
internal sealed class GitHubAddresses(GitHubEndpoints endpoints)
{
    /// <summary>The repository itself, or something of it.</summary>
    public Uri Of(RepositoryName repository, params ReadOnlySpan<string> path)
    {
        var escaped = string.Concat(path.ToArray().Select(static part => "/" + part));
        return new Uri(endpoints.Api, $"repos/{Uri.EscapeDataString(repository.Owner)}/{Uri.EscapeDataString(repository.Name)}{escaped}");
    }

    /// <summary>A value as one segment of a path, or as a value of a query.</summary>
    public static string Value(object value) => Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!);

    /// <summary>GraphQL.</summary>
    public Uri GraphQL => endpoints.GraphQL;
}
