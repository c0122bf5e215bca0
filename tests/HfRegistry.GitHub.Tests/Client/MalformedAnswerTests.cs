using HfRegistry.GitHub.Client;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Client;

/// <summary>Octokit reads much as an empty answer, and throws on the rest: here both are errors as values.</summary>
[TestClass]
[TestCategory("Direct")]
internal sealed class MalformedAnswerTests
{
    private const string Html = "<html><body>Sign in to the network</body></html>";

    private static readonly Dictionary<string, Func<OctokitGitHub, Task<GitHubError?>>> Lists = new()
    {
        ["branches"] = async client => (await client.GetBranchesAsync("hfregistry/")).Error,
        ["pull requests"] = async client => (await client.GetPullRequestsAsync(GitHubScene.Branch)).Error,
        ["comments"] = async client => (await client.GetCommentsAsync(1)).Error,
        ["milestones"] = async client => (await client.GetMilestonesAsync()).Error,
        ["files"] = async client => (await client.ReadFileAsync(TreePath.Parse("README.md"), GitObjectId.Zero)).Error,
    };

    public static IEnumerable<object[]> NoLists =>
        from list in Lists.Keys
        from body in new[] { "", "null", "{}", "[nul", Html }
        from contentType in new[] { "application/json", "text/html", "" }
        select new object[] { list, body, contentType };

    [TestMethod]
    [DynamicData(nameof(NoLists))]
    public async Task An_answer_that_is_no_list_is_not_an_empty_list(string list, string body, string contentType)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.Body(body, contentType.Length > 0 ? [("Content-Type", contentType)] : []));
        using var client = scene.Client();

        Assert.IsInstanceOfType<GitHubError.Malformed>(await Lists[list](client));
    }

    [TestMethod]
    [DataRow("branches", "[null]")]
    [DataRow("pull requests", "[null]")]
    [DataRow("pull requests", """[{"head":{"ref":"hfregistry/registry","repo":{"full_name":"acme/models"}}}]""")]
    [DataRow("comments", "[null]")]
    [DataRow("comments", "[{}]")]
    [DataRow("milestones", "[null]")]
    [DataRow("milestones", "[{}]")]
    [DataRow("files", "[]")]
    public async Task A_list_with_an_unreadable_row_is_not_a_shorter_list(string list, string body)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.Body(body));
        using var client = scene.Client();

        Assert.IsInstanceOfType<GitHubError.Malformed>(await Lists[list](client));
    }

    [TestMethod]
    [DataRow("\"number\":4294967296", "Int32")]
    [DataRow("\"number\":99999999999999999999", "")]
    [DataRow("\"number\":\"one\"", "one")]
    [DataRow("\"created_at\":\"yesterday\"", "yesterday")]
    [DataRow("\"user\":{\"login\":\"eve\",\"type\":\"Swarm\"}", "Swarm")]
    [DataRow("\"draft\":[]", "")]
    [DataRow("\"head\":[]", "")]
    [DataRow("\"head\":{\"sha\":\"0123\"}", "a member is missing or has an unexpected value")]
    public async Task A_value_that_Octokit_cannot_read_is_an_error_with_its_reason(string member, string words)
    {
        await using var scene = await GitHubScene.StartAsync();
        var valid = $$"""
            "number":1,"node_id":"PR_1","html_url":"https://x.invalid/1","state":"open","base":{"ref":"main"},"head":{"sha":"{{GitObjectId.Zero}}"}
            """;
        scene.GitHub.FailWith(Faults.First(1, Faults.Body($"{{{valid},{member}}}")), Faults.Body($"{{{valid},\"mergeable\":true,\"mergeable_state\":\"unheard of\"}}"));
        using var client = scene.Client();

        var error = (await client.GetPullRequestAsync(1)).Error;

        Assert.IsInstanceOfType<GitHubError.Malformed>(error);
        StringAssert.Contains(error.Message, words);
        Assert.AreEqual(1, (await client.GetPullRequestAsync(1)).GetOrThrow("the rest of it is valid").Number);
    }

    [TestMethod]
    public async Task A_reason_does_not_tell_the_token()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.Body($$"""{"number":1,"user":{"type":"{{LocalGitHub.Token}}"} }"""));
        using var client = scene.Client();

        var error = (await client.GetPullRequestAsync(1)).Error!;

        StringAssert.Contains(error.Message, "***");
        Assert.IsFalse(error.Message.Contains(LocalGitHub.Token, StringComparison.OrdinalIgnoreCase));
    }

    [TestMethod]
    public async Task A_body_that_trickles_ends_with_the_attempt()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.ByteASecond);
        using var client = scene.Client(maxRetries: 0, attemptTimeout: TimeSpan.FromMilliseconds(200));

        Assert.AreEqual(new GitHubError.Unavailable("no complete answer within 0.2 s"), (await client.GetMilestonesAsync()).Error);
    }

    [TestMethod]
    public async Task A_body_without_an_end_is_not_read_to_its_end()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.EndlessBody);
        using var client = scene.Client(maxRetries: 0);

        var error = (await client.GetMilestonesAsync()).Error;

        Assert.IsInstanceOfType<GitHubError.Malformed>(error);
        StringAssert.Contains(error.Message, "its body is larger than");
    }

    [TestMethod]
    public async Task A_body_that_breaks_off_is_asked_for_again()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.First(1, Faults.TruncatedBody));
        using var client = scene.Client();

        Assert.HasCount(1, (await client.GetMilestonesAsync()).GetOrThrow("not listed").Milestones);
    }
}
