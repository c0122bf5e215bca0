using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Publishing;

[TestClass]
internal sealed class PullRequestMetadataTests
{
    [TestMethod]
    public async Task A_new_pull_request_gets_all_that_was_asked_for()
    {
        await using var scene = await GitHubScene.StartAsync();

        var publication = await scene.PublishAsync(GitHubScene.Change() with
        {
            Labels = ["dependencies"],
            Assignees = ["ada"],
            Reviewers = ["grace"],
            Milestone = "1.0",
            Draft = DraftMode.WhenCreated,
        });

        Assert.IsEmpty(publication.Diagnostics);
        CollectionAssert.AreEqual(new[] { "dependencies" }, scene.Pull.Labels);
        CollectionAssert.AreEqual(new[] { "ada" }, scene.Pull.Assignees);
        CollectionAssert.AreEqual(new[] { "grace" }, scene.Pull.Reviewers);
        Assert.AreEqual(1, scene.Pull.Milestone);
        Assert.IsTrue(scene.Pull.IsDraft);
    }

    [TestMethod]
    public async Task What_cannot_be_had_is_a_warning_each_and_the_rest_is_done()
    {
        await using var scene = await GitHubScene.StartAsync();

        var publication = await scene.PublishAsync(GitHubScene.Change() with
        {
            Labels = ["dependencies", "no-such-label"],
            Assignees = ["ada", "nobody"],
            Reviewers = ["nobody"],
            TeamReviewers = ["core"],
            Milestone = "9.9",
        });

        Assert.AreEqual(PublicationOperation.Created, publication.Operation);
        Assert.HasCount(5, publication.Diagnostics);
        Assert.IsTrue(publication.Diagnostics.All(diagnostic => diagnostic is { Code: "HFR6020", Severity: Severity.Warning }));
        StringAssert.Contains(publication.Diagnostics[0].Message, "'no-such-label': the token may not label or assign the pull request; it needs the permission `issues: write`");
        CollectionAssert.AreEqual(new[] { "dependencies" }, scene.Pull.Labels);
        CollectionAssert.AreEqual(new[] { "ada" }, scene.Pull.Assignees);
    }

    [TestMethod]
    public async Task Refused_reviewer_does_not_cost_the_others()
    {
        var account = LocalAccount.Actions;
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions
        {
            Collaborators = ["ada", "grace", "linus"],
            Accounts = new LocalGitHubOptions().Accounts.SetItem(LocalGitHub.Token, account with { Permissions = account.Permissions.Add("members: read") }),
        });

        var publication = await scene.PublishAsync(GitHubScene.Change() with { Reviewers = ["ada", "nobody", "grace", "no-one"], TeamReviewers = ["core"] });

        CollectionAssert.AreEqual(new[] { "ada", "grace", "core" }, scene.Pull.Reviewers);
        Assert.AreEqual(PublicationOperation.Created, publication.Operation);
        Assert.HasCount(2, publication.Diagnostics);
        StringAssert.Contains(publication.Diagnostics[0].Message, "has no review request for 'nobody': GitHub refused the request");
        StringAssert.Contains(publication.Diagnostics[1].Message, "'no-one'");
    }

    [TestMethod]
    public async Task Refusal_of_every_name_is_asked_for_once()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On("POST", "requested_reviewers", GitHubFaults.Refusal(401, "Bad credentials")));

        await scene.PublishAsync(GitHubScene.Change() with { Reviewers = ["ada", "grace"] });

        Assert.HasCount(1, scene.GitHub.Requests.Where(request => request.Target.Contains("requested_reviewers", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Labels_that_people_took_away_are_not_put_back()
    {
        await using var scene = await GitHubScene.StartAsync();
        var change = GitHubScene.Change() with { Labels = ["dependencies"] };
        await scene.HavingPublishedAsync(change);
        scene.Pull.Labels.Clear();

        await scene.PublishAsync(GitHubScene.Change("{\"bert\":3}\n") with { Labels = ["dependencies"] });

        Assert.IsEmpty(scene.Pull.Labels);
    }

    [TestMethod]
    public async Task A_repository_without_drafts_gets_a_pull_request_that_is_none()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { HasDrafts = false });

        var publication = await scene.PublishAsync(GitHubScene.Change() with { Draft = DraftMode.Always });

        Assert.AreEqual(PublicationOperation.Created, publication.Operation);
        Assert.AreEqual("HFR6020", publication.Diagnostics.Single().Code);
        Assert.IsFalse(scene.Pull.IsDraft);
    }

    [TestMethod]
    [DataRow(DraftMode.WhenCreated, false)]
    [DataRow(DraftMode.Always, true)]
    public async Task A_pull_request_that_is_ready_becomes_a_draft_again_only_when_that_is_wanted(DraftMode mode, bool isDraft)
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(GitHubScene.Change() with { Draft = mode });
        scene.Pull.IsDraft = false;
        Assert.AreEqual(PublicationOperation.Unchanged, (await scene.PublishAsync(GitHubScene.Change() with { Draft = mode })).Operation);

        await scene.PublishAsync(GitHubScene.Change("{\"bert\":3}\n") with { Draft = mode });

        Assert.AreEqual(isDraft, scene.Pull.IsDraft);
    }
}
