using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Client;

[TestClass]
internal sealed class ReadingTests
{
    private static readonly string Large = string.Concat(Enumerable.Range(0, 200_000).Select(i => i.ToString("D8", CultureInfo.InvariantCulture)));

    [TestMethod]
    [DataRow("README.md")]
    [DataRow("models/a b#?%.json")]
    [DataRow("large.json")]
    public async Task A_file_is_read_as_it_is_however_large_and_whatever_it_is_called(string path)
    {
        var files = ImmutableDictionary<string, string>.Empty.Add("README.md", "# Hëllo\n").Add("models/a b#?%.json", "{}").Add("large.json", Large);
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { Files = files });
        using var client = scene.Client();
        var head = (await client.GetBranchAsync(BranchName.Parse("main"))).Value!.Head;

        var file = (await client.ReadFileAsync(TreePath.Parse(path), head)).GetOrThrow("not read");

        Assert.AreEqual(files[path], Encoding.UTF8.GetString(file.Content.AsSpan()));
        Assert.AreEqual(GitObjectId.OfBlob(file.Content.AsSpan()), file.Id);
    }

    [TestMethod]
    public async Task The_texts_of_a_folder_are_read_in_one_request()
    {
        var files = ImmutableDictionary<string, string>.Empty
            .Add("README.md", "# Hello\n").Add("models/a b.yml", "name: Hëllo\n").Add("models/empty.yml", "").Add("models/sub/c.yml", "name: c\n").Add("models/long.yml", Large);
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { Files = files });
        using var client = scene.Client();
        var head = (await client.GetBranchAsync(BranchName.Parse("main"))).Value!.Head;
        scene.GitHub.ForgetRequests();

        var read = (await client.ReadFolderAsync(TreePath.Parse("models"), head)).GetOrThrow("not read").Files;

        Assert.AreSequenceEqual(["models/a b.yml", "models/empty.yml"], read.Keys.Order().Select(path => path.ToString()));
        Assert.AreEqual("name: Hëllo\n", Encoding.UTF8.GetString(read[TreePath.Parse("models/a b.yml")].Content.AsSpan()));
        Assert.HasCount(1, scene.GitHub.Requests);
        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.IsEmpty((await client.ReadFolderAsync(TreePath.Parse("no/such"), head)).GetOrThrow("not read").Files);
    }

    [TestMethod]
    public async Task A_file_that_is_not_there_is_not_found()
    {
        await using var scene = await GitHubScene.StartAsync();
        using var client = scene.Client();
        var head = (await client.GetBranchAsync(BranchName.Parse("main"))).Value!.Head;

        var error = (await client.ReadFileAsync(TreePath.Parse("no/such.json"), head)).Error;

        Assert.AreEqual(new GitHubError.NotFound($"the file no/such.json at {head.Short}"), error);
    }

    [TestMethod]
    [TestCategory("Direct")]
    public async Task Lists_are_read_page_after_page()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(GitHubScene.Change());
        for (var i = 0; i < 250; i++)
            scene.Pull.Comments.Add(new LocalComment(1_000 + i, "ada", $"comment {i}"));
        using var client = scene.Client();

        var comments = (await client.GetCommentsAsync(1)).GetOrThrow("not listed").Comments;

        Assert.HasCount(250, comments);
        Assert.AreEqual("comment 249", comments[^1].Body);
        Assert.HasCount(3, scene.GitHub.Requests);
    }

    [TestMethod]
    [TestCategory("Direct")]
    public async Task A_pull_request_from_a_branch_of_the_same_name_in_a_fork_is_not_ours()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(GitHubScene.Change());
        scene.GitHub.FailWith(GitHubFaults.On("GET", "/pulls?", Faults.Body("""
            [{"number":7,"node_id":"PR_7","html_url":"https://x.invalid/7","state":"open","user":{"login":"eve"},"base":{"ref":"main"},
              "head":{"ref":"hfregistry/registry","sha":"0123456789012345678901234567890123456789","repo":{"full_name":"eve/models"}}},
             {"number":8,"node_id":"PR_8","html_url":"https://x.invalid/8","state":"open","user":{"login":"eve"},"base":{"ref":"main"},
              "head":{"ref":"hfregistry/registry","sha":"0123456789012345678901234567890123456789","repo":null}}]
            """)));
        using var client = scene.Client();

        Assert.IsEmpty((await client.GetPullRequestsAsync(GitHubScene.Branch)).GetOrThrow("not listed").PullRequests);
    }

    [TestMethod]
    [TestCategory("Direct")]
    public async Task An_Enterprise_Server_answers_under_its_own_paths()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { ApiPath = "/api/v3", GraphQLPath = "/api/graphql" });

        await scene.HavingPublishedAsync(GitHubScene.Change());
        var publication = await scene.PublishAsync(GitHubScene.Change("{\"bert\":3}\n"));

        Assert.AreEqual(PublicationOperation.Updated, publication.Operation);
        Assert.IsTrue(scene.GitHub.Requests.All(request => request.Target.StartsWith("/api/", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("GITHUB_API_URL", "")]
    [DataRow("GITHUB_API_URL", "http://ghe.example.com/api/v3")]
    [DataRow("GITHUB_API_URL", "https://user@ghe.example.com/")]
    [DataRow("GITHUB_GRAPHQL_URL", "https://elsewhere.example.com/graphql")]
    [DataRow("GITHUB_SERVER_URL", "ftp://ghe.example.com")]
    public void An_address_that_no_token_may_go_to_is_refused(string name, string value)
    {
        string? Variable(string asked) => asked == name ? value : asked switch
        {
            "GITHUB_API_URL" => "https://ghe.example.com/api/v3",
            "GITHUB_GRAPHQL_URL" => "https://ghe.example.com/api/graphql",
            _ => "https://ghe.example.com",
        };

        var endpoints = GitHubEndpoints.Read(Variable);

        Assert.IsNull(endpoints.Value);
        Assert.AreEqual("HFR6001", endpoints.Diagnostics.Single().Code);
        StringAssert.Contains(endpoints.Diagnostics.Single().Message, name);
    }
}
