using System.Collections.Immutable;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Publishing;

/// <summary>Files that are more than a file: symbolic links, executables, submodules.</summary>
[TestClass]
internal sealed class LinkTests
{
    private const string Branch = "hfregistry/registry";
    private const string Link = "120000";
    private const string Submodule = "160000";

    [TestMethod]
    [DataRow("models.json", "shared/models.json", 100_000)]
    [DataRow("models.json", "shared/models.json", 2)]
    [DataRow("models.json", "./shared/../shared//models.json", 100_000)]
    [DataRow("data/models.json", "../shared/models.json", 100_000)]
    [DataRow("data", "shared", 100_000, "data/models.json")]
    [DataRow("data", "shared", 2, "data/models.json")]
    [DataRow("deep/er/data", "../../shared/", 100_000, "deep/er/data/models.json")]
    public async Task Change_of_a_linked_file_keeps_the_link(string link, string target, int maxTreeEntries, string path = "")
    {
        await using var scene = await StartAsync(maxTreeEntries, (link, target, Link), ("shared/models.json", "{}\n", "100644"));
        var change = GitHubScene.Change(path: path.Length == 0 ? link : path);

        await scene.HavingPublishedAsync(change);

        Assert.AreEqual(Link, scene.GitHub.ModeOf(Branch, link));
        Assert.AreEqual(target, scene.GitHub.Text(Branch, link));
        Assert.AreEqual("{\"bert\":2}\n", scene.GitHub.Text(Branch, "shared/models.json"));
        Assert.AreEqual(PublicationOperation.Unchanged, (await scene.PublishAsync(change)).Operation);
    }

    [TestMethod]
    public async Task Links_are_followed_one_after_the_other_and_may_end_in_a_new_file()
    {
        await using var scene = await StartAsync(100_000, ("models.json", "a", Link), ("a", "b/c.json", Link), ("b/d.json", "{}\n", "100644"));

        await scene.PublishAsync(GitHubScene.Change());

        Assert.AreEqual("{\"bert\":2}\n", scene.GitHub.Text(Branch, "b/c.json"));
        Assert.AreEqual((Link, Link), (scene.GitHub.ModeOf(Branch, "models.json"), scene.GitHub.ModeOf(Branch, "a")));
    }

    [TestMethod]
    [DataRow("models.json", "../elsewhere.json", Link, "models.json", "leads out of the repository")]
    [DataRow("models.json", "/etc/passwd", Link, "models.json", "leads out of the repository")]
    [DataRow("models.json", "models.json", Link, "models.json", "lead in a circle")]
    [DataRow("models.json", ".git/config", Link, "models.json", "names no file of the repository")]
    [DataRow("vendor", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Submodule, "vendor/models.json", "vendor is a submodule")]
    [DataRow("vendor", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Submodule, "vendor", "vendor is a submodule")]
    [DataRow("models.json/readme", "x", "100644", "models.json", "models.json is a folder")]
    [DataRow("data", "x", "100644", "data/models.json", "data is a file")]
    public async Task Path_that_is_not_in_the_repository_is_refused(string path, string text, string mode, string wanted, string why)
    {
        foreach (var maxTreeEntries in new[] { 100_000, 0 })
            await AssertRefusedAsync(maxTreeEntries);

        async Task AssertRefusedAsync(int maxTreeEntries)
        {
            await using var scene = await StartAsync(maxTreeEntries, (path, text, mode), ("readme", "x", "100644"));

            var publication = await scene.PublishAsync(GitHubScene.Change(path: wanted));

            Assert.AreEqual(PublicationOperation.Failed, publication.Operation);
            Assert.AreEqual("HFR6036", publication.Diagnostics.Single().Code);
            StringAssert.StartsWith(publication.Diagnostics[0].Message, $"{wanted} cannot be read or written: ");
            StringAssert.Contains(publication.Diagnostics[0].Message, why);
            Assert.IsEmpty(scene.GitHub.Writes);
        }
    }

    [TestMethod]
    public async Task Executable_stays_executable()
    {
        await using var scene = await StartAsync(100_000, ("models.json", "{}\n", "100755"));

        await scene.PublishAsync(GitHubScene.Change());

        Assert.AreEqual(("100755", "{\"bert\":2}\n"), (scene.GitHub.ModeOf(Branch, "models.json"), scene.GitHub.Text(Branch, "models.json")));
    }

    [TestMethod]
    public async Task Link_that_is_to_go_goes_and_its_target_stays()
    {
        await using var scene = await StartAsync(100_000, ("models.json", "shared.json", Link), ("shared.json", "{}\n", "100644"));

        await scene.PublishAsync(GitHubScene.Change() with { Files = [new DesiredFile(TreePath.Parse("models.json"), null)] });

        Assert.IsNull(scene.GitHub.Text(Branch, "models.json"));
        Assert.AreEqual("{}\n", scene.GitHub.Text(Branch, "shared.json"));
    }

    private static Task<GitHubScene> StartAsync(int maxTreeEntries, params (string Path, string Text, string Mode)[] files) => GitHubScene.StartAsync(new LocalGitHubOptions
    {
        Files = files.ToImmutableDictionary(file => file.Path, file => file.Text),
        Modes = files.ToImmutableDictionary(file => file.Path, file => file.Mode),
        MaxTreeEntries = maxTreeEntries,
    });
}
