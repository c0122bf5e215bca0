using System.Collections.Immutable;
using HfRegistry.Automation.Inputs;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>The job <c>mof-gap</c>: a report in the summary, and in the repository where one is kept.</summary>
[TestClass]
internal sealed class MofGapJobTests
{
    private const string Branch = "hfregistry/mof-gap";
    private const string ReportPath = "docs/gaps.md";

    private static readonly ImmutableArray<LocalModel> Birds =
    [
        ActionScene.Documented("garden/bird", 912_345),
        ActionScene.Documented("garden/cat", 8_000) with { FormerIds = ["garden/kitten"] },
        ActionScene.Documented("garden/dog", 900),
    ];

    private static readonly (string Path, string Text) Kitten = ("models/kitten.yml", "release:\n  name: kitten\n  huggingface: https://huggingface.co/garden/kitten\n");

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Without_a_file_it_tells_and_proposes_nothing()
    {
        await using var scene = await StartAsync(reportPath: "", Kitten);

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.AreEqual(("none", "1", "1"), (scene.OutputOf("pull-request-operation"), scene.OutputOf("gaps-total"), scene.OutputOf("needs-review")));
        Assert.Contains("1 of 2 models with at least 1,000 downloads in 30 days has no MOF document. 1 document needs review.", scene.Summary);
        Assert.MatchesRegex(@"\| \[`garden/bird`\]\(<http[^>]*/garden/bird>\) \| `text-generation` \| high \| 910,000 \| none \|", scene.Summary);
        Assert.Contains("| `models/kitten.yml` | renamed | `garden/kitten is garden/cat now", scene.Summary);
        (await scene.Given(ActionInputs.FailOn, "gap").RunAsync()).Ended(ExitCode.Findings);
        (await scene.Given(ActionInputs.FailOn, "change").RunAsync()).Ended(ExitCode.Done);
    }

    [TestMethod]
    public async Task The_file_changes_when_something_is_missing_or_found_and_not_from_week_to_week()
    {
        await using var scene = await StartAsync(ReportPath, Kitten);

        (await scene.RunAsync()).Ended(ExitCode.Done);

        var report = scene.GitHub.Text(Branch, ReportPath)!;
        Assert.Contains("# Models without a MOF document\n\n| model | task | could reach |\n|---|---|---|\n| `garden/bird` | `text-generation` | none |\n", report);
        Assert.Contains("## Documents behind the Hub\n\n- `models/kitten.yml`: renamed\n", report);
        Assert.DoesNotContain("912", report);
        Assert.Contains("The report lists 1 model without a MOF document: 1 added, 0 done. 1 document needs review.", scene.Pull.Body);
        // Fewer or more downloads, across the bounds of a priority and of what counts as popular, write nothing: neither to the branch nor to the text.
        scene.Hub.Replace(Birds.Select(model => model with { Downloads = model.Downloads / 20 }));
        await scene.RunAsync();
        Assert.IsEmpty(scene.GitHub.Writes);
        scene.GitHub.Merge(1);
        await scene.RunAsync();
        scene.Clock.Advance(TimeSpan.FromDays(7));
        scene.Hub.Replace(Birds.Select(model => model with { Downloads = model.Downloads + (model.Downloads / 20) }));

        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.HasCount(1, scene.GitHub.Pulls);

        scene.GitHub.Push("main", "models/bird.yml", "release:\n  name: bird\n  huggingface: https://huggingface.co/garden/bird\n");
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.DoesNotContain("garden/bird", scene.GitHub.Text(Branch, ReportPath)!);
        Assert.Contains("### Done (1)", scene.GitHub.Pulls[^1].Body);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_Hub_that_answers_in_part_leaves_the_file_alone()
    {
        await using var scene = await StartAsync(ReportPath);
        await scene.RunAsync();
        scene.Hub.FailWith(Faults.Status(503));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.IsTrue(scene.Pull.IsOpen);
        (await scene.Given(ActionInputs.FailOn, "partial").RunAsync()).Ended(ExitCode.Network);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Models_that_the_collection_ignores_are_counted_and_not_missing()
    {
        await using var scene = await StartAsync(reportPath: "", Kitten, ("hfregistry.json", """{ "mof": { "ignore": ["garden/bird"] } }"""));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("0", scene.OutputOf("gaps-total"));
        Assert.Contains("- 1 model is excluded by `mof.ignore`.", scene.Summary);
    }

    private static Task<ActionScene> StartAsync(string reportPath, params (string Path, string Text)[] files) =>
        ActionScene.StartAsync(models: Birds, inputs: [(ActionInputs.Jobs, JobNames.MofGap), (ActionInputs.GapReport, reportPath)], files: files);
}
