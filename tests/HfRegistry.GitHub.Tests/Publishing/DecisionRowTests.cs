using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Publishing;

/// <summary>Every row of the decision table on a repository: a dry run, a first run, a second run.</summary>
[TestClass]
internal sealed class DecisionRowTests
{
    private const string Branch = "hfregistry/registry";
    private const string Ticked = "- [x] <!-- hfregistry:rebuild -->";
    private const string Unticked = "- [ ] <!-- hfregistry:rebuild -->";

    private static readonly DesiredChange Change = GitHubScene.Change();
    private static readonly DesiredChange Changed = GitHubScene.Change("{\"bert\":3}\n");
    private static readonly DesiredChange Empty = Change with { Files = [new DesiredFile(TreePath.Parse("README.md"), "# Hello\n")] };

    /// <summary>How each situation comes about, what is desired then, and what comes of it.</summary>
    private static readonly (string Row, PublicationOperation Operation, DesiredChange Desired, Func<GitHubScene, Task> Arrange)[] Cases =
    [
        ("nothing", PublicationOperation.None, Empty, _ => Task.CompletedTask),
        ("new", PublicationOperation.Created, Change, _ => Task.CompletedTask),
        ("same", PublicationOperation.Unchanged, Change, Published),
        ("same", PublicationOperation.Unchanged, Change, async scene =>
        {
            await Published(scene);
            scene.GitHub.Push("main", "OTHER.md", "the base moved, and nothing conflicts\n");
        }),
        ("changed", PublicationOperation.Updated, Changed, Published),
        ("conflicted", PublicationOperation.Updated, Change, async scene =>
        {
            await Published(scene);
            scene.GitHub.Push("main", "models.json", "{\"bert\":1}\n");
        }),
        // A history written anew shares no commit with the branch, which is no sign that somebody pushed to it.
        ("conflicted", PublicationOperation.Updated, Change, async scene =>
        {
            await Published(scene);
            scene.GitHub.Rewrite("main");
        }),
        ("asked", PublicationOperation.Updated, Change, async scene =>
        {
            await Edited(scene);
            scene.Pull.Body = scene.Pull.Body.Replace(Unticked, Ticked, StringComparison.Ordinal).ReplaceLineEndings("\r\n");
        }),
        ("edited", PublicationOperation.KeptEdited, Change, Edited),
        ("edited", PublicationOperation.KeptEdited, Changed, Edited),
        ("edited", PublicationOperation.KeptEdited, Changed, async scene =>
        {
            await Published(scene);
            scene.GitHub.Amend(Branch, "models.json", "amended, under our own name", LocalAccount.Actions.Login);
        }),
        // The same files in another's name: somebody had a hand in it.
        ("edited", PublicationOperation.KeptEdited, Changed, async scene =>
        {
            await Published(scene);
            scene.GitHub.Amend(Branch, "models.json", Change.Files[0].Content!);
        }),
        ("overwrite", PublicationOperation.Updated, Changed with { OnEdited = WhenEdited.Overwrite }, Edited),
        ("held", PublicationOperation.Held, Changed, async scene =>
        {
            await Published(scene);
            scene.Pull.Labels.Add("hfregistry/hold");
        }),
        ("empty", PublicationOperation.Closed, Change, async scene =>
        {
            await Published(scene);
            scene.GitHub.Push("main", "models.json", "{\"bert\":2}\n");
        }),
        ("empty-edited", PublicationOperation.KeptEdited, Empty, Edited),
        ("empty-overwrite", PublicationOperation.Closed, Empty with { OnEdited = WhenEdited.Overwrite }, Edited),
        ("leftover", PublicationOperation.BranchDeleted, Change, Merged),
        ("restart", PublicationOperation.Created, Changed, Merged),
        ("restart", PublicationOperation.Created, Changed, async scene =>
        {
            await Edited(scene);
            scene.GitHub.Merge(1);
        }),
        ("restart", PublicationOperation.Created, Changed, Closed),
        ("restart", PublicationOperation.Created, Change with { OnClosed = WhenClosed.Recreate }, Closed),
        ("restart", PublicationOperation.Created, Change, async scene =>
        {
            await Closed(scene);
            scene.Pull.Body = scene.Pull.Body.Replace(Unticked, Ticked, StringComparison.Ordinal);
        }),
        ("closed", PublicationOperation.KeptClosed, Change, Closed),
        ("closed", PublicationOperation.KeptClosed, Change, async scene =>
        {
            await Closed(scene);
            scene.GitHub.Delete(Branch);
        }),
        ("closed", PublicationOperation.KeptClosed, Change, async scene =>
        {
            await Closed(scene);
            scene.Pull.Body = "the marker is gone";
        }),
        ("new", PublicationOperation.Created, Changed, async scene =>
        {
            await Closed(scene);
            scene.GitHub.Delete(Branch);
        }),
        ("foreign", PublicationOperation.Failed, Change, scene =>
        {
            scene.GitHub.Branch(Branch);
            scene.GitHub.Push(Branch, "work.md", "somebody's\n");
            return Task.CompletedTask;
        }),
        ("foreign", PublicationOperation.Failed, Changed, async scene =>
        {
            await Edited(scene);
            scene.GitHub.Close(1);
        }),
        ("unopened", PublicationOperation.Created, Change, Unopened),
        ("restart", PublicationOperation.Created, Changed, Unopened),
    ];

    public static IEnumerable<object[]> Places => Enumerable.Range(0, Cases.Length).Select(place => new object[] { place, Cases[place].Row });

    [TestMethod]
    public void Every_row_has_a_case() =>
        CollectionAssert.AreEquivalent(DecisionTable.Rows.Select(row => row.Name).ToList(), Cases.Select(item => item.Row).Distinct().ToList());

    [TestMethod]
    [DynamicData(nameof(Places))]
    public async Task A_dry_run_writes_nothing_a_run_does_what_the_row_says_and_a_second_run_writes_nothing(int place, string row)
    {
        var (_, operation, desired, arrange) = Cases[place];
        await using var scene = await GitHubScene.StartAsync();
        await arrange(scene);
        scene.GitHub.ForgetRequests();

        var planned = await scene.PlanAsync(desired);
        Assert.AreEqual(row, planned.Plan!.Decision);
        Assert.IsEmpty(scene.GitHub.Writes, "a dry run only reads");

        var done = await scene.PublishAsync(desired);
        Assert.AreEqual(operation, done.Operation, string.Join('\n', done.Diagnostics));
        Assert.AreEqual(planned.Plan.Steps.IsEmpty, scene.GitHub.Writes.IsEmpty, "what was planned is what is done");
        Assert.AreEqual(operation == PublicationOperation.Failed, done.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error));
        if (operation is PublicationOperation.Created or PublicationOperation.Updated)
        {
            Assert.AreEqual(desired.Files[0].Content, scene.GitHub.Text(Branch, "models.json"));
            Assert.IsTrue(done.IsVerified ?? row == "unopened");
            Assert.AreEqual(scene.GitHub.HeadOf(Branch), done.Head!.ToString());
            Assert.AreEqual(scene.GitHub.HeadOf(Branch), PullRequestText.Read(scene.Pull.Body).Marker!.Head.ToString());
            Assert.AreEqual(scene.GitHub.HeadOf("main"), scene.GitHub.Commit(done.Head.ToString()).Parents[0]);
        }

        if (scene.GitHub.Pulls.Count > 0 && done.Operation != PublicationOperation.None)
        {
            Assert.AreEqual(scene.Pull.Number, done.Number);
            StringAssert.EndsWith(done.Url!.ToString(), $"/pull/{scene.Pull.Number}");
        }

        scene.GitHub.ForgetRequests();
        var again = await scene.PublishAsync(desired);
        Assert.IsEmpty(scene.GitHub.Writes, $"the second run decided '{again.Plan!.Decision}'");
    }

    [TestMethod]
    public void Every_situation_is_decided()
    {
        var decided = new HashSet<string>();
        foreach (var branch in Enum.GetValues<BranchKind>())
        {
            foreach (var pull in Enum.GetValues<PullKind>())
            {
                for (var facts = 0; facts < 128; facts++)
                {
                    bool Fact(int bit) => (facts >> bit & 1) == 1;
                    var situation = new DecisionInput(Fact(0), branch, pull, Fact(1), Fact(2), Fact(3), Fact(4), Fact(5), Fact(6));
                    decided.Add(DecisionTable.Decide(situation).Name);
                }
            }
        }

        CollectionAssert.AreEquivalent(DecisionTable.Rows.Select(row => row.Name).ToList(), decided.ToList(), "and every row decides something");
    }

    [TestMethod]
    public void No_row_that_moves_a_branch_of_others_does_it_unasked()
    {
        foreach (var row in DecisionTable.Rows.Where(row => row.Branch.HasFlag(BranchKind.Others) && row.Action is PublishAction.Rebuild or PublishAction.Restart or PublishAction.CloseEmpty or PublishAction.DeleteBranch))
            Assert.IsTrue(!row.Branch.HasFlag(BranchKind.Others) || row.Overwrite == true || row.RebuildAsked == true, row.Name);
    }

    private static async Task Published(GitHubScene scene) => await scene.HavingPublishedAsync(Change);

    private static async Task Edited(GitHubScene scene)
    {
        await Published(scene);
        scene.GitHub.Push(Branch, "models.json", "{\"bert\":2,\"by\":\"hand\"}\n");
    }

    private static async Task Merged(GitHubScene scene)
    {
        await Published(scene);
        scene.GitHub.Merge(1);
    }

    private static async Task Closed(GitHubScene scene)
    {
        await Published(scene);
        scene.GitHub.Close(1);
    }

    /// <summary>The branch was made, and then the run ended.</summary>
    private static async Task Unopened(GitHubScene scene)
    {
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/pulls", GitHubFaults.Refusal(403, "GitHub Actions is not permitted to create or approve pull requests.")));
        var stopped = await scene.PublishAsync(Change);
        Assert.AreEqual("HFR6004", stopped.Diagnostics.Single().Code);
        scene.GitHub.FailWith();
    }
}
