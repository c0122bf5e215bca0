using HfRegistry.Http;

namespace HfRegistry.GitHub.Client;

// The evidence of a source repository.
internal sealed partial class OctokitGitHub
{
    private static readonly Octokit.ApiOptions FirstPage = new() { PageSize = 100, PageCount = 1 };

    public async Task<Result<SourceFacts, GitHubError>> GetSourceAsync(CancellationToken cancellationToken = default)
    {
        var source = await QueryAsync(
            Call($"the repository {Repository}", cancellationToken), GitHubQueries.SourceRepository, new() { ["owner"] = Owner, ["name"] = Name }, GitHubReaders.Source);
        // GraphQL follows a rename without a redirect: what is asked next is asked under the present name.
        if (source.Value?.Facts is { } facts)
            Repository = facts.Name;
        return source.Value is not { } read ? source.Error! : read.Facts is { } known ? known : new GitHubError.EmptyRepository();
    }

    public Task<Result<ContributorList, GitHubError>> GetContributorsAsync(CancellationToken cancellationToken = default) =>
        ListAsync(Call($"the contributors of {Repository}", cancellationToken), () => _octokit.Repository.GetAllContributors(Owner, Name, FirstPage)!, static people => GitHubReaders.Contributors(people, FirstPage.PageSize!.Value));
}
