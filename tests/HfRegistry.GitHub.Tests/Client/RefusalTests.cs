using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Client;

[TestClass]
internal sealed class RefusalTests
{
    public static IEnumerable<object[]> Refusals =>
    [
        [401, "Bad credentials", typeof(GitHubError.BadCredentials), "HFR6002"],
        [403, "Resource not accessible by integration", typeof(GitHubError.NotPermitted), "HFR6003"],
        [403, "Resource not accessible by personal access token", typeof(GitHubError.NotPermitted), "HFR6003"],
        [403, "GitHub Actions is not permitted to create or approve pull requests.", typeof(GitHubError.PullRequestsNotPermitted), "HFR6004"],
        [404, "Not Found", typeof(GitHubError.NotFound), "HFR6005"],
        [422, "Cannot force-push to this branch", typeof(GitHubError.ProtectedBranch), "HFR6006"],
        [409, "Repository rule violations found\n\nCommits must have verified signatures.", typeof(GitHubError.ProtectedBranch), "HFR6006"],
        [403, "Repository was archived so is read-only.", typeof(GitHubError.Archived), "HFR6007"],
        [409, "Git Repository is empty.", typeof(GitHubError.EmptyRepository), "HFR6008"],
        [410, "Issues are disabled for this repo", typeof(GitHubError.IssuesDisabled), "HFR6009"],
        [410, "Issues has been disabled in this repository.", typeof(GitHubError.IssuesDisabled), "HFR6009"],
        [422, "Reference already exists", typeof(GitHubError.AlreadyExists), "HFR6013"],
        [422, "Validation Failed; No commits between main and x", typeof(GitHubError.NoCommitsBetween), "HFR6013"],
        [422, "body is too long (maximum is 65536 characters)", typeof(GitHubError.BodyTooLong), "HFR6013"],
        [422, "Could not resolve to a node with the global id of 'PR_1'", typeof(GitHubError.NotReady), "HFR6011"],
        [422, "something else", typeof(GitHubError.Invalid), "HFR6013"],
        [451, "Repository access blocked", typeof(GitHubError.Invalid), "HFR6013"],
        [500, "", typeof(GitHubError.Unavailable), "HFR6011"],
        [503, "", typeof(GitHubError.Unavailable), "HFR6011"],
    ];

    [TestMethod]
    [DynamicData(nameof(Refusals))]
    public async Task Each_refusal_has_its_error_and_its_remedy(int status, string message, Type error, string code)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.Refusal(status, message));
        using var client = scene.Client();

        var refused = (await client.GetBranchAsync(BranchName.Parse("main"))).Error!;

        Assert.IsInstanceOfType(refused, error);
        var diagnostic = GitHubDiagnostics.Of(refused, "Nothing was done");
        Assert.AreEqual(code, diagnostic.Code);
        var kind = DiagnosticCatalog.All.Single(kind => kind.Code == code);
        StringAssert.EndsWith(diagnostic.Message, kind.Remedy);
    }

    [TestMethod]
    public async Task A_missing_permission_is_named_as_a_workflow_writes_it()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.Refusal(403, "Resource not accessible by integration", ("X-Accepted-GitHub-Permissions", "contents=write; contents=write,workflows=write")));
        using var client = scene.Client();

        var error = (await client.CreateBranchAsync(BranchName.Parse("x"), GitObjectId.Zero)).Error!;

        Assert.AreEqual(
            "the token may not push to the branch; it needs the permission `contents: write` (GitHub says: Resource not accessible by integration (status 403))", error.Message);
    }

    [TestMethod]
    public async Task Details_of_a_refusal_are_told_and_are_safe_to_print()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.Status(422, $$"""
            {"message":"Validation Failed","errors":[{"resource":"Issue","code":"invalid","field":"milestone"},{"message":"bad\n::error::{{LocalGitHub.Token}}\u202e"},"and a text"]}
            """));
        using var client = scene.Client();

        var error = (GitHubError.Invalid)(await client.GetRepositoryAsync()).Error!;

        Assert.AreEqual("Validation Failed; Issue milestone: invalid; bad\uFFFD::error::***\uFFFD; and a text (status 422)", error.Reason);
    }

    [TestMethod]
    public async Task Details_may_be_one_text()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(
            Faults.First(1, Faults.Status(422, """{"message":"Validation Failed","errors":"No commits between main and x"}""")),
            Faults.Status(422, """{"message":"Validation Failed","errors":"something else"}"""));
        using var client = scene.Client();

        Assert.IsInstanceOfType<GitHubError.NoCommitsBetween>((await client.GetRepositoryAsync()).Error);
        Assert.AreEqual(new GitHubError.Invalid("Validation Failed; something else (status 422)"), (await client.GetRepositoryAsync()).Error);
    }

    [TestMethod]
    [TestCategory("Direct")]
    [DataRow("<html>hello</html>")]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("{\"full_name\":5}")]
    [DataRow("{\"full_name\":\"a/b\",\"default_branch\":\"../x\",\"node_id\":\"R\"}")]
    [DataRow("{\"\\ud800\":1,\"full_name\":\"a/b\"}")]
    public async Task An_answer_that_is_none_of_GitHubs_is_malformed(string body)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.Body(body));
        using var client = scene.Client();

        Assert.IsInstanceOfType<GitHubError.Malformed>((await client.GetRepositoryAsync()).Error);
    }

    [TestMethod]
    [TestCategory("Direct")]
    public async Task Trouble_of_the_network_is_told_in_words_after_a_few_tries()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.CutConnection);
        using var client = scene.Client(maxRetries: 2);

        var error = (await client.GetRepositoryAsync()).Error;

        Assert.AreEqual(new GitHubError.Unavailable("the connection broke before the answer was complete"), error);
        Assert.HasCount(3, scene.GitHub.Requests);
        CollectionAssert.AreEqual(new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2) }, scene.Clock.Waits.ToArray());
    }

    [TestMethod]
    public async Task A_caller_who_has_had_enough_is_heard()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.SaysNothing);
        using var client = scene.Client();
        using var enough = new CancellationTokenSource();

        var asking = client.GetRepositoryAsync(enough.Token);
        await enough.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => asking);
    }

    [TestMethod]
    public async Task An_unknown_token_is_bad_credentials_and_no_token_only_reads()
    {
        await using var scene = await GitHubScene.StartAsync();
        using var stranger = scene.Client(token: "ghp_unknown");
        using var nobody = scene.Client(token: null);

        Assert.IsInstanceOfType<GitHubError.BadCredentials>((await stranger.GetRepositoryAsync()).Error);
        Assert.IsNull((await nobody.GetRepositoryAsync()).Error);
        Assert.IsInstanceOfType<GitHubError.BadCredentials>((await nobody.CreateBranchAsync(BranchName.Parse("x"), GitObjectId.Zero)).Error);
    }
}
