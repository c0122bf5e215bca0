using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Publishing;

[TestClass]
internal sealed class FileTests
{
    private const string Branch = "hfregistry/registry";

    private static readonly ImmutableDictionary<string, string> Files = ImmutableDictionary<string, string>.Empty
        .Add("README.md", "# Hello\n").Add("clock.txt", "Monday\n").Add("mof/bert.yml", "old\n").Add("mof/gone.yml", "old\n");

    [TestMethod]
    public async Task A_difference_that_does_not_matter_is_no_reason()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { Files = Files });
        var change = GitHubScene.Change() with { Files = [new(TreePath.Parse("README.md"), "# Hello\n"), new(TreePath.Parse("clock.txt"), "Tuesday\n", Matters: false)] };

        var publication = await scene.PublishAsync(change);

        Assert.AreEqual(PublicationOperation.None, publication.Operation);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task It_goes_along_with_one_that_does_and_does_not_move_the_branch_again()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { Files = Files });
        DesiredChange On(string day) => GitHubScene.Change() with
        {
            Files = [new(TreePath.Parse("models.json"), "{}\n"), new(TreePath.Parse("clock.txt"), day, Matters: false)],
        };

        await scene.HavingPublishedAsync(On("Tuesday\n"));
        var next = await scene.PublishAsync(On("Wednesday\n"));

        Assert.AreEqual("Tuesday\n", scene.GitHub.Text(Branch, "clock.txt"));
        Assert.AreEqual(PublicationOperation.Unchanged, next.Operation);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    [DataRow(100_000)]
    [DataRow(2)]
    public async Task Files_are_changed_added_and_deleted_in_one_commit_however_large_the_repository_is(int maxTreeEntries)
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { Files = Files, MaxTreeEntries = maxTreeEntries });
        var change = GitHubScene.Change() with
        {
            Files =
            [
                new(TreePath.Parse("mof/bert.yml"), "new\n"),
                new(TreePath.Parse("mof/deep/er/gpt2.yml"), "new\n"),
                new(TreePath.Parse("mof/gone.yml"), null),
                new(TreePath.Parse("mof/never-was.yml"), null),
                new(TreePath.Parse("README.md"), "# Hello\n"),
            ],
        };

        await scene.HavingPublishedAsync(change);

        Assert.AreEqual("new\n", scene.GitHub.Text(Branch, "mof/bert.yml"));
        Assert.AreEqual("new\n", scene.GitHub.Text(Branch, "mof/deep/er/gpt2.yml"));
        Assert.IsNull(scene.GitHub.Text(Branch, "mof/gone.yml"));
        Assert.AreEqual("Monday\n", scene.GitHub.Text(Branch, "clock.txt"));
        Assert.AreEqual(PublicationOperation.Unchanged, (await scene.PublishAsync(change)).Operation);
    }

    [TestMethod]
    public async Task Only_what_differs_is_sent()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { Files = Files });
        await scene.PublishAsync(GitHubScene.Change() with
        {
            Files = [new(TreePath.Parse("README.md"), "# Hello\n"), new(TreePath.Parse("models.json"), "{\"ü\":\"🤗\"}\n")],
        });

        using var sent = JsonDocument.Parse(scene.GitHub.Writes.Single(request => request.Target.EndsWith("/git/trees", StringComparison.Ordinal)).Body);

        var entry = sent.RootElement.GetProperty("tree").EnumerateArray().Single();
        Assert.AreEqual("models.json", entry.GetProperty("path").GetString());
        Assert.AreEqual("{\"ü\":\"🤗\"}\n", scene.GitHub.Text(Branch, "models.json"));
    }

    [TestMethod]
    public async Task The_commit_names_nobody_and_is_on_the_base()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.PublishAsync(GitHubScene.Change() with { CommitMessage = "Fix #1 for @ada\n\nHfRegistry-Tree: forged\ncloses #2\n" });

        var commit = scene.GitHub.Commit(scene.GitHub.HeadOf(Branch)!);

        Assert.AreEqual(scene.GitHub.HeadOf("main"), commit.Parents.Single());
        Assert.IsTrue(commit.IsVerified);
        StringAssert.StartsWith(commit.Message, "Fix No. 1 for (at)ada\n\ncloses No. 2\n\nHfRegistry-Content: ");
        StringAssert.EndsWith(commit.Message, $"HfRegistry-Tree: {commit.Tree}\n");
        Assert.DoesNotContain("author", scene.GitHub.Writes.Single(request => request.Target.EndsWith("/git/commits", StringComparison.Ordinal)).Body);
    }

    [TestMethod]
    public async Task Five_hundred_files_are_one_tree_and_one_commit()
    {
        await using var scene = await GitHubScene.StartAsync();
        var change = GitHubScene.Change() with
        {
            Files = [.. Enumerable.Range(0, 500).Select(i => new DesiredFile(TreePath.Parse(string.Create(CultureInfo.InvariantCulture, $"mof/model-{i}.yml")), $"n: {i}\n"))],
        };

        await scene.PublishAsync(change);

        Assert.HasCount(4, scene.GitHub.Writes);
        Assert.AreEqual("n: 499\n", scene.GitHub.Text(Branch, "mof/model-499.yml"));
    }

    [TestMethod]
    public async Task Half_a_character_becomes_the_same_in_the_file_in_its_id_and_in_a_plan()
    {
        await using var scene = await GitHubScene.StartAsync();
        var change = GitHubScene.Change("half \uD83E of one\n") with { Title = "half \uD83E", CommitMessage = "half \uDC00" };

        var plan = PlanFile.Read(PlanFile.Write([(await scene.PlanAsync(change)).Plan!])).Value!.Single();
        await scene.ApplyAsync(plan);

        Assert.AreEqual("half \uFFFD of one\n", scene.GitHub.Text(Branch, "models.json"));
        Assert.AreEqual(PublicationOperation.Unchanged, (await scene.PublishAsync(change)).Operation);
    }

    [TestMethod]
    public void The_fingerprint_knows_paths_and_content_and_no_order()
    {
        DesiredFile a = new(TreePath.Parse("a"), "x"), b = new(TreePath.Parse("b"), "y");
        string Of(params ImmutableArray<DesiredFile> files) => (GitHubScene.Change() with { Files = files }).Fingerprint;

        Assert.AreEqual(Of(a, b), Of(b, a));
        Assert.AreEqual(Of(a), Of(a, b with { Matters = false }));
        Assert.HasCount(5, new[] { Of(a), Of(b), Of(a, b), Of(a with { Content = null }), Of(a with { Content = "" }) }.Distinct());
        Assert.ThrowsExactly<ArgumentException>(() => Of(a, a with { Content = "z" }));
    }
}
