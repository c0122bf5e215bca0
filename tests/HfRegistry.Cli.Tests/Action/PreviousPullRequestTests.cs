using System.Collections.Immutable;
using HfRegistry.Automation.Inputs;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>What a run proposed stands until it is merged: closed pull requests, deleted branches, parts of answers, pushes to the base.</summary>
[TestClass]
[InProcess("its runs are many, and each of a process waits between its writes")]
internal sealed class PreviousPullRequestTests
{
    private static readonly ModelType Gpt2 = ModelType.Parse("gpt2");
    private static readonly ModelId Medium = ModelId.Parse("openai-community/gpt2-medium");

    private static readonly ImmutableArray<LocalModel> Birds =
    [
        ActionScene.Documented("garden/bird", 900_000), ActionScene.Documented("garden/cat", 800_000),
        ActionScene.Documented("garden/dog", 700_000), ActionScene.Documented("garden/mouse", 600_000),
    ];

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_closed_pull_request_stays_closed_a_week_later_with_its_branch_or_without(bool isBranchDeleted)
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        scene.GitHub.Close(1);
        if (isBranchDeleted)
            scene.GitHub.Delete(ActionScene.Branch);
        scene.Clock.Advance(TimeSpan.FromDays(7));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("kept-closed", scene.OutputOf("pull-request-operation"));
        Assert.HasCount(1, scene.GitHub.Pulls);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task Closed_drafts_stay_closed_when_their_branch_is_deleted()
    {
        await using var scene = await DraftsAsync(Birds);
        await scene.RunAsync();
        scene.GitHub.Close(1);
        scene.GitHub.Delete(ActionScene.DraftsBranch);
        scene.Hub.Replace(Birds.Select((model, place) => model with { Downloads = 600_000 + (place * 100_000), Sha = new string('7', 40) }));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("kept-closed", scene.OutputOf("pull-request-operation"));
        Assert.HasCount(1, scene.GitHub.Pulls);
    }

    [TestMethod]
    public async Task Of_types_that_the_Hub_does_not_answer_for_the_proposal_stands_even_when_the_base_has_moved_on()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        scene.GitHub.Push("main", RegistryFile.FileName, ActionScene.Text(SmallRegistry.Create().With(new RegistryEntry { Type = ModelType.Parse("mine"), DefaultReason = "by hand" })));
        scene.Hub.FailWith(Faults.When("gpt2", Faults.Status(400)));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("1", scene.OutputOf("models-failed"));
        Assert.AreEqual(Medium, scene.Proposed.Find(Gpt2)!.DefaultModel);
        Assert.AreEqual("by hand", scene.Proposed.Find(ModelType.Parse("mine"))?.DefaultReason);
    }

    [TestMethod]
    public async Task Of_types_that_are_not_asked_for_this_time_the_proposal_stands()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.Given(ActionInputs.Types, "bert").RunAsync();

        (await scene.Given(ActionInputs.Types, "gpt2").RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual(ModelId.Parse("google-bert/bert-large-uncased"), scene.Proposed.Find(ModelType.Parse("bert"))!.DefaultModel);
        Assert.AreEqual(Medium, scene.Proposed.Find(Gpt2)!.DefaultModel);
    }

    [TestMethod]
    public async Task A_branch_that_GitHub_does_not_show_once_is_no_missing_branch()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        var head = scene.GitHub.HeadOf(ActionScene.Branch);
        scene.Clock.Advance(TimeSpan.FromDays(7));
        scene.GitHub.FailWith(GitHubFaults.On("GET", "git/matching-refs/", Faults.First(1, GitHubFaults.Refusal(400, "Bad"))));

        (await scene.RunAsync()).Ended(ExitCode.Refused);

        Assert.AreEqual(head, scene.GitHub.HeadOf(ActionScene.Branch));
        Assert.AreEqual("failed", scene.OutputOf("pull-request-operation"));
    }

    [TestMethod]
    public async Task Drafts_that_GitHub_does_not_show_once_are_no_missing_drafts()
    {
        await using var scene = await DraftsAsync(Birds);
        await scene.RunAsync();
        var head = scene.GitHub.HeadOf(ActionScene.DraftsBranch);
        scene.Hub.Replace(Birds.Select((model, place) => model with { Downloads = 600_000 + (place * 100_000) }));
        scene.GitHub.FailWith(GitHubFaults.On("POST", "graphql", Faults.First(1, GitHubFaults.Refusal(422, "Something went wrong"))));

        (await scene.RunAsync()).Ended(ExitCode.Refused);

        Assert.AreEqual(head, scene.GitHub.HeadOf(ActionScene.DraftsBranch));
    }

    [TestMethod]
    public async Task A_run_that_ended_between_branch_and_pull_request_is_gone_on_with_by_the_next()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/pulls", Faults.Status(502)));
        (await scene.RunAsync()).Ended(ExitCode.Network);
        var head = scene.GitHub.HeadOf(ActionScene.Branch);
        Assert.IsNotNull(head);
        scene.GitHub.FailWith();

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual(head, scene.GitHub.HeadOf(ActionScene.Branch));
        Assert.HasCount(1, scene.GitHub.Pulls);
    }

    [TestMethod]
    public async Task A_push_while_the_Hub_is_asked_is_in_the_plan_too()
    {
        var once = 0;
        await using var scene = await ActionScene.StartAsync();
        var theirs = SmallRegistry.Create().With(new RegistryEntry { Type = ModelType.Parse("mine"), DefaultReason = "by hand" });
        scene.Hub.FailWith((context, next) =>
        {
            if (Interlocked.Exchange(ref once, 1) == 0)
                scene.GitHub.Push("main", RegistryFile.FileName, ActionScene.Text(theirs));
            return next(context);
        });
        (await scene.RunAsync("--plan plan.json")).Ended(ExitCode.Done);

        (await scene.RunAsync("--apply plan.json")).Ended(ExitCode.Done);

        Assert.AreEqual("by hand", scene.Proposed.Find(ModelType.Parse("mine"))?.DefaultReason);
    }

    [TestMethod]
    public async Task A_draft_keeps_its_name_whoever_is_drafted_beside_it()
    {
        await using var scene = await DraftsAsync([ActionScene.Documented("garden/bird", 900_000)]);
        await scene.RunAsync();
        scene.Hub.Replace([ActionScene.Documented("garden/bird", 900_000), ActionScene.Documented("zoo/bird", 950_000)]);

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.Contains("/garden/bird", scene.GitHub.Text(ActionScene.DraftsBranch, "models/bird.yml")!);
        Assert.Contains("/zoo/bird", scene.GitHub.Text(ActionScene.DraftsBranch, "models/zoo--bird.yml")!);
    }

    [TestMethod]
    public async Task Two_models_of_one_name_are_named_alike_in_every_run()
    {
        await using var scene = await DraftsAsync(
            [ActionScene.Documented("garden/bird", 900_000), ActionScene.Documented("garden/cat", 800_000), ActionScene.Documented("zoo/bird", 700_000)],
            ("models/cat.yml", "release:\n  name: cat\n"));
        await scene.RunAsync();
        Assert.AreEqual("2", scene.OutputOf("drafts-total"));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
    }


    private static Task<ActionScene> DraftsAsync(IEnumerable<LocalModel> models, params (string Path, string Text)[] files) =>
        ActionScene.StartAsync(models: models, inputs: [(ActionInputs.Jobs, JobNames.MofDrafts), (ActionInputs.MaxDrafts, "2")], files: files);
}
