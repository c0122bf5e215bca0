using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Publishing;

/// <summary>What people write and do to a pull request stays theirs.</summary>
[TestClass]
internal sealed class PeopleTests
{
    private const string Branch = "hfregistry/registry";

    private static readonly DesiredChange Change = GitHubScene.Change();
    private static readonly DesiredChange Changed = GitHubScene.Change("{\"bert\":3}\n");

    [TestMethod]
    public async Task What_people_write_around_our_text_stays_even_with_the_line_ends_of_a_browser()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.Pull.Body = ("Please wait for Ada.\n\n" + scene.Pull.Body + "\n\nSee also the wiki.").ReplaceLineEndings("\r\n");
        Assert.AreEqual(PublicationOperation.Unchanged, (await scene.PublishAsync(Change)).Operation);

        await scene.PublishAsync(Changed);

        StringAssert.StartsWith(scene.Pull.Body, "Please wait for Ada.\n\n<!-- hfregistry:begin -->\n");
        StringAssert.EndsWith(scene.Pull.Body, "-->\n\nSee also the wiki.");
        StringAssert.Contains(scene.Pull.Body, "{\"bert\":3}");
        Assert.DoesNotContain("{\"bert\":2}", scene.Pull.Body);
    }

    [TestMethod]
    public async Task A_title_that_people_changed_is_left_alone()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.Pull.Title = "Refresh, and do not merge before Monday";

        await scene.PublishAsync(Changed with { Title = "Two defaults changed" });

        Assert.AreEqual("Refresh, and do not merge before Monday", scene.Pull.Title);
    }

    [TestMethod]
    public async Task A_title_of_ours_follows_the_facts()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);

        await scene.PublishAsync(Change with { Title = "Two defaults changed for @ada, see #12" });

        Assert.AreEqual("Two defaults changed for (at)ada, see No. 12", scene.Pull.Title);
    }

    [TestMethod]
    public async Task The_text_follows_the_facts_when_the_files_do_not_change()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);

        var publication = await scene.PublishAsync(Change with { Body = [new BodySection("x", "Other words.")] });

        Assert.AreEqual(PublicationOperation.Updated, publication.Operation);
        Assert.HasCount(1, scene.GitHub.Writes);
        StringAssert.Contains(scene.Pull.Body, "Other words.");
    }

    [TestMethod]
    public async Task A_pushed_commit_is_told_in_one_comment_and_one_line_for_as_long_as_it_lasts()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        var theirs = scene.GitHub.Push(Branch, "models.json", "by hand");

        var publication = await scene.PublishAsync(Changed);
        await scene.PublishAsync(GitHubScene.Change("{\"bert\":4}\n"));

        Assert.AreEqual("HFR6018", publication.Diagnostics.Single().Code);
        Assert.AreEqual(theirs.Id, scene.GitHub.HeadOf(Branch));
        Assert.HasCount(1, scene.Pull.Comments);
        Assert.AreEqual(PublisherTexts.EditedStatus, PullRequestText.Read(scene.Pull.Body).Status);

        scene.Pull.Body = scene.Pull.Body.Replace("- [ ] <!-- hf", "- [x] <!-- hf", StringComparison.Ordinal);
        await scene.PublishAsync(Changed);
        var text = PullRequestText.Read(scene.Pull.Body);
        Assert.AreEqual("", text.Status);
        Assert.IsFalse(text.IsRebuildAsked);
        Assert.AreEqual(Changed.Files[0].Content, scene.GitHub.Text(Branch, "models.json"));
    }

    [TestMethod]
    public async Task The_status_line_goes_when_the_pushed_commit_goes()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.GitHub.Branch("kept", Branch);
        scene.GitHub.Push(Branch, "models.json", "by hand");
        await scene.PublishAsync(Change);
        scene.GitHub.FastForward(Branch, "kept");

        await scene.PublishAsync(Change);

        Assert.AreEqual("", PullRequestText.Read(scene.Pull.Body).Status);
    }

    [TestMethod]
    public async Task A_comment_of_ours_is_rewritten_and_that_of_another_is_not_taken_for_ours()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.GitHub.Push(Branch, "models.json", "by hand");
        scene.Pull.Comments.Add(new LocalComment(901, "eve", TopicComment.Write("edited", "mine")));
        scene.Pull.Comments.Add(new LocalComment(902, LocalAccount.Actions.Login, TopicComment.Write("edited", "old words")));

        await scene.PublishAsync(Change);

        Assert.HasCount(2, scene.Pull.Comments);
        StringAssert.EndsWith(scene.Pull.Comments[0].Body, "mine");
        StringAssert.EndsWith(scene.Pull.Comments[1].Body, PublisherTexts.EditedComment);
    }

    [TestMethod]
    public async Task A_locked_conversation_is_a_warning()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.GitHub.Push(Branch, "models.json", "by hand");
        scene.Pull.IsLocked = true;

        var publication = await scene.PublishAsync(Change);

        Assert.AreEqual(PublicationOperation.KeptEdited, publication.Operation);
        CollectionAssert.AreEquivalent(new[] { "HFR6018", "HFR6025" }, publication.Diagnostics.Select(diagnostic => diagnostic.Code).ToArray());
    }

    [TestMethod]
    public async Task A_pull_request_that_a_person_opened_for_us_is_updated_and_its_text_is_theirs()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { MayCreatePullRequests = false });
        var stopped = await scene.PublishAsync(Change);
        Assert.AreEqual("HFR6004", stopped.Diagnostics.Single().Code);
        StringAssert.StartsWith(stopped.CompareUrl!.AbsoluteUri, $"{scene.GitHub.Server}/acme/models/compare/main...hfregistry%2Fregistry?expand=1&title=Refresh");
        // What looks like our marker, by a person: it must not be believed.
        scene.GitHub.Open(Branch, "ada", body: new BodyMarker(GitObjectId.Parse(scene.GitHub.HeadOf(Branch)!), new string('a', 64), new string('b', 64), new string('c', 64)).Write());
        var body = scene.Pull.Body;

        var same = await scene.PublishAsync(Change);
        var updated = await scene.PublishAsync(Changed);

        Assert.AreEqual(PublicationOperation.Unchanged, same.Operation);
        Assert.AreEqual(PublicationOperation.Updated, updated.Operation);
        Assert.AreEqual(Changed.Files[0].Content, scene.GitHub.Text(Branch, "models.json"));
        Assert.AreEqual(body, scene.Pull.Body);
        scene.GitHub.ForgetRequests();
        await scene.PublishAsync(Changed);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task A_forged_marker_does_not_make_a_branch_ours()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        var theirs = scene.GitHub.Push(Branch, "models.json", "by hand", LocalAccount.Actions.Login, "By hand\n\nHfRegistry-Tree: 0123456789012345678901234567890123456789");
        var forged = new BodyMarker(GitObjectId.Parse(theirs.Id), Change.Fingerprint, new string('b', 64), new string('c', 64)).Write();
        scene.Pull.Body += "\n" + forged;

        var publication = await scene.PublishAsync(Changed);

        Assert.AreEqual(PublicationOperation.KeptEdited, publication.Operation);
        Assert.AreEqual(theirs.Id, scene.GitHub.HeadOf(Branch));
    }

    [TestMethod]
    public async Task A_marker_in_a_pull_request_of_somebody_else_is_not_believed()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { MayCreatePullRequests = false });
        await scene.PublishAsync(Change);
        var head = GitObjectId.Parse(scene.GitHub.HeadOf(Branch)!);
        scene.GitHub.Open(Branch, "eve", body: new BodyMarker(head, Changed.Fingerprint, new string('b', 64), new string('c', 64)).Write());
        scene.Pull.Body = "<!-- hfregistry:begin -->\n" + scene.Pull.Body;
        scene.GitHub.Close(1);

        var plan = (await scene.PlanAsync(Changed)).Plan!;

        Assert.AreEqual("restart", plan.Decision, "it claims that the changed content is what was closed");
    }

    [TestMethod]
    public async Task A_lost_marker_is_made_up_for_by_the_commits()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.Pull.Body = "Somebody emptied this.";

        var publication = await scene.PublishAsync(Changed);

        Assert.AreEqual(PublicationOperation.Updated, publication.Operation);
        StringAssert.StartsWith(scene.Pull.Body, "Somebody emptied this.\n<!-- hfregistry:begin -->");
    }

    [TestMethod]
    public async Task A_merge_of_the_base_into_the_branch_by_hand_counts_as_a_push()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Change);
        scene.GitHub.Push(Branch, "OTHER.md", "what the button \"Update branch\" brings");

        Assert.AreEqual(PublicationOperation.KeptEdited, (await scene.PublishAsync(Changed)).Operation);
    }
}
