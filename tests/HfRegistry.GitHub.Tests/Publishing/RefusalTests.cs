using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Publishing;

[TestClass]
internal sealed class RefusalTests
{
    private static readonly LocalAccount ReadOnly = LocalAccount.Actions with { Permissions = [] };
    private static readonly LocalAccount PushOnly = LocalAccount.Actions with { Permissions = ["contents: write"] };

    public static IEnumerable<object[]> Refusals =>
    [
        ["HFR6003", "contents: write", Of(ReadOnly)],
        ["HFR6003", "pull-requests: write", Of(PushOnly)],
        ["HFR6004", "Workflow permissions", new LocalGitHubOptions { MayCreatePullRequests = false }],
        ["HFR6006", "rule protects the branch", new LocalGitHubOptions { ProtectedBranches = ["hfregistry/registry"] }],
        ["HFR6007", "archived", new LocalGitHubOptions { IsArchived = true }],
        ["HFR6008", "first commit", new LocalGitHubOptions { Files = null }],
    ];

    [TestMethod]
    [DynamicData(nameof(Refusals))]
    public async Task Each_refusal_ends_in_one_error_that_names_what_to_change(string code, string words, LocalGitHubOptions options)
    {
        await using var scene = await GitHubScene.StartAsync(options);

        var publication = await scene.PublishAsync(GitHubScene.Change());

        Assert.AreEqual(PublicationOperation.Failed, publication.Operation);
        var error = publication.Diagnostics.Single();
        Assert.AreEqual((code, Severity.Error), (error.Code, error.Severity));
        StringAssert.Contains(error.Message, words);
        Assert.IsEmpty(scene.GitHub.Pulls);
    }

    [TestMethod]
    public async Task A_protected_branch_that_exists_is_not_moved()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { ProtectedBranches = ["hfregistry/registry"] });
        scene.GitHub.Branch("hfregistry/registry");
        scene.GitHub.Push("hfregistry/registry", "models.json", "by hand");
        scene.GitHub.Open("hfregistry/registry", LocalAccount.Actions.Login);

        var publication = await scene.PublishAsync(GitHubScene.Change() with { OnEdited = WhenEdited.Overwrite });

        Assert.AreEqual("HFR6006", publication.Diagnostics.Single().Code);
        Assert.AreEqual("by hand", scene.GitHub.Text("hfregistry/registry", "models.json"));
    }

    [TestMethod]
    public async Task A_base_that_does_not_exist_is_named()
    {
        await using var scene = await GitHubScene.StartAsync();

        var publication = await scene.PublishAsync(GitHubScene.Change() with { Base = BranchName.Parse("develop") });

        Assert.AreEqual("HFR6005", publication.Diagnostics.Single().Code);
        StringAssert.Contains(publication.Diagnostics.Single().Message, "the branch develop does not exist");
    }

    [TestMethod]
    public async Task The_base_itself_is_never_committed_on()
    {
        await using var scene = await GitHubScene.StartAsync();

        var publication = await scene.PublishAsync(GitHubScene.Change() with { Branch = BranchName.Parse("main"), OnEdited = WhenEdited.Overwrite });

        Assert.AreEqual("HFR6026", publication.Diagnostics.Single().Code);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    [DataRow("hfregistry")]
    [DataRow("hfregistry/registry/x")]
    public async Task A_branch_in_the_way_is_named_before_anything_is_written(string other)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.Branch(other);

        var publication = await scene.PublishAsync(GitHubScene.Change());

        Assert.AreEqual("HFR6017", publication.Diagnostics.Single().Code);
        StringAssert.Contains(publication.Diagnostics.Single().Message, $"beside {other}.");
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task A_commit_that_GitHub_did_not_sign_is_told()
    {
        await using var scene = await GitHubScene.StartAsync(Of(LocalAccount.Actions with { Login = "ada" }));

        var publication = await scene.PublishAsync(GitHubScene.Change());

        Assert.AreEqual(PublicationOperation.Created, publication.Operation);
        Assert.IsFalse(publication.IsVerified);
        Assert.AreEqual("HFR6021", publication.Diagnostics.Single().Code);
        Assert.AreEqual(PublicationOperation.Updated, (await scene.PublishAsync(GitHubScene.Change("{\"bert\":3}\n"))).Operation);
    }

    [TestMethod]
    public async Task A_repository_that_was_renamed_is_a_warning_with_the_new_name()
    {
        await using var scene = await GitHubScene.StartAsync(new LocalGitHubOptions { FormerNames = ["acme/old-models"] });
        using var client = scene.Client(repository: "acme/old-models");

        var publication = await new Publisher(client, scene.Endpoints, new BranchReader(client))
            .PublishAsync(GitHubScene.Change(), await BaseBranch.ReadAsync(client, name: null, CancellationToken.None));

        Assert.AreEqual(PublicationOperation.Created, publication.Operation);
        Assert.AreEqual(("HFR6015", Severity.Warning), (publication.Diagnostics.Single().Code, publication.Diagnostics.Single().Severity));
        Assert.HasCount(1, scene.GitHub.Pulls);
    }

    [TestMethod]
    public async Task GitHub_in_trouble_is_an_error_of_its_own()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.HtmlBadGateway);

        var publication = await scene.PublishAsync(GitHubScene.Change());

        Assert.AreEqual("HFR6011", publication.Diagnostics.Single().Code);
    }

    private static LocalGitHubOptions Of(LocalAccount account)
    {
        var options = new LocalGitHubOptions();
        return options with { Accounts = options.Accounts.SetItem(LocalGitHub.Token, account) };
    }
}
