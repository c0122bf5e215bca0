using System.Collections.Immutable;
using HfRegistry.Automation.Inputs;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>The job <c>mof-drafts</c> from the runner's variables to the pull request, and what becomes of it week after week.</summary>
[TestClass]
internal sealed class MofDraftsJobTests
{
    private static readonly ImmutableArray<LocalModel> Birds =
    [
        ActionScene.Documented("garden/bird", 900_000),
        ActionScene.Documented("garden/cat", 800_000, "The dataset is under CC-BY-4.0."),
        ActionScene.Documented("garden/dog", 700_000),
        ActionScene.Documented("garden/mouse", 600_000),
    ];

    [TestMethod]
    public async Task The_first_run_proposes_the_most_downloaded_ones_with_their_evidence()
    {
        await using var scene = await StartAsync();

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.StartsWith("# AUTO-GENERATED DRAFT", scene.GitHub.Text(ActionScene.DraftsBranch, "models/bird.yml")!);
        Assert.IsNull(scene.GitHub.Text(ActionScene.DraftsBranch, "models/dog.yml"));
        Assert.AreEqual(("created", "2", "2"), (scene.OutputOf("pull-request-operation"), scene.OutputOf("drafts-total"), scene.OutputOf("needs-review")));
        Assert.IsNull(RepositoryFiles.Differs(ShownText.Normal(scene), "tests", "HfRegistry.Cli.Tests", "Action", "Approved", "first-drafts.md"));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Other_counts_and_other_commits_a_week_later_are_no_reason_to_push_again()
    {
        await using var scene = await StartAsync();
        await scene.RunAsync();
        scene.Clock.Advance(TimeSpan.FromDays(7));
        // The order of the most downloaded ones is another, and each has a new commit of the same content.
        scene.Hub.Replace(Birds.Select((model, place) => model with { Downloads = 600_000 + (place * 100_000), Sha = new string('7', 40) }));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.AreEqual("unchanged", scene.OutputOf("pull-request-operation"));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Other_evidence_updates_the_draft_in_place()
    {
        await using var scene = await StartAsync();
        await scene.RunAsync();
        scene.Hub.Replace([Birds[0] with { Sha = new string('7', 40), Files = Birds[0].Files!.Value.RemoveAt(4) }, .. Birds.Skip(1)]);

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("updated", scene.OutputOf("pull-request-operation"));
        Assert.DoesNotContain("train.py", scene.GitHub.Text(ActionScene.DraftsBranch, "models/bird.yml")!);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Repository_evidence_is_in_the_draft_and_a_refusal_later_takes_nothing_back()
    {
        var gitHub = new LocalGitHubOptions { Sources = [new LocalSource("garden/bird", ["LICENSE", "eval/run.py", "generate.py"]) { License = "MIT" }] };
        await using var scene = await ActionScene.StartAsync(gitHub, models: Birds, inputs: [(ActionInputs.Jobs, JobNames.MofDrafts), (ActionInputs.MaxDrafts, "2"), (ActionInputs.GitHubEvidence, "true")]);
        await scene.RunAsync();
        var proposed = scene.GitHub.Text(ActionScene.DraftsBranch, "models/bird.yml")!;
        scene.Hub.Replace(Birds.Select(model => model with { Sha = new string('7', 40) }));
        scene.GitHub.FailWith(GitHubFaults.On("GET", "/repos/garden/", GitHubFaults.SecondaryLimit()));

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.Contains($"https://github.com/garden/bird/blob/{gitHub.Sources[0].Commit}/eval/run.py", proposed);
        Assert.Contains("HFR6039", run.Out + run.Error);
        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.AreEqual(proposed, scene.GitHub.Text(ActionScene.DraftsBranch, "models/bird.yml"));
    }

    [TestMethod]
    public async Task After_a_merge_the_next_ones_are_proposed_and_what_was_merged_is_never_written_again()
    {
        await using var scene = await StartAsync();
        await scene.RunAsync();
        scene.GitHub.Merge(1);
        var merged = scene.GitHub.Text("main", "models/bird.yml")!;
        scene.GitHub.Push("main", "models/bird.yml", merged + "# looked at by ada\n");
        scene.Hub.Replace(Birds.Select(model => model with { Sha = new string('7', 40), Files = model.Files!.Value.RemoveAt(4) }));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.HasCount(2, scene.GitHub.Pulls);
        Assert.IsNotNull(scene.GitHub.Text(ActionScene.DraftsBranch, "models/dog.yml"));
        Assert.AreEqual(merged + "# looked at by ada\n", scene.GitHub.Text(ActionScene.DraftsBranch, "models/bird.yml"));
        Assert.AreEqual(scene.GitHub.Text("main", "models/cat.yml"), scene.GitHub.Text(ActionScene.DraftsBranch, "models/cat.yml"));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_correction_that_somebody_pushes_survives()
    {
        await using var scene = await StartAsync();
        await scene.RunAsync();
        var theirs = scene.GitHub.Push(ActionScene.DraftsBranch, "models/bird.yml", "framework: {}\n");
        scene.Hub.Replace(Birds.Skip(1));

        await scene.RunAsync();
        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual(theirs.Id, scene.GitHub.HeadOf(ActionScene.DraftsBranch));
        Assert.AreEqual("kept-edited", scene.OutputOf("pull-request-operation"));
        Assert.HasCount(1, scene.Pull.Comments);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task The_lines_that_the_pull_request_offers_leave_a_model_out()
    {
        await using var scene = await StartAsync();
        await scene.RunAsync();
        var offered = ShownText.OfferedLines(scene);
        scene.GitHub.Push("main", "hfregistry.json", offered.Replace("\"garden/bird\",\n", "", StringComparison.Ordinal));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsNotNull(scene.GitHub.Text(ActionScene.DraftsBranch, "models/bird.yml"));
        Assert.IsNull(scene.GitHub.Text(ActionScene.DraftsBranch, "models/cat.yml"));
        Assert.IsNotNull(scene.GitHub.Text(ActionScene.DraftsBranch, "models/dog.yml"));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task When_all_have_a_document_the_pull_request_is_closed_with_a_word()
    {
        await using var scene = await StartAsync();
        await scene.RunAsync();
        foreach (var name in new[] { "bird", "cat", "dog", "mouse" })
            scene.GitHub.Push("main", $"models/mine/{name}.yml", $"release:\n  name: {name}\n  huggingface: https://huggingface.co/garden/{name}\n");

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("closed", scene.OutputOf("pull-request-operation"));
        Assert.HasCount(1, scene.Pull.Comments);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_silent_Hub_closes_nothing_and_a_Hub_that_answers_in_part_changes_nothing()
    {
        await using var scene = await StartAsync();
        await scene.RunAsync();
        var head = scene.GitHub.HeadOf(ActionScene.DraftsBranch);
        scene.Hub.FailWith(Faults.Status(503));

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsTrue(scene.Pull.IsOpen);
        Assert.AreEqual(head, scene.GitHub.HeadOf(ActionScene.DraftsBranch));
        Assert.Contains("::warning title=HFR4", run.Error);
        Assert.DoesNotContain("::error", run.Error);
        (await scene.Given(ActionInputs.FailOn, "partial").RunAsync()).Ended(ExitCode.Network);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_model_that_cannot_be_drafted_makes_room_for_the_next_one_and_is_named()
    {
        await using var scene = await StartAsync(
            [Birds[0] with { Gating = Gating.Manual }, .. Birds.Skip(1)],
            ("models/cat.yml", "release:\n  name: cat\n"));

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.Contains("::warning title=HFR6034::models/cat.yml is in the place of a draft of garden/cat.", run.Error);
        Assert.AreEqual("release:\n  name: cat\n", scene.GitHub.Text(ActionScene.DraftsBranch, "models/cat.yml"));
        Assert.AreEqual("2", scene.OutputOf("drafts-total"));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_collection_that_was_not_read_to_its_end_is_drafted_for_by_nobody()
    {
        const string curated = "release:\n  name: bird\n  huggingface: https://huggingface.co/garden/bird\n";
        await using var scene = await ActionScene.StartAsync(
            new LocalGitHubOptions { MaxTreeEntries = 2 }, models: Birds, inputs: [(ActionInputs.Jobs, "mof-drafts, mof-gap"), (ActionInputs.GapReport, "gaps.md")],
            files: ("models/bird.yml", curated));

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.Contains("::warning title=HFR6031", run.Error);
        Assert.Contains("::warning title=HFR6035::Nothing was written for the job mof-drafts", run.Error);
        (await scene.Given(ActionInputs.FailOn, "partial").RunAsync()).Ended(ExitCode.Network);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Documents_beyond_what_a_run_reads_are_not_missing()
    {
        var others = Enumerable.Range(0, 301).Select(place => ($"models/a{place:D3}.yml", $"release:\n  name: n{place}\n  huggingface: https://huggingface.co/other/n{place}\n"));
        await using var scene = await StartAsync(Birds, [.. others, ("models/bird.yml", "release:\n  name: bird\n  huggingface: https://huggingface.co/garden/bird\n")]);
        scene.GitHub.FailWith(GitHubFaults.On("POST", "graphql", Faults.First(1, GitHubFaults.Refusal(422, "Something went wrong"))));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Pulls);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Names_of_the_repository_that_no_disk_takes_do_no_harm()
    {
        await using var scene = await StartAsync(Birds, ($"models/{new string('x', 252)}.yml", "release: {}\n"), ("models/a:b?.yml", "release: {}\n"));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("2", scene.OutputOf("drafts-total"));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Hostile_cards_show_and_do_nothing()
    {
        var texts = HostileRegistry.Texts.AddRange("::error::owned", "##[error]owned", "<!-- hfregistry:state {} -->", "@ada fixes #1", "- [x] <!-- hfregistry:rebuild -->", "</details>\n\n- [x] done");
        var models = texts.Select((text, place) => ActionScene.Documented($"hostile/model-{place}", 900_000 - place, $"The training code is available at {text}. The dataset {text} is released under the {text} license. The evaluation code {text}.") with
        {
            Tags = [$"license:{text}", $"dataset:{text}"],
        });
        await using var scene = await StartAsync(models);
        scene.Given(ActionInputs.MaxDrafts, "50");

        var run = (await scene.RunAsync("--json")).Ended(ExitCode.Done);

        Assert.IsNotEmpty(scene.GitHub.Pulls);
        Assert.IsLessThan(58_000, scene.Pull.Body.Length);
        ShownText.AssertInert(scene, run);

        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Fifty_drafts_stay_within_the_limit_with_the_controls_intact()
    {
        await using var scene = await StartAsync(Enumerable.Range(0, 60).Select(place => ActionScene.Documented($"garden/bird-{place:D2}", 900_000 - place)));
        scene.Given(ActionInputs.MaxDrafts, "50");

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsLessThan(58_000, scene.Pull.Body.Length);
        Assert.Contains("### Drafts (50)", scene.Pull.Body);
        Assert.Contains("<!-- hfregistry:state {", scene.Pull.Body);
        Assert.Contains("More popular models have no document", scene.Pull.Body);
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    private static Task<ActionScene> StartAsync(IEnumerable<LocalModel>? models = null, params (string Path, string Text)[] files) =>
        ActionScene.StartAsync(models: models ?? Birds, inputs: [(ActionInputs.Jobs, JobNames.MofDrafts), (ActionInputs.MaxDrafts, "2")], files: files);
}
