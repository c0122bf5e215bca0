using System.Text;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;
using NJsonSchema;

namespace HfRegistry.GitHub.Tests.Publishing;

[TestClass]
internal sealed class PlanFileTests
{
    private static readonly DesiredChange Full = GitHubScene.Change() with
    {
        Files = [.. GitHubScene.Change().Files, new DesiredFile(TreePath.Parse("old.json"), null), new DesiredFile(TreePath.Parse("clock"), "x", Matters: false)],
        Labels = ["dependencies"],
        Assignees = ["ada"],
        Reviewers = ["grace"],
        TeamReviewers = ["core"],
        Milestone = "1.0",
        Draft = DraftMode.WhenCreated,
        OnClosed = WhenClosed.Recreate,
        OnEdited = WhenEdited.Overwrite,
        DeletesBranch = false,
    };

    [TestMethod]
    public async Task A_plan_that_was_written_and_read_is_done_as_it_says()
    {
        await using var scene = await GitHubScene.StartAsync();
        var plan = Reread((await scene.PlanAsync(Full)).Plan!);
        Assert.IsEmpty(scene.GitHub.Writes);

        var publication = await scene.ApplyAsync(plan);

        Assert.AreEqual(PublicationOperation.Created, publication.Operation, string.Join('\n', publication.Diagnostics));
        Assert.AreEqual(Full.Files[0].Content, scene.GitHub.Text("hfregistry/registry", "models.json"));
        CollectionAssert.AreEqual(new[] { "grace" }, scene.Pull.Reviewers);
        Assert.IsTrue(scene.Pull.IsDraft);
    }

    [TestMethod]
    public async Task Nothing_of_a_plan_is_lost_in_its_file()
    {
        await using var scene = await GitHubScene.StartAsync();
        await scene.HavingPublishedAsync(Full);
        var plan = (await scene.PlanAsync(Full with { Title = "Other" })).Plan!;

        CollectionAssert.AreEqual(PlanFile.Write([plan]), PlanFile.Write([Reread(plan)]));
        Assert.AreEqual("same", plan.Decision);
        Assert.AreEqual(1, plan.Number);
    }

    [TestMethod]
    [DataRow("main", "main was at")]
    [DataRow("hfregistry/registry", "the branch hfregistry/registry was missing and is at")]
    public async Task A_plan_of_another_state_is_refused_and_nothing_is_written(string branch, string words)
    {
        await using var scene = await GitHubScene.StartAsync();
        var plan = Reread((await scene.PlanAsync(Full)).Plan!);
        if (scene.GitHub.HeadOf(branch) is null)
            scene.GitHub.Branch(branch);
        scene.GitHub.Push(branch, "OTHER.md", "x");

        var publication = await scene.ApplyAsync(plan);

        Assert.AreEqual("HFR6023", publication.Diagnostics.Single().Code);
        StringAssert.Contains(publication.Diagnostics.Single().Message, words);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task A_plan_for_another_repository_is_refused()
    {
        await using var scene = await GitHubScene.StartAsync();
        var plan = (await scene.PlanAsync(Full)).Plan! with { Repository = RepositoryName.Parse("acme/other") };

        var publication = await scene.ApplyAsync(plan);

        StringAssert.Contains(publication.Diagnostics.Single().Message, "it is for acme/other, but this is acme/models");
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task A_plan_that_somebody_edited_to_do_more_is_refused()
    {
        await using var scene = await GitHubScene.StartAsync();
        var plan = (await scene.PlanAsync(Full)).Plan!;
        var edited = plan with { Steps = [.. plan.Steps, new PlanStep(StepKind.DeleteBranch, "delete main")] };

        Assert.AreEqual("HFR6023", (await scene.ApplyAsync(edited)).Diagnostics.Single().Code);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task A_plan_follows_its_schema()
    {
        await using var scene = await GitHubScene.StartAsync();
        var schema = await JsonSchema.FromFileAsync(RepositoryFiles.PathOf("docs", "schemas", "plan.schema.json"));
        var first = (await scene.PlanAsync(Full)).Plan!;
        await scene.HavingPublishedAsync(Full);
        var second = (await scene.PlanAsync(GitHubScene.Change("{}\n"))).Plan!;

        Assert.IsEmpty(schema.Validate(Encoding.UTF8.GetString(PlanFile.Write([first, second]))));
        Assert.IsNotEmpty(schema.Validate("""{"schema_version":1,"plans":[{}]}"""));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("{\"schema_version\":2,\"plans\":[]}")]
    [DataRow("{\"schema_version\":1}")]
    [DataRow("{\"schema_version\":1,\"plans\":[{}]}")]
    [DataRow("{\"schema_version\":1,\"plans\":[{\"repository\":\"\\ud800\"}]}")]
    [DataRow("{\"schema_version\":1,\"plans\":[{\"repository\":\"a/b\",\"base\":\"../x\"}]}")]
    public void A_file_that_is_no_plan_is_refused_with_a_reason(string text)
    {
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(text));

        Assert.IsNull(read.Value);
        Assert.AreEqual("HFR6024", read.Diagnostics.Single().Code);
    }

    private static PublicationPlan Reread(PublicationPlan plan)
    {
        var read = PlanFile.Read(PlanFile.Write([plan]));
        Assert.IsEmpty(read.Diagnostics);
        return read.Value!.Single();
    }
}
