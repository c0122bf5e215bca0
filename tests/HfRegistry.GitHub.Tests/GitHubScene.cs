using System.Globalization;
using System.Text;
using HfRegistry.GitHub.Client;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests;

/// <summary>
/// A local GitHub, a clock on which waits are over at once, and publishers as each run of a job has its own. At its end the scene looks for
/// the token in all that was written and told.
/// </summary>
internal sealed class GitHubScene : IAsyncDisposable
{
    public static readonly BranchName Branch = BranchName.Parse("hfregistry/registry");

    private readonly List<Publication> _told = [];

    private GitHubScene(LocalGitHub gitHub) => GitHub = gitHub;

    public LocalGitHub GitHub { get; }

    public FakeClock Clock { get; } = new() { SkipsWaits = true };

    public GitHubEndpoints Endpoints => GitHubEndpoints.Read(name => name is "GITHUB_API_URL" or "GITHUB_GRAPHQL_URL" && Judge is { } judge
        ? GitHub.Variable(name)!.Replace(GitHub.Server, judge.Address, StringComparison.Ordinal)
        : GitHub.Variable(name)).Value!;

    /// <summary>The local GitHub's port, for an origin that differs in nothing else.</summary>
    public string Port => new Uri(GitHub.Server).Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the clients logged.</summary>
    public LogLines Log { get; } = new();

    public LocalPull Pull => GitHub.Pulls[^1];

    /// <summary>
    /// Who stands between client and GitHub and judges both by GitHub's own description, when <c>HFREGISTRY_PRISM</c> names one: its address,
    /// and the port behind it (<c>http://127.0.0.1:4010;4011</c>). <c>Prism/run</c> sets it. Tests of the category Direct are about answers
    /// that no judge would let pass.
    /// </summary>
    private static (string Address, int Port)? Judge { get; } =
        Environment.GetEnvironmentVariable("HFREGISTRY_PRISM")?.Split(';') is [var address, var port] ? (address, int.Parse(port, CultureInfo.InvariantCulture)) : null;

    public static async Task<GitHubScene> StartAsync(LocalGitHubOptions? options = null) => new(await LocalGitHub.StartAsync(options, Judge?.Port ?? 0));

    /// <summary>A change of one file; the same text is the same change.</summary>
    public static DesiredChange Change(string text = "{\"bert\":2}\n", string path = "models.json") => new()
    {
        Branch = Branch,
        Files = [new DesiredFile(TreePath.Parse(path), text)],
        CommitMessage = "Refresh the registry\n\nOne default changed.",
        Title = "Refresh the model registry",
        Body = [new BodySection("the summary", $"One default changed: {MarkdownEscaper.Code(text)}.")],
    };

    public OctokitGitHub Client(
        string? token = LocalGitHub.Token, string repository = LocalGitHub.Repository, TimeSpan? maxWait = null, int maxRetries = 3, TimeSpan? attemptTimeout = null) => new(
        new GitHubOptions
        {
            Endpoints = Endpoints,
            Repository = RepositoryName.Parse(repository),
            Token = GitHubToken.FromText(token),
            MaxWait = maxWait ?? TimeSpan.FromMinutes(15),
            AttemptTimeout = attemptTimeout ?? TimeSpan.FromSeconds(20),
            MaxRetries = maxRetries,
            Logger = Log,
        },
        Clock);

    /// <summary>Publishes as a run does: on the base as it is, and once more when somebody pushes meanwhile.</summary>
    public async Task<Publication> PublishAsync(DesiredChange change)
    {
        var publication = await OnceAsync();
        return publication.IsOvertaken ? await OnceAsync() : publication;

        Task<Publication> OnceAsync() => RunAsync(change, async (client, publisher, token) => await publisher.PublishAsync(change, await BaseBranch.ReadAsync(client, change.Base, token), token));
    }

    public Task<Publication> PlanAsync(DesiredChange change) =>
        RunAsync(change, async (client, publisher, token) => await publisher.PlanAsync(change, await BaseBranch.ReadAsync(client, change.Base, token), token));

    public Task<Publication> ApplyAsync(PublicationPlan plan) => RunAsync(plan.Change, (_, publisher, token) => publisher.ApplyAsync(plan, token));

    /// <summary>Publishes, and forgets the requests that it took.</summary>
    public async Task<Publication> HavingPublishedAsync(DesiredChange change)
    {
        var publication = await PublishAsync(change);
        Assert.IsEmpty(publication.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.Message));
        GitHub.ForgetRequests();
        return publication;
    }

    public async ValueTask DisposeAsync()
    {
        await GitHub.DisposeAsync();
        var written = GitHub.Pulls.SelectMany(pull => pull.Comments.Select(comment => comment.Body).Append(pull.Body).Append(pull.Title))
            .Concat(GitHub.Requests.SelectMany(request => new[] { request.Target, request.Body }));
        var told = _told.SelectMany(publication => publication.Diagnostics.Select(diagnostic => diagnostic.ToString())
            .Append(publication.ToString())
            .Append(publication.Plan is { } plan ? Encoding.UTF8.GetString(PlanFile.Write([plan])) : ""));
        Assert.IsEmpty(written.Concat(told).Append(Log.ToString()).Where(text => text.Contains(LocalGitHub.Token, StringComparison.OrdinalIgnoreCase)), "the token was told");
    }

    private async Task<Publication> RunAsync(DesiredChange change, Func<OctokitGitHub, Publisher, CancellationToken, Task<Publication>> run)
    {
        using var client = Client();
        Publication publication;
        try
        {
            publication = await run(client, new Publisher(client, Endpoints, new BranchReader(client)), CancellationToken.None);
        }
        catch (GitHubException failure)
        {
            publication = new Publication { Operation = PublicationOperation.Failed, Branch = change.Branch, Diagnostics = [.. client.Warnings, failure.Diagnostic] };
        }

        _told.Add(publication);
        return publication;
    }
}
