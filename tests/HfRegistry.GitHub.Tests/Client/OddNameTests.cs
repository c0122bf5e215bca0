using System.Text;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Client;

/// <summary>Names and texts that mean something else in an address or in JSON.</summary>
[TestClass]
internal sealed class OddNameTests
{
    [TestMethod]
    [DataRow("fix#12", true)]
    [DataRow("fix%2312", true)]
    [DataRow("fix%2312", false)]
    [DataRow("refs/heads", false)]
    [DataRow("a/b+c&d=e;f", false)]
    [DataRow("größe/模型", false)]
    public async Task A_branch_is_the_one_that_is_named(string name, bool hasUpdateRefs)
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { HasUpdateRefs = hasUpdateRefs });
        var branch = BranchName.Parse("refs/heads/" + name);
        var (first, second) = (GitObjectId.Parse(scene.GitHub.HeadOf("main")!), GitObjectId.Parse(scene.GitHub.Push("main", "README.md", "two").Id));
        scene.GitHub.Branch("fix");
        using var client = scene.Client();

        var created = (await client.CreateBranchAsync(branch, first)).GetOrThrow("not created");
        var moved = (await client.MoveBranchAsync(branch, first, second)).GetOrThrow("not moved");

        Assert.AreEqual(new BranchHead(branch, first), created);
        Assert.AreEqual(new BranchHead(branch, second), moved);
        Assert.AreEqual(moved, (await client.GetBranchAsync(branch)).GetOrThrow("not read"));
        Assert.AreSequenceEqual([moved], (await client.GetBranchesAsync(name)).GetOrThrow("not listed").Branches);
        (await client.DeleteBranchAsync(branch, second)).GetOrThrow("not deleted");
        Assert.IsNull(scene.GitHub.HeadOf(name));
        Assert.IsInstanceOfType<GitHubError.NotFound>((await client.GetBranchAsync(branch)).Error);
        Assert.IsNotNull(scene.GitHub.HeadOf("fix"), "no other branch is touched");
    }

    [TestMethod]
    [DataRow("fix#12")]
    [DataRow("fix%2312")]
    [DataRow("a/b+c&d=e;f")]
    [DataRow("größe/模型")]
    public async Task The_pull_requests_of_a_branch_are_those_of_the_one_that_is_named(string name)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.Branch(name);
        scene.GitHub.Branch("fix");
        scene.GitHub.Open("fix");
        var pull = scene.GitHub.Open(name);
        using var client = scene.Client();

        var found = (await client.GetPullRequestsAsync(BranchName.Parse(name))).GetOrThrow("not listed").PullRequests;

        Assert.AreSequenceEqual([pull.Number], found.Select(known => known.Number));
    }

    [TestMethod]
    public async Task A_text_arrives_as_it_is_with_its_blanks_controls_and_half_pairs()
    {
        const string text = "\0\u0001\t\r\n\u001f\"\\/\u007f\u0085\u2028\ud83e\udd17 é \ud800 end  ";
        await using var scene = await GitHubScene.StartAsync();
        using var client = scene.Client();
        var head = (await client.GetBranchAsync(BranchName.Parse("main"))).GetOrThrow("no branch").Head;
        var root = (await client.GetCommitAsync(head)).GetOrThrow("no commit").Tree;

        var tree = (await client.CreateTreeAsync(root, [new TreeChange(TreePath.Parse("a b/ü#?.txt"), "100644", text)])).GetOrThrow("no tree");
        var commit = (await client.CreateCommitAsync(new NewCommit(text, tree, [head]))).GetOrThrow("no commit");

        var read = (await client.ReadFileAsync(TreePath.Parse("a b/ü#?.txt"), commit.Id)).GetOrThrow("no file");
        Assert.AreSequenceEqual(Encoding.UTF8.GetBytes(text), read.Content);
        Assert.AreEqual(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), commit.Message);
    }

    [TestMethod]
    public async Task A_file_is_deleted_by_a_null_that_is_sent()
    {
        await using var scene = await GitHubScene.StartAsync();
        using var client = scene.Client();
        var head = (await client.GetBranchAsync(BranchName.Parse("main"))).GetOrThrow("no branch").Head;
        var root = (await client.GetCommitAsync(head)).GetOrThrow("no commit").Tree;
        scene.GitHub.ForgetRequests();

        var tree = (await client.CreateTreeAsync(root, [new TreeChange(TreePath.Parse("README.md"), "100644", Content: null)])).GetOrThrow("no tree");

        Assert.AreEqual(
            $$"""{"base_tree":"{{root}}","tree":[{"path":"README.md","mode":"100644","type":"blob","sha":null}]}""", scene.GitHub.Requests.Single().Body);
        Assert.IsEmpty((await client.GetTreeAsync(tree, isRecursive: true)).GetOrThrow("no tree").Entries);
    }
}
