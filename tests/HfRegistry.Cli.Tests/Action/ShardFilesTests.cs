using HfRegistry.Automation.Inputs;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>The input <c>parts</c>: what other runners refreshed.</summary>
[TestClass]
[InProcess("its runs are many, and each of a process waits between its writes")]
internal sealed class ShardFilesTests
{
    private static readonly ModelType Gpt2 = ModelType.Parse("gpt2");
    private static readonly ModelId Medium = ModelId.Parse("openai-community/gpt2-medium");

    [TestMethod]
    public async Task Parts_are_merged_and_the_Hub_is_asked_about_new_defaults_alone()
    {
        await using var scene = await StartAsync();
        await RefreshAsync(scene, "bert", "gpt2", "t5");
        var asked = scene.Hub.Requests.Length;

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.Hub.Requests.Skip(asked).Where(request => request.Target.Contains("filter=", StringComparison.Ordinal)));
        Assert.AreEqual(Medium, scene.Proposed.Find(Gpt2)!.DefaultModel);
        Assert.Contains("### Default models (2)", scene.Pull.Body);
        Assert.Contains("merged shards of", scene.Pull.Body);
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task A_part_that_is_lost_or_learnt_nothing_takes_nothing_back()
    {
        await using var scene = await StartAsync();
        await RefreshAsync(scene, "bert", "gpt2", "t5");
        await scene.RunAsync();
        File.Delete(scene.Shell.PathOf("parts", "gpt2.json"));
        scene.Shell.Write("parts/bert.json", ActionScene.Text(SmallRegistry.Create()));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsTrue(scene.Pull.IsOpen);
        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.AreEqual(Medium, scene.Proposed.Find(Gpt2)!.DefaultModel);
    }

    [TestMethod]
    [DataRow("xlm-roberta", DisplayName = "a type that no part refreshed")]
    [DataRow("gpt2", DisplayName = "a type that a part refreshed")]
    public async Task What_somebody_changed_on_the_base_meanwhile_is_not_undone(string type)
    {
        await using var scene = await StartAsync();
        await RefreshAsync(scene, "bert", "gpt2");
        // By hand, without touching its date.
        var changed = ModelType.Parse(type);
        scene.GitHub.Push("main", RegistryFile.FileName, ActionScene.Text(SmallRegistry.Create().With(SmallRegistry.Create().Find(changed)! with { DefaultReason = "chosen by ada" })));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("chosen by ada", scene.Proposed.Find(changed)!.DefaultReason);
        Assert.AreEqual(ModelId.Parse("google-bert/bert-large-uncased"), scene.Proposed.Find(ModelType.Parse("bert"))!.DefaultModel);
    }

    [TestMethod]
    [DataRow("parts/*.yml", "HFR6027")]
    [DataRow("broken.json", "HFR4")]
    public async Task A_part_that_cannot_be_read_ends_the_job(string parts, string code)
    {
        await using var scene = await StartAsync();
        scene.Shell.Write("broken.json", "{ broken");

        var run = (await scene.Given(ActionInputs.ShardFiles, parts).RunAsync()).Ended(ExitCode.Usage);

        Assert.Contains($"::error title={code}", run.Error);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task What_a_part_cannot_do_any_more_is_refused_beside_it()
    {
        await using var scene = await StartAsync();

        var run = (await scene.Given(ActionInputs.Types, "bert").Given(ActionInputs.Scores, "true").RunAsync()).Ended(ExitCode.Usage);

        Assert.Contains("The inputs 'types' and `shard-files` exclude each other", run.Error);
        Assert.Contains("The inputs 'scores' and `shard-files` exclude each other", run.Error);
    }

    private static Task<ActionScene> StartAsync() => ActionScene.StartAsync(inputs: [(ActionInputs.ShardFiles, "parts/*.json"), (ActionInputs.Types, "")]);

    // A part for each type, each of the whole registry of the base.
    private static async Task RefreshAsync(ActionScene scene, params string[] types)
    {
        foreach (var type in types)
        {
            scene.Shell.Write($"parts/{type}.json", ActionScene.Text(SmallRegistry.Create()));
            (await scene.Shell.RunAsync($"refresh --type {type} --registry parts/{type}.json")).Ended(ExitCode.Done);
        }
    }
}
