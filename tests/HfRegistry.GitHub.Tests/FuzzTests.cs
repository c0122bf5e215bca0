using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests;

/// <summary>Damaged answers of GitHub and damaged plans, through what the action reads them with.</summary>
[TestClass]
internal sealed class FuzzTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [TestCategory("Direct")]
    public async Task A_damaged_answer_of_GitHub_is_read_or_an_error()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(GitHubScene.Change());
        using var client = scene.Client(maxRetries: 0);
        var head = (await client.GetBranchAsync(BranchName.Parse("main"))).Value!.Head;
        var tree = (await client.GetCommitAsync(head)).Value!.Tree;
        var proposed = (await client.GetBranchAsync(GitHubScene.Branch)).Value!.Head;
        var number = scene.Pull.Number;
        var fuzzer = new Fuzzer(TestContext.WriteLine);
        scene.GitHub.FailWith(Faults.Damaged(fuzzer.DamageAnswer));

        await fuzzer.RunAsync(1_000,
        [
            async () => await client.GetRepositoryAsync(), async () => await client.GetViewerAsync(), async () => await client.GetBranchAsync(GitHubScene.Branch),
            async () => await client.GetBranchesAsync("hfregistry/"), async () => await client.GetCommitAsync(head), async () => await client.CompareAsync(head, proposed),
            async () => await client.GetTreeAsync(tree, isRecursive: true), async () => await client.ReadFileAsync(TreePath.Parse("README.md"), head),
            async () => await client.ReadFolderAsync(TreePath.Parse("models"), head), async () => await client.GetPullRequestsAsync(GitHubScene.Branch),
            async () => await client.GetPullRequestAsync(number), async () => await client.GetMilestonesAsync(), async () => await client.GetCommentsAsync(number),
            async () => await client.GetBranchAsync(BranchName.Parse("missing")), async () => await client.AddLabelsAsync(number, ["none"]),
        ]);
    }

    [TestMethod]
    public async Task A_damaged_plan_is_read_or_refused()
    {
        await using var scene = await GitHubScene.StartAsync();
        var plan = PlanFile.Write([(await scene.PlanAsync(GitHubScene.Change() with { Labels = ["dependencies"], Reviewers = ["grace"] })).Plan!]);

        new Fuzzer(TestContext.WriteLine).Run(500, [plan], static text =>
        {
            var read = PlanFile.Read(text);
            Assert.AreEqual(read.Value is null, read.Diagnostics.Count > 0);
        });
    }

    [TestMethod]
    public async Task A_plan_costs_what_its_text_costs()
    {
        await using var scene = await GitHubScene.StartAsync();
        var plan = (await scene.PlanAsync(GitHubScene.Change())).Plan!;

        Assert.IsNull(Growth.Excess(100, size => PlanFile.Write(Enumerable.Repeat(plan, size)), static text => PlanFile.Read(text)));
    }
}
