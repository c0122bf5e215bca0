using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Evidence;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Drafting;

/// <summary>Drafts over HTTP: requests, files, faults.</summary>
[TestClass]
internal sealed class DrafterTests
{
    private const string Card = "---\nlicense: mit\n---\n\n# A model\n\nIt answers questions about birds in whole sentences, and about nothing else, since it was trained on nothing else. It was made in a garden by two people over a summer.\n";

    [TestMethod]
    public async Task Fifty_drafts_take_at_most_250_requests()
    {
        var models = Enumerable.Range(1, 50).Select(i => Model($"lab{i % 7}/model-{i}") with
        {
            Tags = i % 4 == 0 ? ["license:other"] : ["license:mit", $"dataset:data/set-{i % 20}", $"dataset:data/set-{i}"],
            CardData = i % 4 == 0 ? """{"license":"other"}""" : $$"""{"license":"mit","datasets":["data/set-{{i % 20}}","data/set-{{i}}"]}""",
            Files = [new HubFile("README.md"), new HubFile("LICENSE"), new HubFile("config.json"), new HubFile("model.safetensors")],
            Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", Card).Add("LICENSE", File.ReadAllText(RepositoryFiles.PathOf("LICENSE"))),
        }).ToList();
        var datasets = Enumerable.Range(0, 51).Select(i => LocalModel.Of($"data/set-{i}") with { Tags = ["license:cc-by-4.0"] });
        await using var scene = await DraftScene.StartAsync(models, new LocalHubOptions { Datasets = [.. datasets] });

        var result = await scene.DraftAsync(models.Select(model => model.Id));

        Assert.IsTrue(result.Outcomes.All(outcome => outcome.Status == DraftStatus.Drafted));
        Assert.IsLessThanOrEqualTo(250, scene.Hub.Requests.Length);
        Assert.AreEqual(scene.Hub.Requests.Length, result.Requests);
        Assert.IsTrue(result.Outcomes.All(outcome => outcome.Draft!.License.Name == "MIT"));
    }

    [TestMethod]
    public async Task A_dataset_that_is_named_by_its_page_is_the_one_of_that_page()
    {
        await using var scene = await DraftScene.StartAsync(
            [Model("a/bird") with { CardData = """{"license":"mit","datasets":["https://huggingface.co/datasets/data/songs"]}""" }], new LocalHubOptions { Datasets = [LocalModel.Of("data/songs") with { Tags = ["license:cc-by-4.0"] }] });

        var best = (await scene.DraftAsync("a/bird")).Draft!.Components.Single(static component => component.Component.Name == "Datasets").Best;

        Assert.AreEqual(("https://huggingface.co/datasets/data/songs", "CC-BY-4.0"), (best.Path, best.License!.Name));
    }

    [TestMethod]
    public async Task The_whole_tree_is_read_where_a_list_may_be_cut()
    {
        var files = Enumerable.Range(0, 2_500).Select(i => new HubFile($"data/part-{i:0000}.bin")).Append(new HubFile("zz/train.py")).Append(new HubFile("README.md"));
        await using var scene = await DraftScene.StartAsync(Model("a/big") with { Files = [.. files] });

        var outcome = await scene.DraftAsync("a/big");

        Assert.AreEqual("zz/train.py", outcome.Draft!.Components.Single(component => component.Component.Name == "Training code").Best.Path);
        Assert.AreEqual(3, scene.Hub.Requests.Count(request => request.Target.Contains("/tree/", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_draft_of_the_same_revision_costs_one_request_and_a_new_commit_another_draft()
    {
        await using var scene = await DraftScene.StartAsync(Model("a/bird"));
        await scene.DraftAsync("a/bird");
        var before = scene.Hub.Requests.Length;

        Assert.AreEqual(DraftStatus.Unchanged, (await scene.DraftAsync("a/bird")).Status);
        Assert.AreEqual(before + 1, scene.Hub.Requests.Length);

        scene.Hub.Replace([Model("a/bird") with { Sha = new string('7', 40) }]);
        Assert.AreEqual(DraftStatus.Drafted, (await scene.DraftAsync("a/bird")).Status);
        Assert.Contains($"# revision: {new string('7', 40)}", scene.Text("bird.yml"));
    }

    [TestMethod]
    public async Task A_document_that_a_person_wrote_or_edited_is_kept_without_a_request()
    {
        await using var scene = await DraftScene.StartAsync(Model("a/bird"), Model("a/cat"));
        await File.WriteAllTextAsync(Path.Combine(scene.Folder, "Bird.yml"), "framework: {}\n");
        await scene.DraftAsync("a/cat");
        await File.AppendAllTextAsync(Path.Combine(scene.Folder, "cat.yml"), "# checked by me\n");
        var before = scene.Hub.Requests.Length;

        var kept = await scene.DraftAsync(["a/bird", "a/cat"]);

        Assert.IsTrue(kept.Outcomes.All(outcome => outcome is { Status: DraftStatus.Kept, Diagnostic.Code: "HFR2202" }));
        Assert.AreEqual(before, scene.Hub.Requests.Length);
        Assert.AreEqual("framework: {}\n", scene.Text("Bird.yml"));
        Assert.EndsWith("# checked by me\n", scene.Text("cat.yml"));
        Assert.AreEqual(DraftStatus.Drafted, (await scene.DraftAsync("a/cat", force: true)).Status);
    }

    [TestMethod]
    public async Task A_draft_with_other_line_ends_is_still_a_draft()
    {
        await using var scene = await DraftScene.StartAsync(Model("a/bird"));
        await scene.DraftAsync("a/bird");
        await File.WriteAllTextAsync(Path.Combine(scene.Folder, "bird.yml"), scene.Text("bird.yml").ReplaceLineEndings("\r\n"));

        Assert.AreEqual(DraftStatus.Unchanged, (await scene.DraftAsync("a/bird")).Status);
    }

    [TestMethod]
    public async Task Models_of_one_name_get_files_of_their_own_in_one_run_and_over_two()
    {
        await using var scene = await DraftScene.StartAsync(Model("a/bird"), Model("b/Bird"), Model("a/con"), Model("a/cat"), Model("b/cat"));

        await scene.DraftAsync(["a/bird", "b/Bird", "a/con"]);
        await scene.DraftAsync("a/cat");
        await scene.DraftAsync("b/cat");

        CollectionAssert.AreEquivalent(
            new[] { "a--bird.yml", "b--Bird.yml", "con_.yml", "cat.yml", "b--cat.yml" }, Directory.GetFiles(scene.Folder).Select(path => Path.GetFileName(path)).ToArray());
        foreach (var path in Directory.GetFiles(scene.Folder))
            Assert.Contains($"\n  name: {Path.GetFileNameWithoutExtension(path)}\n", await File.ReadAllTextAsync(path), "a document is known by its name, and no two may share one");
    }

    [TestMethod]
    [DataRow("old/bird new/robin", "Duplicate Drafted", "robin.yml")]
    [DataRow("new/robin old/bird", "Drafted Duplicate", "robin.yml")]
    [DataRow("old/bird older/finch", "Drafted Duplicate", "bird.yml")]
    public async Task A_model_that_is_asked_for_by_two_of_its_ids_is_drafted_once(string ids, string statuses, string file)
    {
        await using var scene = await DraftScene.StartAsync(Model("new/robin") with { FormerIds = ["old/bird", "older/finch"] });

        var result = await scene.DraftAsync(ids.Split(' '));

        Assert.AreEqual(statuses, string.Join(' ', result.Outcomes.Select(outcome => outcome.Status)));
        Assert.AreSequenceEqual([file], Directory.GetFiles(scene.Folder).Select(Path.GetFileName));
        Assert.IsTrue(result.Outcomes.All(outcome => Path.GetFileName(outcome.Path) == file));
        Assert.AreEqual("new/robin", result.Outcomes.Single(outcome => outcome.Status == DraftStatus.Duplicate).SameAs!.ToString());
    }

    [TestMethod]
    public async Task A_model_that_shows_no_component_gets_no_document_that_lists_none()
    {
        await using var scene = await DraftScene.StartAsync(LocalModel.Of("a/bird") with { Files = [] });

        var outcome = await scene.DraftAsync("a/bird");

        Assert.AreEqual((DraftStatus.Failed, "HFR2206"), (outcome.Status, outcome.Diagnostic?.Code));
        Assert.IsEmpty(Directory.GetFiles(scene.Folder));
    }

    [TestMethod]
    public async Task Throttling_and_broken_answers_lose_no_model()
    {
        var models = Enumerable.Range(1, 30).Select(i => Model($"lab/model-{i}")).ToList();
        await using var scene = await DraftScene.StartAsync(models, new LocalHubOptions
        {
            Faults = [Faults.Every(9, Faults.RateLimited(0)), Faults.Every(11, Faults.Status(503)), Faults.Every(13, Faults.TruncatedBody)],
        });

        var result = await scene.DraftAsync(models.Select(model => model.Id));

        Assert.IsTrue(result.Outcomes.All(outcome => outcome.Status == DraftStatus.Drafted), string.Join('\n', result.Outcomes.Select(outcome => outcome.Diagnostic)));
        Assert.IsFalse(result.IsPartial);
    }

    [TestMethod]
    public async Task A_model_that_stays_out_of_reach_is_named_and_leaves_no_file()
    {
        await using var scene = await DraftScene.StartAsync([Model("a/bird"), Model("a/lost"), Model("a/cut")], new LocalHubOptions
        {
            Faults = [Faults.When("a/lost", Faults.Status(503)), Faults.When("a/cut/resolve", Faults.CutConnection)],
        });

        var result = await scene.DraftAsync(["a/bird", "a/lost", "a/cut", "a/nowhere"]);

        Assert.IsTrue(result.IsPartial);
        CollectionAssert.AreEqual(new[] { DraftStatus.Drafted, DraftStatus.Failed, DraftStatus.Failed, DraftStatus.Failed }, result.Outcomes.Select(outcome => outcome.Status).ToArray());
        CollectionAssert.AreEqual(new[] { false, true, true, false }, result.Outcomes.Select(outcome => outcome.IsTransient).ToArray());
        CollectionAssert.AreEqual(new[] { "bird.yml" }, Directory.GetFileSystemEntries(scene.Folder).Select(path => Path.GetFileName(path)).ToArray());
    }

    [TestMethod]
    public async Task A_renamed_model_is_drafted_under_its_new_name_and_a_disabled_one_not_at_all()
    {
        await using var scene = await DraftScene.StartAsync(Model("a/new-name") with { FormerIds = ["a/old-name"] }, Model("a/off") with { IsDisabled = true });

        var result = await scene.DraftAsync(["a/old-name", "a/off"]);

        Assert.AreEqual("a/new-name", result.Outcomes[0].Draft!.Id.ToString());
        Assert.AreEqual(DraftStatus.Failed, result.Outcomes[1].Status);
    }

    [TestMethod]
    public async Task A_probe_is_asked_once_for_a_name_and_no_more_after_a_refusal()
    {
        await using var scene = await DraftScene.StartAsync(Model("a/heron-7b"), Model("a/heron-13b"), Model("b/egret-7b"));
        var probe = new Probe(name => name == "a/heron" ? new RepositoryAnswer(Exists: true, name, SpdxId.Parse("MIT")) : RepositoryAnswer.None);

        var found = await scene.DraftAsync(["a/heron-7b", "a/heron-13b"], probe: probe);

        Assert.IsTrue(found.Outcomes.All(outcome => outcome.Draft!.Document.Repository?.Text == "https://github.com/a/heron"));
        CollectionAssert.AreEquivalent(new[] { "a/heron-7b", "a/heron-13b", "a/heron" }, probe.Asked);
        Assert.AreEqual("MIT", found.Outcomes[0].Draft!.Components.Single(component => component.Component.Name == "Inference code").Best.License?.Name);

        var refusing = new Probe(_ => new RepositoryAnswer(Exists: null, Missing: "status 403") { EndsAsking = true });
        Assert.AreEqual(DraftStatus.Drafted, (await scene.DraftAsync("b/egret-7b", probe: refusing)).Status);
        Assert.HasCount(1, refusing.Asked);
    }

    [TestMethod]
    public async Task A_repository_that_cannot_be_asked_about_leaves_the_others_alone()
    {
        await using var scene = await DraftScene.StartAsync(Model("a/heron-7b"), Model("b/egret-7b"));
        var probe = new Probe(name => name.StartsWith("a/", StringComparison.Ordinal) ? new RepositoryAnswer(Exists: null, Missing: "status 451")
            : name == "b/egret" ? new RepositoryAnswer(Exists: true, name) : RepositoryAnswer.None);

        var drafted = await scene.DraftAsync(["a/heron-7b", "b/egret-7b"], probe: probe);

        Assert.AreEqual("https://github.com/b/egret", drafted.Outcomes[1].Draft!.Document.Repository?.Text);
    }

    [TestMethod]
    public async Task A_bug_at_ten_models_is_their_own_failure_and_forty_are_drafted()
    {
        await using var scene = await DraftScene.StartAsync([.. Enumerable.Range(0, 50).Select(i => Model($"a/bird-{i}"))]);
        var probe = new Probe(name => name[^1] == '7' || name[^1] == '3' ? throw new InvalidOperationException("nobody expects it") : RepositoryAnswer.None);

        var result = await scene.DraftAsync(Enumerable.Range(0, 50).Select(i => $"a/bird-{i}"), probe: probe);

        Assert.HasCount(50, result.Outcomes);
        Assert.IsTrue(result.IsPartial);
        Assert.AreEqual(40, result.Outcomes.Count(static outcome => outcome.Status == DraftStatus.Drafted));
        foreach (var failed in result.Outcomes.Where(static outcome => outcome.IsBug))
        {
            Assert.IsTrue(failed.Asked.ToString()[^1] is '3' or '7', failed.Asked.ToString());
            Assert.AreEqual(DiagnosticCatalog.ItemFailed.Code, failed.Diagnostic!.Code);
            Assert.StartsWith($"{failed.Asked} has no draft because of a bug of this program (InvalidOperationException)", failed.Diagnostic.Message);
        }
    }

    [TestMethod]
    public async Task A_draft_of_an_old_id_says_which_model_it_is_now()
    {
        await using var scene = await DraftScene.StartAsync(Model("a/new-name") with { FormerIds = ["b/old-name", "a/older"] });

        Assert.AreEqual(DiagnosticCatalog.OwnerChanged.Code, (await scene.DraftAsync("b/old-name")).Diagnostic?.Code);
        Assert.AreEqual(DiagnosticCatalog.Renamed.Code, (await scene.DraftAsync("a/older")).Diagnostic?.Code);
    }

    [TestMethod]
    public async Task Equal_evidence_gives_equal_bytes()
    {
        await using var scene = await DraftScene.StartAsync(Model("a/bird"));
        await scene.DraftAsync("a/bird");
        var first = scene.Text("bird.yml");
        await scene.DraftAsync("a/bird", force: true);

        Assert.AreEqual(first, scene.Text("bird.yml"));
    }

    private static LocalModel Model(string id) => LocalModel.Of(id, "llama") with
    {
        Architectures = ["LlamaForCausalLM"],
        Files = [new HubFile("README.md"), new HubFile("config.json"), new HubFile("model.safetensors")],
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", Card),
    };

    private sealed class Probe(Func<string, RepositoryAnswer> answer) : IRepositoryProbe
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _asked = new();

        public string[] Asked => [.. _asked];

        public Task<RepositoryAnswer> FindAsync(string name, CancellationToken cancellationToken)
        {
            _asked.Enqueue(name);
            return Task.FromResult(answer(name));
        }
    }
}
