using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Client;

[TestClass]
[TestCategory("Direct")]
internal sealed class RedirectTests
{
    private const string OldName = "acme/old-models";

    [TestMethod]
    [DataRow(301)]
    [DataRow(302)]
    [DataRow(307)]
    [DataRow(308)]
    public async Task A_renamed_repository_is_read_and_written_with_method_body_and_token(int status)
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { FormerNames = [OldName], RedirectStatus = status });
        using var client = scene.Client(repository: OldName);

        var head = (await client.GetBranchAsync(BranchName.Parse("main"))).GetOrThrow("no branch");
        var created = (await client.CreateBranchAsync(BranchName.Parse("x"), head.Head)).GetOrThrow("not created");

        Assert.AreEqual(head.Head, created.Head);
        Assert.AreEqual(head.Head.ToString(), scene.GitHub.HeadOf("x"));
        Assert.IsTrue(scene.GitHub.Requests.All(request => request.Token == LocalGitHub.Token));
    }

    [TestMethod]
    public async Task The_first_write_to_a_renamed_repository_is_not_turned_into_a_read()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { FormerNames = [OldName] });
        using var client = scene.Client(repository: OldName);

        (await client.CreateBranchAsync(BranchName.Parse("x"), GitObjectId.Parse(scene.GitHub.HeadOf("main")!))).GetOrThrow("not created");

        Assert.AreEqual("POST /repos/acme/old-models/git/refs", scene.GitHub.Requests[0].ToString());
        Assert.AreEqual("POST /repositories/4711/git/refs", scene.GitHub.Requests[1].ToString());
        Assert.AreEqual(scene.GitHub.Requests[0].Body, scene.GitHub.Requests[1].Body);
    }

    [TestMethod]
    public async Task The_new_name_is_told_once_and_asked_for_from_then_on()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { FormerNames = [OldName] });
        using var client = scene.Client(repository: OldName);

        await client.GetBranchAsync(BranchName.Parse("main"));
        scene.GitHub.ForgetRequests();
        await client.GetBranchAsync(BranchName.Parse("main"));

        Assert.AreEqual("GET /repos/acme/models/git/ref/heads%2Fmain", scene.GitHub.Requests.Single().ToString());
        Assert.AreEqual(LocalGitHub.Repository, client.Repository.ToString());
        var warning = client.Warnings.Single();
        Assert.AreEqual("HFR6015", warning.Code);
        StringAssert.Contains(warning.Message, "acme/old-models was renamed to acme/models");
    }

    [TestMethod]
    [DataRow("GET")]
    [DataRow("POST")]
    public async Task A_redirect_to_another_host_is_refused_and_nothing_goes_there(string method)
    {
        await using var scene = await GitHubScene.StartAsync();
        await using var other = await LocalGitHub.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On(method, "git/", Faults.Status(307, "", ("Location", other.Server + "/repos/acme/models/git/refs"))));
        using var client = scene.Client();

        var error = method == "GET"
            ? (await client.GetBranchAsync(BranchName.Parse("main"))).Error
            : (await client.CreateBranchAsync(BranchName.Parse("x"), GitObjectId.Parse(scene.GitHub.HeadOf("main")!))).Error;

        Assert.IsInstanceOfType<GitHubError.Malformed>(error);
        Assert.AreEqual("GitHub's answer cannot be read: it redirects to another host (127.0.0.1)", error.Message);
        Assert.IsEmpty(other.Requests);
    }

    [TestMethod]
    public async Task Redirects_in_a_circle_end()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.Status(301, "", ("Location", "/somewhere")));
        using var client = scene.Client();

        var error = (await client.GetRepositoryAsync()).Error;

        Assert.AreEqual(new GitHubError.Malformed("it redirects more than 3 times"), error);
        Assert.HasCount(4, scene.GitHub.Requests);
    }

    [TestMethod]
    [DataRow("https://127.0.0.1:PORT/")]
    [DataRow("http://localhost:PORT/")]
    [DataRow("http://127.0.0.1:1/")]
    [DataRow("http://eve@127.0.0.1:PORT/")]
    [DataRow("//localhost:PORT/")]
    public async Task A_redirect_to_another_origin_is_not_followed_even_on_the_same_machine(string target)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.Status(308, "", ("Location", target.Replace("PORT", scene.Port, StringComparison.Ordinal))));
        using var client = scene.Client();

        Assert.IsInstanceOfType<GitHubError.Malformed>((await client.GetRepositoryAsync()).Error);
        Assert.IsInstanceOfType<GitHubError.Malformed>((await client.CreateCommentAsync(1, "a comment")).Error);

        Assert.HasCount(2, scene.GitHub.Requests);
    }

    [TestMethod]
    [DataRow("https://127.0.0.1:PORT/")]
    [DataRow("http://localhost:PORT/")]
    [DataRow("http://127.0.0.1:1/")]
    [DataRow("http://eve@127.0.0.1:PORT/")]
    [DataRow("/relative")]
    [DataRow("//localhost:PORT/")]
    public async Task A_next_page_on_another_origin_is_not_asked_for_even_on_the_same_machine(string target)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.NextLink(target.Replace("PORT", scene.Port, StringComparison.Ordinal)));
        using var client = scene.Client();

        Assert.IsInstanceOfType<GitHubError.Malformed>((await client.GetMilestonesAsync()).Error);

        Assert.HasCount(1, scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task A_next_page_on_another_host_is_not_asked_for()
    {
        await using var scene = await GitHubScene.StartAsync();
        await using var other = await LocalGitHub.StartAsync();
        scene.GitHub.FailWith(Faults.Header("Link", $"<{other.Server}/repos/acme/models/pulls?page=2>; rel=\"next\""));
        using var client = scene.Client();

        var error = (await client.GetPullRequestsAsync(GitHubScene.Branch)).Error;

        Assert.IsInstanceOfType<GitHubError.Malformed>(error);
        Assert.IsEmpty(other.Requests);
    }
}
