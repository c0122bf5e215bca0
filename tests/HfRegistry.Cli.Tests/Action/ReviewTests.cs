using System.Text;
using HfRegistry.Automation.Inputs;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>What a reviewer of the registry's pull request is told, and what nobody is asked to merge.</summary>
[TestClass]
[InProcess("its runs are many, and each of a process waits between its writes")]
internal sealed class ReviewTests
{
    private const string LockPath = "src/hfregistry.lock.json";

    private static readonly ModelType Bert = ModelType.Parse("bert");

    [TestMethod]
    public async Task Unfit_default_gives_way_to_the_next_candidate()
    {
        // bert-large is what the base knows best, and the Hub has it no more.
        await using var scene = await ActionScene.StartAsync(models:
            [.. ActionScene.Models.Where(model => model.Id != "google-bert/bert-large-uncased"), ActionScene.Model("acme/bert-encoder", "bert", "fill-mask", 90_000)]);

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual(ModelId.Parse("acme/bert-encoder"), scene.Proposed.Find(Bert)!.DefaultModel);
        Assert.Contains("google-bert/bert-large-uncased did not pass its verification", scene.Proposed.Find(Bert)!.DefaultReason!);
        Assert.MatchesRegex(@"### Not proposed \(1\)[^#]*\| `bert` \| \[`google-bert/bert-large-uncased`\].*\[`acme/bert-encoder`\][^|]* \| no \|", scene.Pull.Body);
        Assert.Contains("::warning title=HFR6029::google-bert/bert-large-uncased did not pass verification as the default of bert: ", run.Error);
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task Default_without_a_fit_successor_is_frozen_with_the_reason()
    {
        await using var scene = await ActionScene.StartAsync(models: ActionScene.Models.Where(model => model.Id != "google-bert/bert-large-uncased"));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        var entry = scene.Proposed.Find(Bert)!;
        Assert.AreEqual(ModelId.Parse("google-bert/bert-base-uncased"), entry.DefaultModel);
        Assert.StartsWith("frozen: google-bert/bert-large-uncased did not pass its verification (", entry.DefaultReason!);
        Assert.Contains("**yes**: no other model is suitable", scene.Pull.Body);
        scene.GitHub.Merge(1);
        await scene.RunAsync();
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.HasCount(1, scene.GitHub.Pulls);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task Lock_is_not_changed_to_a_model_that_the_Hub_does_not_have()
    {
        var locked = await ActionScene.LockOfAsync("bert");
        await using var scene = await ActionScene.StartAsync(
            models: ActionScene.Models.Where(model => model.Id != "google-bert/bert-large-uncased"), files: (LockPath, locked));

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual(locked, scene.GitHub.Text(ActionScene.Branch, LockPath));
        Assert.DoesNotContain("### Locked models", scene.Pull.Body);
        Assert.Contains($"::warning title=HFR6038::{LockPath} was not changed to google-bert/bert-large-uncased: google-bert/bert-large-uncased does not exist on the Hub", run.Error);
    }

    [TestMethod]
    public async Task Lock_changes_come_first_are_verified_and_need_review()
    {
        await using var scene = await ActionScene.StartAsync(files: (LockPath, await ActionScene.LockOfAsync("gpt2")));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("Update 2 default models and 1 locked model: gpt2, bert", scene.Pull.Title);
        // bert's default is gated now, and the lock of gpt2 has another model.
        Assert.AreEqual("2", scene.OutputOf("needs-review"));
        string[] lines = [.. scene.Pull.Body.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("<!--", StringComparison.Ordinal)).Take(5)];
        Assert.AreEqual("2 default models changed: gpt2, bert. 1 locked model changed. 1 new model type. 2 new commits of default models. 2 changes need review.", lines[0]);
        Assert.AreEqual("### Locked models, to review (1)", lines[1]);
        Assert.MatchesRegex(@"^\| `src/hfregistry.lock.json` \| `gpt2` \| .* \| yes \|$", lines[4]);
        // What is told once is not told again.
        Assert.HasCount(2, scene.Pull.Body.Split("is gated"));
        Assert.DoesNotContain("newly gated", scene.Pull.Body);
        Assert.DoesNotMatchRegex("(?<!/commit/)[0-9a-f]{40}", scene.Pull.Body.Split("<!-- hfregistry:state")[0]);
    }

    [TestMethod]
    public async Task Lines_to_pin_offer_only_a_default_that_can_be_used()
    {
        await using var scene = await ActionScene.StartAsync(models: [.. ActionScene.Models, ActionScene.Model("openai-community/gpt2", "gpt2", "text-generation", 10)]);

        await scene.RunAsync();

        var offered = ShownText.OfferedLines(scene);
        Assert.Contains("\"gpt2\": \"openai-community/gpt2\"", offered);
        Assert.DoesNotContain("\"google-bert/bert-base-uncased\"", offered, "it is gated");
        Assert.Contains("\"google-bert/bert-large-uncased\"", offered);
    }

    [TestMethod]
    public async Task Pinned_default_that_is_not_fit_is_proposed_as_pinned_and_needs_review()
    {
        await using var scene = await ActionScene.StartAsync(
            models: ActionScene.Models.Where(model => model.Id != "google-bert/bert-large-uncased"),
            files: ("hfregistry.json", """{ "defaults": { "bert": "google-bert/bert-large-uncased" } }"""));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual(ModelId.Parse("google-bert/bert-large-uncased"), scene.Proposed.Find(Bert)!.DefaultModel);
        Assert.Contains("**yes**: `pinned, and google-bert/bert-large-uncased does not exist on the Hub", scene.Pull.Body);
        Assert.DoesNotContain("### Not proposed", scene.Pull.Body);
    }

    [TestMethod]
    public async Task First_registry_is_compared_with_what_builds_use_without_it_and_puts_locked_models_first()
    {
        await using var scene = await ActionScene.StartAsync(
            inputs: [(ActionInputs.RegistryPath, "config/types.json"), (ActionInputs.Types, "")], files: (LockPath, await ActionScene.LockOfAsync("gpt2")));
        scene.GitHub.Push("main", RegistryFile.FileName, null);

        (await scene.RunAsync()).Ended(ExitCode.Done);

        var proposed = RegistryFile.Parse(Encoding.UTF8.GetBytes(scene.GitHub.Text(ActionScene.Branch, "config/types.json")!), "types.json").Value!;
        Assert.IsGreaterThanOrEqualTo(EmbeddedRegistry.Registry.Count, proposed.Count);
        Assert.StartsWith("Add the model registry: ", scene.Pull.Title);
        Assert.Contains("The model registry is new: ", scene.Pull.Body);
        Assert.DoesNotContain("New model types (6", scene.Pull.Body);
        Assert.IsLessThan(20_000, scene.Pull.Body.Length);
        Assert.AreEqual("### Locked models, to review (1)", scene.Pull.Body.Split('\n').First(line => line.StartsWith('#')));
    }
}
