using System.Globalization;
using HfRegistry.Automation;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.Cli.Commands.Action;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>A bug in one job costs the other jobs nothing.</summary>
[TestClass]
[InProcess("a process cannot be given a broken job")]
internal sealed class JobIsolationTests
{
    private const string Secret = "hf_secret-in-an-exception";

    [TestMethod]
    [DataRow(JobNames.Registry)]
    [DataRow(JobNames.MofDrafts)]
    [DataRow(JobNames.MofGap)]
    [DataRow(JobNames.MofValidate)]
    [DataRow(JobNames.Gate)]
    public async Task Job_that_breaks_leaves_outputs_summary_and_the_other_jobs(string broken)
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Given(ActionInputs.Jobs, "all");

        var (exitCode, error) = await RunAsync(scene, (name, context) => name == broken ? new BrokenJob(name) : ActionRun.CreateJob(name, context));

        Assert.AreEqual(ExitCode.Bug, exitCode, error);
        Assert.HasCount(broken is JobNames.Registry or JobNames.MofDrafts ? 1 : 2, scene.GitHub.Pulls);
        Assert.AreEqual("created", scene.OutputOf("pull-request-operation"));
        foreach (var job in JobNames.Known)
            Assert.Contains($"## hfregistry: {job}\n", scene.Summary);
        Assert.Contains($"::error title=HFR6037::The job {broken} failed because of a bug in hfregistry (InvalidOperationException).", error);
        Assert.Contains("hfregistry: a bug of this program (InvalidOperationException). Please report it with these lines: ", error);
        Assert.MatchesRegex(@"(?m)^ +at .*BrokenJob.*RunAsync", error);
        Assert.DoesNotContain(Secret, error + scene.Summary + scene.Output);
    }

    [TestMethod]
    public async Task Proposal_that_breaks_the_publisher_is_that_jobs_failure()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Given(ActionInputs.Jobs, "registry, mof-drafts");

        var (exitCode, error) = await RunAsync(scene, (name, context) => name == JobNames.Registry ? new BrokenJob(name) { Proposal = Unreadable } : ActionRun.CreateJob(name, context));

        Assert.AreEqual(ExitCode.Bug, exitCode, error);
        Assert.AreEqual(ActionScene.DraftsBranch, scene.Pull.HeadBranch);
        Assert.Contains("::error title=HFR6037::The job registry failed because of a bug in hfregistry (NullReferenceException).", error);
    }

    [TestMethod]
    public async Task Jobs_that_share_a_pull_request_write_nothing_without_one_of_them()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Given(ActionInputs.Jobs, "registry, mof-drafts").Given(ActionInputs.Strategy, "single");

        var (exitCode, error) = await RunAsync(scene, (name, context) => name == JobNames.MofDrafts ? new BrokenJob(name) : ActionRun.CreateJob(name, context));

        Assert.AreEqual(ExitCode.Bug, exitCode, error);
        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.Contains("::warning title=HFR6035::Nothing was written for the job registry: the job mof-drafts failed.", error);
    }

    private static DesiredChange Unreadable => new()
    {
        Branch = BranchName.Parse(ActionScene.Branch),
        Files = [new DesiredFile(TreePath.Parse("x"), "x")],
        CommitMessage = "x",
        Title = "x",
        Body = [new BodySection("x", null!)],
    };

    private static async Task<(int ExitCode, string Error)> RunAsync(ActionScene scene, Func<string, ActionContext, IActionJob> createJob)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var input = new StringReader("");
        using var io = new CommandIO
        {
            In = input,
            Out = output,
            Error = error,
            Variable = scene.Shell.Variables.GetValueOrDefault,
            Folder = scene.Shell.Folder,
            Clock = scene.Clock,
            Width = 100,
        };
        var exitCode = await ActionCommand.Create(io, createJob).Parse("").InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        return (exitCode, error.ToString());
    }

    private sealed class BrokenJob(string name) : IActionJob
    {
        public string Name => name;

        public bool Proposes => true;

        public DesiredChange? Proposal { get; init; }

        public Task<JobProposal> RunAsync(BaseBranchSnapshot files, CancellationToken cancellationToken) => Proposal is null
            ? throw new InvalidOperationException(Secret)
            : Task.FromResult(JobProposal.For(name, files) with { Change = Proposal });
    }
}
