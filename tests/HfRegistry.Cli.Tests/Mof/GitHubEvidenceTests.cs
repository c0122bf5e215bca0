using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Mof;

/// <summary>Drafts and scores with evidence of the models' own repositories, on a local GitHub that holds real repositories' trees.</summary>
[TestClass]
internal sealed class GitHubEvidenceTests
{
    private const string Secret = "hf_granted";
    private const string Whisper = "openai/whisper-small";

    private static readonly ImmutableDictionary<string, string> Components = ImmutableDictionary<string, string>.Empty
        .Add("training", "Training code").Add("evaluation", "Evaluation code").Add("preprocessing", "Data preprocessing code").Add("inference", "Inference code");

    private static readonly ImmutableArray<LocalSource> Sources =
    [
        .. SourceTrees.Cases.DistinctBy(static known => known.Repository).Select(static known => new LocalSource(known.Repository, known.Paths) { License = known.License }),
    ];

    [TestMethod]
    public async Task Drafts_of_real_repositories_list_their_code_at_a_commit_and_nothing_else()
    {
        await using var scene = await Scene.StartAsync();
        var ids = string.Join(' ', SourceTrees.Cases.Select(static known => known.Model));

        var without = await scene.DraftAsync($"mof draft {ids} --no-github --output-dir without --json");
        var with = await scene.DraftAsync($"mof draft {ids} --github --output-dir with --json");

        foreach (var known in SourceTrees.Cases)
        {
            var commit = Sources.Single(source => source.Name == known.Repository).Commit;
            var before = Listed(without, known.Model).ToDictionary(static component => component.Name, static component => component.Path);
            var changed = Listed(with, known.Model).Where(component => !before.TryGetValue(component.Name, out var path) || path != component.Path).ToList();

            Assert.AreSequenceEqual(
                known.Found.Select(found => found.Split('=')).Select(found => $"{Components[found[0]]} https://github.com/{known.Repository}/blob/{commit}/{found[1]} {known.License}").Order(StringComparer.Ordinal),
                changed.Select(static component => $"{component.Name} {component.Path} {component.License}").Order(StringComparer.Ordinal), known.Model);
            Assert.IsEmpty(before.Keys.Except(Listed(with, known.Model).Select(static component => component.Name)), known.Model);
            Assert.IsEmpty(changed.Select(static component => component.Name).Except(known.Expected.Select(static purpose => Components[purpose])), $"{known.Model}: invented");
        }

        foreach (var source in Sources)
            Assert.IsLessThanOrEqualTo(6, scene.GitHub.Requests.Count(request => request.Target.StartsWith($"/repos/{source.Name}/", StringComparison.Ordinal) || request.Body.Contains($"\"name\":\"{source.Name.Split('/')[1]}\"", StringComparison.Ordinal)), source.Name);
        Assert.IsTrue(scene.GitHub.Requests.All(static request => request.Token == LocalGitHub.Token));
        Assert.IsTrue(scene.Hub.Requests.All(static request => request.Token == Secret));
    }

    [TestMethod]
    public async Task Draft_with_evidence_is_up_to_date_until_the_model_changes()
    {
        await using var scene = await Scene.StartAsync();
        await scene.DraftAsync($"mof draft {Whisper} --no-github --json");

        var first = await scene.DraftAsync($"mof draft {Whisper} --github --json");
        scene.GitHub.ForgetRequests();
        var second = await scene.DraftAsync($"mof draft {Whisper} --github --json");

        Assert.AreEqual("drafted", first[0].GetProperty("status").GetString(), "the draft at this revision had no evidence of the repository");
        Assert.AreEqual("unchanged", second[0].GetProperty("status").GetString());
        Assert.IsEmpty(scene.GitHub.Requests);
        Assert.Contains($"# repository evidence: openai/whisper at {Sources.Single(static source => source.Name == "openai/whisper").Commit}\n", scene.Text("models/whisper-small.yml"));
    }

    [TestMethod]
    [DataRow("limit")]
    [DataRow("token")]
    [DataRow("network")]
    [DataRow("no token")]
    public async Task Refusal_leaves_the_draft_as_it_is_without_evidence(string refusal)
    {
        await using var scene = await Scene.StartAsync();
        await scene.DraftAsync($"mof draft {Whisper} --output-dir without --json");
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/graphql", refusal switch
        {
            "limit" => GitHubFaults.SecondaryLimit(),
            "token" => GitHubFaults.Refusal(401, "Bad credentials"),
            _ => GitHubFaults.Refusal(502, "Bad gateway"),
        }));
        if (refusal == "no token")
            scene.Shell.Variables.Remove("GITHUB_TOKEN");

        var run = (await scene.Shell.RunAsync($"mof draft {Whisper} --github --output-dir with")).Ended(ExitCode.Done);

        Assert.Contains("warning HFR6039: ", run.Error);
        Assert.AreEqual(scene.Text("without/whisper-small.yml"), scene.Text("with/whisper-small.yml"));
    }

    [TestMethod]
    public async Task Renamed_repository_is_named_as_it_is_called_now()
    {
        await using var scene = await Scene.StartAsync(Sources[0] with { Name = "openai/whisper-next", FormerName = "openai/whisper" });

        var drafts = await scene.DraftAsync($"mof draft {Whisper} --github --json");

        Assert.Contains(static component => component.Path?.StartsWith("https://github.com/openai/whisper-next/blob/", StringComparison.Ordinal) == true, Listed(drafts, Whisper));
    }

    [TestMethod]
    public async Task Cut_list_of_files_is_a_point_to_review()
    {
        await using var scene = await Scene.StartAsync(Sources[0] with { MaxTreeEntries = 20 });

        var drafts = await scene.DraftAsync($"mof draft {Whisper} --github --json");

        Assert.Contains("look for other code in openai/whisper: GitHub lists only a part of its files", drafts[0].GetProperty("checklist").EnumerateArray().Select(static item => item.GetString()));
    }

    [TestMethod]
    public async Task Hostile_names_of_files_change_no_other_line_of_a_draft()
    {
        await using var scene = await Scene.StartAsync(Sources[0] with { Paths = ["LICENSE", "a\ncomponents: []\n#/train.py", "x\u202E/eval.py", "\"'}]: - & *|>/demo.py", "# checksum: 0/sample.py"] });

        var drafts = await scene.DraftAsync($"mof draft {Whisper} --github --json");
        (await scene.Shell.RunAsync("mof validate models --json")).Ended(ExitCode.Done);

        var added = Listed(drafts, Whisper).Where(static component => component.Path?.Contains("/blob/", StringComparison.Ordinal) == true).ToList();
        Assert.AreSequenceEqual(["Inference code"], added.Select(static component => component.Name));
        Assert.AreEqual("unchanged", (await scene.DraftAsync($"mof draft {Whisper} --github --json"))[0].GetProperty("status").GetString(), "nobody has edited it");
    }

    [TestMethod]
    public async Task Gap_batch_has_the_evidence_too()
    {
        await using var scene = await Scene.StartAsync();

        scene.Shell.Write("models/other.yml", "release:\n  name: other\n  components: []\n");

        (await scene.Shell.RunAsync("mof gap --draft --yes --github --min-downloads 1 --max 30")).Ended(ExitCode.Done);

        Assert.Contains("https://github.com/openai/whisper/blob/", scene.Text("models/whisper-small.yml"));
    }

    [TestMethod]
    public async Task Scores_count_the_source_repository_and_a_snapshot_keeps_it()
    {
        await using var scene = await Scene.StartAsync(Sources[0] with { Contributors = [("ada", 10), ("grace", 10), ("joan", 10), ("mary", 10), ("rosa", 10)] });

        var without = await scene.ScoreAsync($"score {Whisper} --json");
        var with = await scene.ScoreAsync($"score {Whisper} --github --save-snapshot facts.json --json");
        var again = await scene.ScoreAsync("score --snapshot facts.json --json");

        Assert.IsLessThan(1, Metric(without, "bus_factor"));
        Assert.AreEqual(1, Metric(with, "bus_factor"), 1e-9);
        Assert.AreEqual(0.25, Metric(with, "code_quality") - Metric(without, "code_quality"), 1e-9);
        Assert.AreEqual(Metric(without, "dataset_and_code_score"), Metric(with, "dataset_and_code_score"), "the link alone has that score");
        Assert.Contains("+0.50 code of the model's own repository openai/whisper: whisper/transcribe.py", with.GetProperty("metrics").GetProperty("dataset_and_code_score").GetProperty("evidence").GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal).Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.AreEqual(with.GetProperty("net_score").GetDouble(), again.GetProperty("net_score").GetDouble());
    }

    [TestMethod]
    public async Task Refusal_leaves_the_score_as_it_is()
    {
        await using var scene = await Scene.StartAsync();
        var without = await scene.ScoreAsync($"score {Whisper} --json");
        scene.GitHub.FailWith(GitHubFaults.SecondaryLimit());

        var run = (await scene.Shell.RunAsync($"score {Whisper} --github --json")).Ended(ExitCode.Done);

        Assert.Contains("1 source repository could not be read: GitHub's rate limit is used up", run.Error);
        Assert.AreEqual(without.GetProperty("net_score").GetDouble(), (await run.JsonOfAsync("score")).GetProperty("models")[0].GetProperty("net_score").GetDouble());
    }

    [TestMethod]
    [DataRow("mof draft a/b --github --no-github", "--github and --no-github exclude each other")]
    [DataRow("mof gap --github", "--github belongs to --draft")]
    [DataRow("score --snapshot facts.json --github", "--github and --snapshot exclude each other")]
    public async Task Options_that_do_not_go_together_are_refused(string line, string message)
    {
        using var shell = new Shell();

        Assert.Contains(message, (await shell.RunAsync(line)).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    public async Task Address_of_GitHub_that_is_none_is_a_warning()
    {
        await using var scene = await Scene.StartAsync();
        scene.Shell.Variables["GITHUB_API_URL"] = "http://example.com";

        Assert.Contains("warning HFR6001", (await scene.Shell.RunAsync($"score {Whisper} --github")).Ended(ExitCode.Done).Error);
        Assert.IsEmpty(scene.GitHub.Requests);
    }

    private static IEnumerable<(string Name, string? Path, string? License, int Confidence)> Listed(IEnumerable<JsonElement> drafts, string model) =>
        drafts.Single(draft => draft.GetProperty("id").GetString() == model).GetProperty("components").EnumerateArray().Select(static component => (
            component.GetProperty("name").GetString()!, component.GetProperty("path").GetString(), component.GetProperty("license").GetString(), component.GetProperty("confidence").GetInt32()));

    private static double Metric(JsonElement model, string name) => model.GetProperty("metrics").GetProperty(name).GetProperty("score").GetDouble();

    private static LocalModel ModelOf(SourceCase known) => LocalModel.Of(known.Model, "bert", 1_000) with
    {
        PipelineTag = "fill-mask",
        Files = [new HubFile("README.md"), new HubFile("config.json"), new HubFile("model.safetensors")],
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", $"---\nlicense: apache-2.0\n---\n\n# Model\n\nOur code is available at [this place](https://github.com/{known.Repository}).\n"),
    };

    private sealed class Scene : IAsyncDisposable
    {
        private Scene(LocalHub hub, LocalGitHub gitHub)
        {
            (Hub, GitHub) = (hub, gitHub);
            Shell = new Shell().With(hub);
            foreach (var name in new[] { "GITHUB_API_URL", "GITHUB_GRAPHQL_URL", "GITHUB_SERVER_URL", "GITHUB_TOKEN" })
                Shell.Variables[name] = gitHub.Variable(name)!;
            Shell.Variables["HF_TOKEN"] = Secret;
            Shell.Variables["HF_ASSETS_CACHE"] = Shell.PathOf("assets");
        }

        public LocalHub Hub { get; }

        public LocalGitHub GitHub { get; }

        public Shell Shell { get; }

        public static async Task<Scene> StartAsync(params ImmutableArray<LocalSource> sources) => new(
            await LocalHub.StartAsync(SourceTrees.Cases.Select(ModelOf), new LocalHubOptions { Tokens = [Secret] }), await LocalGitHub.StartAsync(new LocalGitHubOptions { Sources = sources.IsEmpty ? Sources : sources }));

        public async Task<ImmutableArray<JsonElement>> DraftAsync(string line) => [.. (await (await Shell.RunAsync(line)).Ended(ExitCode.Done).JsonOfAsync("mof-draft")).GetProperty("drafts").EnumerateArray()];

        public async Task<JsonElement> ScoreAsync(string line) => (await (await Shell.RunAsync(line)).Ended(ExitCode.Done).JsonOfAsync("score")).GetProperty("models")[0];

        public string Text(string path) => File.ReadAllText(Shell.PathOf(path));

        public async ValueTask DisposeAsync()
        {
            Shell.Dispose();
            await Hub.DisposeAsync();
            await GitHub.DisposeAsync();
        }
    }
}
