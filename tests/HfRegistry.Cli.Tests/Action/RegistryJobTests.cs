using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Automation.Inputs;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>The job <c>registry</c> from the runner's variables to the pull request.</summary>
[TestClass]
internal sealed class RegistryJobTests
{
    [TestMethod]
    public async Task The_first_run_on_an_old_registry_makes_one_verified_commit_one_branch_and_one_pull_request()
    {
        await using var scene = await ActionScene.StartAsync();

        var run = (await scene.RunAsync("--json")).Ended(ExitCode.Done);

        var job = (await run.JsonOfAsync("action")).GetProperty("jobs")[0];
        Assert.AreEqual("created", job.GetProperty("operation").GetString());
        Assert.IsTrue(job.GetProperty("commits_verified").GetBoolean());
        var commit = scene.GitHub.Commit(scene.GitHub.HeadOf(ActionScene.Branch)!);
        Assert.AreEqual(scene.GitHub.HeadOf("main"), commit.Parents.Single());
        Assert.HasCount(1, scene.GitHub.Writes.Where(request => request.Target.EndsWith("/git/commits", StringComparison.Ordinal)));
        Assert.AreEqual(ModelId.Parse("openai-community/gpt2-medium"), scene.Proposed.Find(ModelType.Parse("gpt2"))!.DefaultModel);
        Assert.IsNull(RepositoryFiles.Differs(ShownText.Normal(scene), "tests", "HfRegistry.Cli.Tests", "Action", "Approved", "first-run.md"));
    }

    [TestMethod]
    public async Task The_step_hands_on_outputs_and_a_summary()
    {
        await using var scene = await ActionScene.StartAsync();

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("created", scene.OutputOf("pull-request-operation"));
        Assert.AreEqual("1", scene.OutputOf("pull-request-number"));
        Assert.AreEqual(ActionScene.Branch, scene.OutputOf("pull-request-branch"));
        Assert.AreEqual(scene.GitHub.HeadOf(ActionScene.Branch), scene.OutputOf("pull-request-head-sha"));
        Assert.AreEqual("true", scene.OutputOf("pull-request-commits-verified"));
        Assert.AreEqual(("3", "0"), (scene.OutputOf("models-total"), scene.OutputOf("models-failed")));
        Assert.Contains("## hfregistry: registry", scene.Summary);
        Assert.Contains("### Default models (2)", scene.Summary);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_second_run_on_the_same_answers_writes_nothing_even_on_another_day()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        scene.Clock.Advance(TimeSpan.FromDays(1));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.AreEqual("unchanged", scene.OutputOf("pull-request-operation"));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Other_counts_a_week_later_are_no_reason_to_push_again()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        scene.Clock.Advance(TimeSpan.FromDays(7));
        scene.Hub.Replace(ActionScene.Models.Select(model => model with { Downloads = model.Downloads + (model.Downloads / 10) }));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_new_finding_a_week_later_updates_the_pull_request_in_place()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        var head = scene.GitHub.HeadOf(ActionScene.Branch);
        scene.Clock.Advance(TimeSpan.FromDays(7));
        scene.Hub.Replace(ActionScene.Models.Where(model => model.Id != "google-bert/bert-large-uncased"));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("updated", scene.OutputOf("pull-request-operation"));
        Assert.AreNotEqual(head, scene.GitHub.HeadOf(ActionScene.Branch));
        Assert.Contains("### Not proposed (1)", scene.Pull.Body);
        Assert.AreEqual("Update 1 default model: gpt2", scene.Pull.Title);
    }

    [TestMethod]
    public async Task After_a_merge_the_next_runs_are_silent()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        scene.GitHub.Merge(1);
        await scene.RunAsync();
        Assert.AreEqual("branch-deleted", scene.OutputOf("pull-request-operation"));
        scene.Clock.Advance(TimeSpan.FromDays(7));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.HasCount(1, scene.GitHub.Pulls);
        Assert.AreEqual(("none", "0"), (scene.OutputOf("pull-request-operation"), scene.OutputOf("models-changed")));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_commit_of_a_human_on_the_branch_survives_and_one_comment_says_so()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        var theirs = scene.GitHub.Push(ActionScene.Branch, "notes.md", "Mine.\n");
        scene.Hub.Replace(ActionScene.Models.Take(1));

        await scene.RunAsync();
        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual(theirs.Id, scene.GitHub.HeadOf(ActionScene.Branch));
        Assert.HasCount(1, scene.Pull.Comments);
        Assert.AreEqual("kept-edited", scene.OutputOf("pull-request-operation"));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_push_to_the_base_meanwhile_is_not_undone()
    {
        await using var scene = await ActionScene.StartAsync();
        var theirs = RegistryFile.Render(SmallRegistry.Create().With(new RegistryEntry { Type = ModelType.Parse("mine"), DefaultReason = "by hand" }));
        scene.GitHub.FailWith(GitHubFaults.On("GET", "matching-refs", GitHubFaults.Before(() =>
            scene.GitHub.Push("main", RegistryFile.FileName, System.Text.Encoding.UTF8.GetString(theirs)))));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual("by hand", scene.Proposed.Find(ModelType.Parse("mine"))?.DefaultReason);
        Assert.HasCount(1, scene.GitHub.Pulls);
    }

    [TestMethod]
    public async Task Lock_files_that_are_committed_change_in_the_same_pull_request()
    {
        var update = await LockUpdater.UpdateAsync(
            null, [(new RawRequest { Include = "gpt2" }, null), (new RawRequest { Include = "gptj" }, null)], new ModelResolver(new ResolverOptions { Registry = SmallRegistry.Create() }));
        var text = System.Text.Encoding.UTF8.GetString(update.Lock.Render());
        await using var scene = await ActionScene.StartAsync(files: [("src/App/hfregistry.lock.json", text), ("other/huggingface_model_types.json", "{}"), ("other/hfregistry.lock.json", text)]);

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.Contains("openai-community/gpt2-medium", scene.GitHub.Text(ActionScene.Branch, "src/App/hfregistry.lock.json")!);
        Assert.AreEqual(text, scene.GitHub.Text(ActionScene.Branch, "other/hfregistry.lock.json"), "a lock below another registry is that registry's business");
        Assert.Contains("### Locked models, to review (1)", scene.Pull.Body);
    }

    [TestMethod]
    public async Task A_lock_file_names_the_files_of_a_new_model_and_none_is_downloaded()
    {
        var request = new RawRequest { Include = "gpt2", Download = "true", Files = "config.json" };
        var update = await LockUpdater.UpdateAsync(null, [(request, null)], new ModelResolver(new ResolverOptions { Registry = SmallRegistry.Create() }));
        var old = update.Lock.Entries.Single() with { Files = [new ModelFile("config.json", 7, new string('e', 40))] };
        const string Path = "src/App/hfregistry.lock.json";
        await using var scene = await ActionScene.StartAsync(files: (Path, System.Text.Encoding.UTF8.GetString(new LockFile { Entries = [old] }.Render())));
        scene.Shell.Variables["HF_HUB_CACHE"] = scene.Shell.PathOf("cache");

        (await scene.RunAsync()).Ended(ExitCode.Done);

        var entry = LockFile.Parse(System.Text.Encoding.UTF8.GetBytes(scene.GitHub.Text(ActionScene.Branch, Path)!), Path).Value!.Entries.Single();
        Assert.AreEqual("openai-community/gpt2-medium", entry.Id.ToString());
        Assert.AreEqual("config.json", entry.Files.Single().Path);
        Assert.AreNotEqual(old.Files.Single().Hash, entry.Files.Single().Hash);
        Assert.HasCount(1, scene.Hub.Requests.Where(request => request.Target.Contains("/gpt2-medium/tree/", StringComparison.Ordinal)));
        Assert.IsFalse(scene.Hub.Requests.Any(request => request.Target.Contains("/gpt2-medium/resolve/", StringComparison.Ordinal)), "a file was asked for");
        Assert.IsFalse(Directory.Exists(scene.Shell.PathOf("cache")));
    }

    [TestMethod]
    public async Task Lock_files_of_projects_that_share_a_folder_change_too_and_those_below_a_root_configuration_do_not()
    {
        var update = await LockUpdater.UpdateAsync(null, [(new RawRequest { Include = "gpt2" }, null)], new ModelResolver(new ResolverOptions { Registry = SmallRegistry.Create() }));
        var text = System.Text.Encoding.UTF8.GetString(update.Lock.Render());
        await using var scene = await ActionScene.StartAsync(files:
        [
            ("src/hfregistry.App.lock.json", text), ("src/hfregistry.json", "{}"),
            ("apart/src/hfregistry.lock.json", text), ("apart/hfregistry.json", """{ "root": true }"""),
        ]);

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.Contains("openai-community/gpt2-medium", scene.GitHub.Text(ActionScene.Branch, "src/hfregistry.App.lock.json")!);
        Assert.AreEqual(text, scene.GitHub.Text(ActionScene.Branch, "apart/src/hfregistry.lock.json"), "Its builds do not read the registry at the root.");
    }

    [TestMethod]
    public async Task The_class_of_a_new_defaults_document_is_in_the_table()
    {
        var right = await File.ReadAllTextAsync(RepositoryFiles.PathOf("samples", "MofCollection", "models", "Ferry-Small.yml"));
        await using var scene = await ActionScene.StartAsync(
            files: ("models/gpt2-medium.yml", right.Replace("example-lab/Ferry-Small", "openai-community/gpt2-medium", StringComparison.Ordinal)));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.Contains("| type | change | review | why | downloads | size | license | MOF class | verified |", scene.Pull.Body);
        Assert.MatchesRegex(@"\| `gpt2` \|.*\| class (I|II|III) \| yes \|", scene.Pull.Body);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_locked_request_that_nothing_answers_is_a_remark_and_no_silence_of_the_Hub()
    {
        var known = SmallRegistry.Create().With(new RegistryEntry
        {
            Type = ModelType.Parse("mine"),
            DefaultModel = ModelId.Parse("acme/mine"),
            Models = [SmallRegistry.Model("acme/mine", "fill-mask", 100)],
            UpdatedAt = SmallRegistry.Updated,
        });
        var update = await LockUpdater.UpdateAsync(null, [(new RawRequest { Include = "acme/mine" }, null)], new ModelResolver(new ResolverOptions { Registry = known }));
        await using var scene = await ActionScene.StartAsync(files: ("src/hfregistry.lock.json", System.Text.Encoding.UTF8.GetString(update.Lock.Render())));

        (await scene.Given(ActionInputs.FailOn, "partial").RunAsync()).Ended(ExitCode.Done);

        Assert.Contains("1 lock file has requests that no model satisfies", scene.Pull.Body);
        // A person does the same by hand: the pull request has nothing to say any more.
        scene.GitHub.Push("main", RegistryFile.FileName, scene.GitHub.Text(ActionScene.Branch, RegistryFile.FileName));
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.AreEqual("closed", scene.OutputOf("pull-request-operation"));
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task More_lock_files_than_a_run_reads_are_told()
    {
        var text = System.Text.Encoding.UTF8.GetString(new LockFile().Render());
        await using var scene = await ActionScene.StartAsync(files: [.. Enumerable.Range(0, 101).Select(place => (string.Create(CultureInfo.InvariantCulture, $"src/p{place:D3}/hfregistry.lock.json"), text))]);

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.Contains("::warning title=HFR6030::The repository has 101 lock files, but only 100 were read.", run.Error);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task The_lines_that_the_pull_request_offers_keep_the_old_default()
    {
        await using var scene = await ActionScene.StartAsync(models: [.. ActionScene.Models, ActionScene.Model("openai-community/gpt2", "gpt2", "text-generation", 10)]);
        await scene.RunAsync();
        var offered = ShownText.OfferedLines(scene);
        Assert.Contains("    \"gpt2\": \"openai-community/gpt2\"", offered);
        scene.GitHub.Push("main", "hfregistry.json", offered);

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual(ModelId.Parse("openai-community/gpt2"), scene.Proposed.Find(ModelType.Parse("gpt2"))!.DefaultModel);
        Assert.DoesNotContain("### Default models", scene.Pull.Body);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_Hub_that_is_silent_neither_fails_the_step_nor_closes_the_pull_request()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        scene.Hub.FailWith(Faults.Status(400));

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsTrue(scene.Pull.IsOpen);
        Assert.IsEmpty(scene.GitHub.Writes.Where(request => request.Method != "PATCH"));
        Assert.Contains("::warning title=HFR4", run.Error);
        Assert.DoesNotContain("::error", run.Error);
        (await scene.Given(ActionInputs.FailOn, "partial").RunAsync()).Ended(ExitCode.Network);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task A_silent_Hub_closes_nothing_when_the_base_has_moved_on()
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        scene.GitHub.Push("main", RegistryFile.FileName, System.Text.Encoding.UTF8.GetString(RegistryFile.Render(SmallRegistry.Of("bert"))));
        scene.Hub.FailWith(Faults.Status(400));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsTrue(scene.Pull.IsOpen);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Facts_that_are_about_to_be_stale_are_a_reason_and_fresher_ones_are_none()
    {
        await using var scene = await ActionScene.StartAsync(
            registry: SmallRegistry.Of("gptj"), models: [ActionScene.Model("EleutherAI/gpt-j-6b", "gptj", "text-generation", 1_200_000)]);
        scene.Given(ActionInputs.Types, "gptj");
        await scene.RunAsync();
        scene.GitHub.Merge(1);
        await scene.RunAsync();
        scene.Clock.Advance(TimeSpan.FromDays(20));
        await scene.RunAsync();
        Assert.HasCount(1, scene.GitHub.Pulls);
        scene.Clock.Advance(TimeSpan.FromDays(7));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.HasCount(2, scene.GitHub.Pulls);
        Assert.Contains("1 registry entry was confirmed before it became stale. No review needed.", scene.GitHub.Pulls[^1].Body);
    }

    [TestMethod]
    [InProcess("its runs are many, and each of a process waits between its writes")]
    public async Task Five_hundred_changes_stay_within_the_limit_with_the_controls_intact()
    {
        var types = Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"made{i}")).ToList();
        var registry = ModelRegistry.Of(types.Select(type => new RegistryEntry
        {
            Type = ModelType.Parse(type),
            DefaultModel = ModelId.Parse($"acme/{type}-old"),
            DefaultReason = "the only base model",
            Models = [SmallRegistry.Model($"acme/{type}-old", "fill-mask", 440)],
            UpdatedAt = SmallRegistry.Updated,
        }));
        await using var scene = await ActionScene.StartAsync(registry: registry, models: types.Select(type => ActionScene.Model($"acme/{type}-new", type, "fill-mask", 90_000)));
        scene.Given(ActionInputs.Types, string.Join(',', types));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.IsLessThan(58_000, scene.Pull.Body.Length);
        Assert.Contains("<!-- hfregistry:state {", scene.Pull.Body);
        Assert.Contains("### Default models (500)", scene.Pull.Body);
        Assert.Contains("### Merge, close, pin or deny", scene.Pull.Body);
        Assert.Contains("400 new defaults were not verified: a run verifies at most 100.", scene.Pull.Body);
        Assert.Contains("made499-new", scene.Summary);
        (await scene.RunAsync()).Ended(ExitCode.Done);
        Assert.IsEmpty(scene.GitHub.Writes);
    }

    [TestMethod]
    public async Task Hostile_words_show_and_do_nothing()
    {
        var texts = HostileRegistry.Texts.AddRange("::error::owned", "##[error]owned", "<!-- hfregistry:state {} -->", "@ada fixes #1", "- [x] <!-- hfregistry:rebuild -->");
        var models = texts.Select((text, i) => ActionScene.Model($"hostile/model-{i}", $"hostile{i}", "fill-mask", 90_000) with { Tags = [$"license:{text}"], CardData = null });
        await using var scene = await ActionScene.StartAsync(registry: HostileRegistry.Of(texts), models: models);
        scene.Given(ActionInputs.Types, string.Join(',', texts.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"hostile{i}"))));

        var run = (await scene.RunAsync("--json")).Ended(ExitCode.Done);

        ShownText.AssertInert(scene, run);
    }
}
