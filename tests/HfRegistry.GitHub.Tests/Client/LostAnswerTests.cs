using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Client;

/// <summary>The request was carried out, and nobody heard of it.</summary>
[TestClass]
internal sealed class LostAnswerTests
{
    [TestMethod]
    [DataRow("POST", "/git/trees")]
    [DataRow("POST", "/git/commits")]
    [DataRow("POST", "/git/refs")]
    [DataRow("POST", "/pulls")]
    [DataRow("POST", "/labels")]
    [DataRow("POST", "/graphql")]
    public async Task A_lost_answer_makes_nothing_twice(string method, string target)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On(method, target, Faults.First(1, GitHubFaults.LostAnswer)));

        var publication = await scene.PublishAsync(GitHubScene.Change() with { Labels = ["dependencies"] });

        Assert.AreEqual(PublicationOperation.Created, publication.Operation, string.Join('\n', publication.Diagnostics));
        Assert.HasCount(1, scene.GitHub.Pulls);
        Assert.AreEqual(scene.GitHub.HeadOf("hfregistry/registry"), scene.Pull.Head);
        CollectionAssert.AreEqual(new[] { "main" }, new[] { scene.Pull.BaseBranch });
        scene.GitHub.FailWith();
        scene.GitHub.ForgetRequests();
        Assert.AreEqual(PublicationOperation.Unchanged, (await scene.PublishAsync(GitHubScene.Change())).Operation);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task A_swap_whose_answer_was_lost_is_recognized()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(GitHubScene.Change());
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/graphql", When("UpdateRefs", GitHubFaults.LostAnswer, scene)));

        var publication = await scene.PublishAsync(GitHubScene.Change("{\"bert\":3}\n"));

        Assert.AreEqual(PublicationOperation.Updated, publication.Operation, string.Join('\n', publication.Diagnostics));
        Assert.IsFalse(scene.GitHub.Requests.Any(request => request.Method == "PATCH" && request.Target.Contains("/git/refs", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_comment_whose_answer_was_lost_is_not_written_twice()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(GitHubScene.Change());
        scene.GitHub.Push("hfregistry/registry", "models.json", "by hand");
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/comments", Faults.First(1, GitHubFaults.LostAnswer)));

        await scene.PublishAsync(GitHubScene.Change());

        Assert.HasCount(1, scene.Pull.Comments);
    }

    [TestMethod]
    public async Task A_creation_that_never_arrives_is_given_up()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/pulls", Faults.CutConnection));

        var publication = await scene.PublishAsync(GitHubScene.Change());

        Assert.AreEqual("HFR6011", publication.Diagnostics.Single().Code);
        Assert.IsNotNull(publication.Head, "the branch stands, and the next run goes on from there");
        Assert.IsEmpty(scene.GitHub.Pulls);
        scene.GitHub.FailWith();
        Assert.AreEqual("unopened", (await scene.PublishAsync(GitHubScene.Change())).Plan!.Decision);
        Assert.HasCount(1, scene.GitHub.Pulls);
    }

    [TestMethod]
    public async Task What_GitHub_does_not_see_yet_is_asked_again()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/labels", Faults.First(2, GitHubFaults.Refusal(422, "Could not resolve to a node with the global id of 'PR_1'."))));

        var publication = await scene.PublishAsync(GitHubScene.Change() with { Labels = ["dependencies"] });

        Assert.IsEmpty(publication.Diagnostics);
        CollectionAssert.AreEqual(new[] { "dependencies" }, scene.Pull.Labels);
    }

    private static LocalFault When(string bodyHolds, LocalFault fault, GitHubScene scene) => (context, next) =>
        scene.GitHub.Requests[^1].Body.Contains(bodyHolds, StringComparison.Ordinal) ? fault(context, next) : next(context);
}
