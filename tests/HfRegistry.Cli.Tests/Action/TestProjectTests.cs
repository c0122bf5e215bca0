using HfRegistry.Automation.Inputs;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>The test project that goes along with new defaults.</summary>
[TestClass]
internal sealed class TestProjectTests
{
    private const string Folder = "tests/HfModels";

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task What_the_pull_request_holds_builds_against_the_new_defaults()
    {
        await using var scene = await StartAsync();
        (await scene.RunAsync()).Ended(ExitCode.Done);

        var checkout = (await Package.PackedAsync()).Project("checkout");
        foreach (var path in new[] { RegistryFile.FileName, $"{Folder}/HfModels.csproj", $"{Folder}/ModelTests.cs", $"{Folder}/global.json" })
            checkout.With(path, scene.GitHub.Text(ActionScene.Branch, path)!);
        var result = await checkout.TestAsync(Folder);

        Assert.AreEqual(0, result.ExitCode, result.Output);
        // Three types, and that all of them are there.
        Assert.MatchesRegex(@"succeeded: 4\b", result.Output);
        Assert.Contains("openai-community/gpt2-medium", await File.ReadAllTextAsync(Directory.EnumerateFiles(checkout.PathOf("tests"), "*.hfmodels.json", SearchOption.AllDirectories).First()));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task It_is_no_reason_by_itself_and_is_written_anew_only_where_it_is_ours()
    {
        await using var scene = await StartAsync();
        await scene.RunAsync();
        scene.GitHub.Merge(1);
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.HasCount(1, scene.GitHub.Pulls);

        scene.GitHub.Push("main", $"{Folder}/ModelTests.cs", "// Mine.\n");
        scene.Hub.Replace([.. ActionScene.Models, ActionScene.Model("FacebookAI/roberta-base", "roberta", "fill-mask", 1_200_000)]);
        var run = (await scene.Given(ActionInputs.Types, "roberta, bert").RunAsync()).Ended(ExitCode.Done);

        Assert.Contains("::warning title=HFR6032::tests/HfModels/ModelTests.cs was not written by this action and was kept.", run.Error);
        Assert.AreEqual("// Mine.\n", scene.GitHub.Text(ActionScene.Branch, $"{Folder}/ModelTests.cs"));
        Assert.HasCount(2, scene.GitHub.Pulls);
    }

    [TestMethod]
    public async Task A_registry_that_the_build_would_not_find_is_named_in_the_project()
    {
        await using var scene = await StartAsync();
        scene.Given(ActionInputs.RegistryPath, "config/types.json");

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.Contains("<HfRegistryFile>../../config/types.json</HfRegistryFile>", scene.GitHub.Text(ActionScene.Branch, $"{Folder}/HfModels.csproj")!);
    }

    private static Task<ActionScene> StartAsync() => ActionScene.StartAsync(inputs: [(ActionInputs.TestProject, Folder)]);
}
