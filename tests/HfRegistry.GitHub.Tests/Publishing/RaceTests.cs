using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Publishing;

/// <summary>Somebody does something between two calls.</summary>
[TestClass]
internal sealed class RaceTests
{
    private const string Branch = "hfregistry/registry";

    private static readonly DesiredChange Change = GitHubScene.Change();
    private static readonly DesiredChange Changed = GitHubScene.Change("{\"bert\":3}\n");

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_push_between_the_reading_and_the_swap_survives(bool hasUpdateRefs)
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { HasUpdateRefs = hasUpdateRefs });
        await scene.HavingPublishedAsync(Change);
        var theirs = "";
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/git/commits", GitHubFaults.Before(() => theirs = scene.GitHub.Push(Branch, "models.json", "by hand").Id)));

        var publication = await scene.PublishAsync(Changed);

        Assert.AreEqual(PublicationOperation.KeptEdited, publication.Operation);
        Assert.AreEqual(theirs, scene.GitHub.HeadOf(Branch));
        Assert.AreEqual("by hand", scene.GitHub.Text(Branch, "models.json"));
        Assert.HasCount(1, scene.Pull.Comments);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_branch_moves_without_and_with_the_swap_of_GraphQL(bool hasUpdateRefs)
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { HasUpdateRefs = hasUpdateRefs });
        await scene.HavingPublishedAsync(Change);

        var publication = await scene.PublishAsync(Changed);

        Assert.AreEqual(PublicationOperation.Updated, publication.Operation);
        Assert.AreEqual(Changed.Files[0].Content, scene.GitHub.Text(Branch, "models.json"));
        Assert.AreEqual(!hasUpdateRefs, scene.GitHub.Writes.Any(request => request.Method == "PATCH" && request.Target.EndsWith("heads%2Fhfregistry%2Fregistry", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_branch_that_keeps_moving_is_left_to_the_next_run()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/git/commits", async (context, next) =>
        {
            // Another run of ours, again and again.
            scene.GitHub.Amend(Branch, "clock.txt", Guid.NewGuid().ToString(), LocalAccount.Actions.Login);
            await next(context);
        }));

        var publication = await scene.PublishAsync(Changed with { OnEdited = WhenEdited.Overwrite });

        Assert.AreEqual(PublicationOperation.Failed, publication.Operation);
        Assert.AreEqual("HFR6014", publication.Diagnostics.Single().Code);
        Assert.AreEqual(1, publication.Number, "what is known of the pull request is told all the same");
    }

    [TestMethod]
    public async Task A_branch_that_appears_meanwhile_is_looked_at_before_anything_is_done_to_it()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/git/refs", GitHubFaults.Before(() =>
        {
            scene.GitHub.Branch(Branch);
            scene.GitHub.Push(Branch, "work.md", "somebody's\n");
        })));

        var publication = await scene.PublishAsync(Change);

        Assert.AreEqual("foreign", publication.Plan!.Decision);
        Assert.AreEqual("HFR6016", publication.Diagnostics.Single().Code);
        Assert.AreEqual("somebody's\n", scene.GitHub.Text(Branch, "work.md"));
        Assert.IsEmpty(scene.GitHub.Pulls);
    }

    [TestMethod]
    [DataRow(false, "closed")]
    [DataRow(true, "merged")]
    public async Task A_pull_request_that_is_closed_before_its_text_is_written_stays_closed(bool isMerged, string word)
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.GitHub.FailWith(GitHubFaults.On("PATCH", "/pulls/1", GitHubFaults.Before(() =>
        {
            if (isMerged)
                scene.GitHub.Merge(1);
            else
                scene.GitHub.Close(1);
        })));

        var publication = await scene.PublishAsync(Changed with { Draft = DraftMode.Always });

        Assert.AreEqual(PublicationOperation.KeptClosed, publication.Operation);
        Assert.AreEqual($"#1 was {word} during the update. No action is needed; it stays closed until its content changes.", publication.Diagnostics.Single().Message);
        Assert.IsFalse(scene.Pull.IsOpen);
        scene.GitHub.ForgetRequests();
        await scene.PublishAsync(Changed);
        Assert.HasCount(1, scene.GitHub.Pulls);
    }

    [TestMethod]
    public async Task A_push_just_before_an_empty_pull_request_is_closed_saves_the_branch()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.GitHub.Push("main", "models.json", Change.Files[0].Content);
        scene.GitHub.FailWith(GitHubFaults.On("PATCH", "/pulls/1", GitHubFaults.Before(() => scene.GitHub.Push(Branch, "work.md", "somebody's\n"))));

        var publication = await scene.PublishAsync(Change);

        Assert.AreEqual(PublicationOperation.Closed, publication.Operation);
        Assert.AreEqual("somebody's\n", scene.GitHub.Text(Branch, "work.md"));
    }

    [TestMethod]
    public async Task A_base_that_takes_the_change_meanwhile_needs_no_pull_request()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/pulls", Faults.First(1, async (context, next) =>
        {
            scene.GitHub.Open(Branch);
            scene.GitHub.Merge(1);
            scene.GitHub.FastForward("main", Branch);
            await next(context);
        })));

        var publication = await scene.PublishAsync(Change);

        Assert.AreEqual("leftover", publication.Plan!.Decision);
        Assert.HasCount(1, scene.GitHub.Pulls);
    }

    [TestMethod]
    [DataRow(3, "conflicted")]
    [DataRow(100, "same")]
    public async Task Whether_there_is_a_conflict_is_waited_for_a_little(int asks, string decision)
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { AsksBeforeMergeable = asks });
        await scene.HavingPublishedAsync(Change);
        scene.Pull.Asks = 0;
        scene.GitHub.Push("main", "models.json", "{\"bert\":1}\n");

        Assert.AreEqual(decision, (await scene.PlanAsync(Change)).Plan!.Decision);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_swap_that_never_arrives_is_not_done_by_force(bool arrivesLater)
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        var head = scene.GitHub.HeadOf(Branch);
        var cut = Faults.First(arrivesLater ? 2 : int.MaxValue, Faults.CutConnection);
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/graphql", (context, next) =>
            scene.GitHub.Requests[^1].Body.Contains("UpdateRefs", StringComparison.Ordinal) ? cut(context, next) : next(context)));

        var publication = await scene.PublishAsync(Changed);

        Assert.AreEqual(arrivesLater ? PublicationOperation.Updated : PublicationOperation.Failed, publication.Operation);
        Assert.AreEqual(arrivesLater, head != scene.GitHub.HeadOf(Branch));
        Assert.IsFalse(scene.GitHub.Writes.Any(request => request.Method == "PATCH" && request.Target.Contains("/git/", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_run_that_ended_between_the_swap_and_the_text_is_finished_by_the_next()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.GitHub.FailWith(GitHubFaults.On("PATCH", "/pulls/1", GitHubFaults.Refusal(422, "no")));
        Assert.AreEqual("HFR6013", (await scene.PublishAsync(Changed)).Diagnostics.Single().Code);
        scene.GitHub.FailWith();
        scene.GitHub.ForgetRequests();

        var publication = await scene.PublishAsync(Changed);

        Assert.AreEqual("same", publication.Plan!.Decision, "the commit proves itself, although the note names another");
        Assert.AreEqual(PublicationOperation.Updated, publication.Operation);
        Assert.HasCount(1, scene.GitHub.Writes);
        scene.GitHub.ForgetRequests();
        Assert.AreEqual(PublicationOperation.Unchanged, (await scene.PublishAsync(Changed)).Operation);
        Assert.IsEmpty(scene.GitHub.Writes);
    }
}
