using HfRegistry.Automation.Inputs;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>Several jobs in one step: a pull request each, or one for all.</summary>
[TestClass]
[InProcess("its runs are many, and each of a process waits between its writes")]
internal sealed class StrategyTests
{
    private const string AllBranch = "hfregistry/all";

    [TestMethod]
    public async Task Each_job_has_a_pull_request_of_its_own_and_the_outputs_name_them_all()
    {
        await using var scene = await ActionScene.StartAsync(files: [await WrongDocumentAsync()]);
        scene.Given(ActionInputs.Jobs, "all");

        (await scene.RunAsync()).Ended(ExitCode.Findings);

        Assert.AreSequenceEqual([ActionScene.Branch, ActionScene.DraftsBranch], scene.GitHub.Pulls.Select(pull => pull.HeadBranch));
        Assert.AreSequenceEqual(["Update 2 default models: bert, gpt2", "Draft 4 MOF documents: bert-base-uncased, bert-large-uncased, gpt2-medium and 1 more"], scene.GitHub.Pulls.Select(pull => pull.Title));
        Assert.AreEqual(("created", "1", "1,2"), (scene.OutputOf("pull-request-operation"), scene.OutputOf("pull-request-number"), scene.OutputOf("pull-request-numbers")));
        Assert.AreEqual(("3", "4", "4", "0"), (scene.OutputOf("models-total"), scene.OutputOf("drafts-total"), scene.OutputOf("gaps-total"), scene.OutputOf("gate-failed")));
        // A closed model of the registry, four drafts, and an error in a document.
        Assert.AreEqual("6", scene.OutputOf("needs-review"));
        foreach (var job in JobNames.Known)
            Assert.Contains($"## hfregistry: {job}\n", scene.Summary);
    }

    [TestMethod]
    public async Task One_for_all_is_one_branch_one_commit_and_one_text_and_the_second_run_writes_nothing()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Given(ActionInputs.Jobs, "registry, mof-drafts, mof-gap").Given(ActionInputs.Strategy, "single").Given(ActionInputs.GapReport, "docs/gaps.md");

        var run = (await scene.RunAsync("--json")).Ended(ExitCode.Done);

        Assert.AreEqual(AllBranch, scene.Pull.HeadBranch);
        Assert.StartsWith("Update 2 default models: bert, gpt2; draft 4 MOF documents: ", scene.Pull.Title);
        Assert.HasCount(1, scene.GitHub.Writes.Where(request => request.Target.EndsWith("/git/commits", StringComparison.Ordinal)));
        Assert.StartsWith("\nCombines the results of `registry`, `mof-drafts`, `mof-gap`. 5 changes need review.\n", AfterStatus(scene.Pull.Body));
        Assert.Contains("\n## registry\n\n2 default models changed: bert, gpt2.", scene.Pull.Body);
        Assert.Contains("\n## mof-drafts\n", scene.Pull.Body);
        Assert.IsNotNull(scene.GitHub.Text(AllBranch, "models/t5-base.yml"));
        Assert.IsNotNull(scene.GitHub.Text(AllBranch, "docs/gaps.md"));
        Assert.AreSequenceEqual(["created", "created", "created"], (await run.JsonOfAsync("action")).GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("operation").GetString()));

        scene.Clock.Advance(TimeSpan.FromDays(7));
        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.AreEqual("unchanged", scene.OutputOf("pull-request-operation"));
    }

    [TestMethod]
    public async Task Of_one_for_all_nothing_is_lost_when_a_job_fails()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Given(ActionInputs.Jobs, "registry, mof-drafts").Given(ActionInputs.Strategy, "single");
        await scene.RunAsync();
        scene.GitHub.Push("main", RegistryFile.FileName, "{ broken");

        var run = (await scene.RunAsync()).Ended(ExitCode.Usage);

        Assert.IsTrue(scene.Pull.IsOpen);
        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.IsNotNull(scene.GitHub.Text(AllBranch, "models/t5-base.yml"));
        Assert.Contains("::warning title=HFR6035::Nothing was written for the job mof-drafts: the job registry failed.", run.Error);
    }

    [TestMethod]
    public async Task Of_one_for_all_a_job_that_proposes_nothing_holds_up_nobody_and_what_two_jobs_tell_is_told_once()
    {
        await using var scene = await ActionScene.StartAsync(
            files: [("src/hfregistry.lock.json", "{ broken"), ("hfregistry.json", """{ "gate": { "preset": "license-only" } }""")]);
        scene.Given(ActionInputs.Jobs, "registry, gate").Given(ActionInputs.Strategy, "single");

        var run = (await scene.RunAsync()).Ended(ExitCode.Usage);

        Assert.HasCount(1, scene.GitHub.Pulls);
        Assert.HasCount(1, run.Error.Split('\n').Where(line => line.Contains("hfregistry.lock.json", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("dry-run")]
    [DataRow("check")]
    public async Task A_plan_is_not_carried_out_in_a_mode_that_writes_nothing(string mode)
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync("--plan plan.json");

        var run = (await scene.Given(ActionInputs.Mode, mode).RunAsync("--apply plan.json")).Ended(ExitCode.Usage);

        Assert.Contains("HFR6027", run.Error);
        Assert.IsEmpty(scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task A_plan_needs_no_token_and_says_that_it_is_one()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Shell.Variables.Remove("GITHUB_TOKEN");

        var run = await scene.Given(ActionInputs.Plan, "plan.json").RunAsync("--json");

        Assert.AreEqual("dry-run", (await run.JsonOfAsync("action")).GetProperty("mode").GetString());
    }

    [TestMethod]
    public async Task Two_jobs_cannot_keep_one_file()
    {
        await using var scene = await ActionScene.StartAsync();

        var run = (await scene.Given(ActionInputs.GapReport, RegistryFile.FileName).RunAsync()).Ended(ExitCode.Usage);

        Assert.Contains("The input 'gap-report' has the value", run.Error);
    }

    [TestMethod]
    public async Task The_plan_of_several_jobs_is_applied_as_it_is_through_inputs()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Given(ActionInputs.Jobs, "registry, mof-drafts").Given(ActionInputs.Plan, "plan.json");
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.AreEqual("plan.json", scene.OutputOf("plan-path"));
        Assert.IsEmpty(scene.GitHub.Writes);
        var asked = scene.Hub.Requests.Length;

        scene.Shell.Variables.Remove(ActionInputs.Plan.Variable);
        (await scene.Given(ActionInputs.Apply, "plan.json").RunAsync()).Ended(ExitCode.Done);

        Assert.HasCount(asked, scene.Hub.Requests);
        Assert.AreSequenceEqual([ActionScene.Branch, ActionScene.DraftsBranch], scene.GitHub.Pulls.Select(pull => pull.HeadBranch));
        Assert.IsNull(scene.OutputOf("plan-path"));
    }

    [TestMethod]
    public async Task A_base_that_cannot_be_read_is_asked_for_by_one_job_and_told_once()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On("GET", "git/ref/heads%2Fmain", Faults.Status(503)));

        var run = (await scene.Given(ActionInputs.Jobs, "all").RunAsync()).Ended(ExitCode.Network);

        Assert.HasCount(1, run.Error.Split('\n').Where(line => line.StartsWith("::", StringComparison.Ordinal)));
        Assert.HasCount(4, scene.GitHub.Requests.Where(request => request.Target.Contains("git/ref/", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_plan_and_its_application_are_two_runs()
    {
        await using var scene = await ActionScene.StartAsync();

        var run = (await scene.Given(ActionInputs.Plan, "a.json").Given(ActionInputs.Apply, "b.json").RunAsync()).Ended(ExitCode.Usage);

        Assert.Contains("HFR6027", run.Error);
        Assert.IsEmpty(scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task A_plan_that_is_asked_for_by_an_option_is_not_an_application_by_an_input()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync("--plan plan.json");

        var run = (await scene.Given(ActionInputs.Apply, "plan.json").RunAsync("--plan other.json")).Ended(ExitCode.Usage);

        Assert.Contains("HFR6027", run.Error);
        Assert.IsEmpty(scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task An_input_with_underscores_is_the_same_input()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Shell.Variables["INPUT_REGISTRY_PATH"] = "config/types.json";
        scene.Shell.Variables["INPUT_DELETE_BRANCH"] = "maybe";

        var run = (await scene.RunAsync()).Ended(ExitCode.Usage);

        Assert.Contains("'delete-branch' has the value 'maybe', which is not valid. Use true or false", run.Error);
        scene.Shell.Variables.Remove("INPUT_DELETE_BRANCH");
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.IsNotNull(scene.GitHub.Text(ActionScene.Branch, "config/types.json"));
    }

    private static string AfterStatus(string body) => body[(body.IndexOf("status-end -->\n", StringComparison.Ordinal) + "status-end -->\n".Length)..];

    private static async Task<(string Path, string Text)> WrongDocumentAsync() =>
        ("models/wrong.yml", await File.ReadAllTextAsync(RepositoryFiles.PathOf("samples", "MofCollection", "wrong", "key-twice.yml")));
}
