using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Mof;

[TestClass]
internal sealed class MofGapTests
{
    private const string Hostile = "x</style><script>alert(1)</script>|`@everyone`\u202E\u0007[a](javascript:b)";

    private static readonly LocalModel Bird = LocalModel.Of("garden/bird-7b", "llama", 250_000) with { PipelineTag = "text-generation", Tags = ["license:mit", "arxiv:2401.00001"], Files = [new HubFile("config.json"), new HubFile("model.safetensors")] };
    private static readonly LocalModel Copy = LocalModel.Of("copies/bird-7b-GGUF", "llama", 20_000) with { Tags = ["base_model:quantized:garden/bird-7b"] };
    private static readonly LocalModel Cat = LocalModel.Of("garden/cat", "bert", 60_000) with { PipelineTag = "fill-mask", Tags = ["license:cc-by-nc-4.0"], FormerIds = ["lab/cat"], Files = [new HubFile("config.json")] };
    private static readonly LocalModel Dog = LocalModel.Of("garden/dog", "bert", 900);

    private static string Document(string name, string huggingface) =>
        $"framework:\n  name: Model Openness Framework\n  version: '1.0'\n  date: '2024-12-15'\nrelease:\n  name: {name}\n  date: '2024-12-15'\n  producer: Garden\n  huggingface: {huggingface}\n  license: {{}}\n  components:\n    -\n      name: Model card\n      description: A card\n      license: MIT\n";

    [TestMethod]
    public async Task Json_is_what_the_schema_says()
    {
        await using var hub = await LocalHub.StartAsync(Bird, Copy, Cat, Dog);
        using var shell = new Shell().With(hub);
        shell.Write("models/cat.yml", Document("cat", "https://huggingface.co/lab/cat"));
        shell.Write("models/bird.yml", Document("Bird 7B", "The Bird"));

        var run = (await shell.RunAsync("mof gap --models-dir models --json")).Ended(ExitCode.Done);

        var gap = await run.JsonOfAsync("mof-gap");
        var missing = gap.GetProperty("missing").EnumerateArray().Single();
        Assert.AreEqual(("garden/bird-7b", 250_000, "high", "text-generation"), (Text(missing, "id"), missing.GetProperty("downloads").GetInt32(), Text(missing, "priority"), Text(missing, "task")));
        Assert.AreEqual("models/bird.yml", Text(missing.GetProperty("matched_maybe")[0], "file"));
        Assert.AreEqual((0, "listing"), (missing.GetProperty("could_reach").GetInt32(), Text(missing, "estimated_from")));
        Assert.AreEqual("copies/bird-7b-GGUF", Text(missing.GetProperty("copies")[0], "id"));
        var present = gap.GetProperty("present").EnumerateArray().Single();
        Assert.AreEqual(("garden/cat", "models/cat.yml", "renamed"), (Text(present, "id"), Text(present, "file"), Text(present, "matched_by")));
        Assert.AreEqual((false, hub.Requests.Length), (gap.GetProperty("partial").GetBoolean(), gap.GetProperty("requests").GetInt32()));
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public async Task A_person_reads_all_missing_models_by_priority_and_task()
    {
        await using var hub = await LocalHub.StartAsync(Bird, Copy, Cat, Dog);
        using var shell = new Shell().With(hub);
        Directory.CreateDirectory(shell.PathOf("models"));

        var run = (await shell.RunAsync("mof gap --min-downloads 1")).Ended(ExitCode.Done);

        Assert.Contains("high      text-generation  garden/bird-7b    250,000  none", run.Out);
        Assert.Contains("medium    fill-mask        garden/cat         60,000  none", run.Out);
        Assert.Contains("4 models with at least 1 downloads: 0 with a document, 3 without (1 high, 1 medium, 1 low).", run.Out);
        Assert.Contains("an estimate from the Hub's listing alone", run.Out);
    }

    [TestMethod]
    [DataRow("", "1 model without one left out by mof.ignore of hfregistry.json.")]
    [DataRow(" --format markdown", "- 1 model without one left out by mof.ignore of hfregistry.json.")]
    [DataRow(" --format html", "Left out by <code>mof.ignore</code> of <code>hfregistry.json</code>: 1.")]
    [DataRow(" --json", "\"ignored\": 1,")]
    public async Task What_the_configuration_ignores_is_counted_and_neither_missing_nor_drafted(string form, string said)
    {
        await using var hub = await LocalHub.StartAsync(Bird, Cat);
        using var shell = new Shell().With(hub);
        Directory.CreateDirectory(shell.PathOf("models"));
        shell.Write("hfregistry.json", """{ "mof": { "ignore": ["garden/bird-7b"] } }""");

        var run = (await shell.RunAsync($"mof gap --draft --yes{form}")).Ended(ExitCode.Done);

        Assert.Contains(said, run.Out);
        Assert.DoesNotContain("garden/bird-7b", run.Out);
        Assert.AreSequenceEqual(["cat.yml"], Directory.GetFiles(shell.PathOf("models")).Select(Path.GetFileName));
    }

    [TestMethod]
    [DataRow("html")]
    [DataRow("md")]
    [DataRow("json")]
    [DataRow("txt")]
    public async Task Hostile_names_are_inert_in_every_form(string ending)
    {
        await using var hub = await LocalHub.StartAsync(Bird with { PipelineTag = Hostile, Tags = [$"license:{Hostile}", $"base_model:quantized:{Hostile}"] }, LocalModel.Of("../../<b>", "x", 9_000));
        using var shell = new Shell().With(hub);
        shell.Write("models/bird.yml", Document("'bird 7b'", $"\"{Hostile.Replace("\u0007", "", StringComparison.Ordinal)}\""));

        (await shell.RunAsync($"mof gap --output gap.{ending}")).Ended(ExitCode.Done);

        var text = await File.ReadAllTextAsync(shell.PathOf($"gap.{ending}"));
        Assert.IsFalse(text.Contains('\u202E') || text.Contains('\u0007'));
        if (ending is "html" or "json")
            Assert.DoesNotContain("<script", text);
        if (ending == "html")
        {
            Assert.Contains("default-src 'none'", text);
            Assert.DoesNotContain("javascript:", text.Replace("[a](javascript:b)", "", StringComparison.Ordinal));
            Assert.DoesNotContain("href=\"x", text);
        }

        if (ending == "md")
            Assert.IsTrue(text.Split('\n').Where(line => line.StartsWith('|')).All(line => line.EndsWith('|')), "no row is broken");
    }

    [TestMethod]
    [InProcess("a process cannot skip the waits between its tries")]
    public async Task A_broken_listing_writes_what_came_says_partial_and_exits_4()
    {
        await using var hub = await LocalHub.StartAsync(Population.OfEach(["bert"], 1_500), new LocalHubOptions { Faults = [Faults.After(1, Faults.Status(502))] });
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(hub);
        Directory.CreateDirectory(shell.PathOf("models"));

        var run = (await shell.RunAsync("mof gap --limit 2000 --json")).Ended(ExitCode.Network);

        var gap = await run.JsonOfAsync("mof-gap");
        Assert.AreEqual((true, 1_000), (gap.GetProperty("partial").GetBoolean(), gap.GetProperty("listed").GetInt32()));
        Assert.Contains("HFR2301", run.Error);
    }

    [TestMethod]
    public async Task A_batch_drafts_the_most_popular_ones_and_the_next_one_goes_on()
    {
        await using var hub = await LocalHub.StartAsync(Bird, Copy, Cat, Dog);
        using var shell = new Shell().With(hub);
        Directory.CreateDirectory(shell.PathOf("models"));

        var first = (await shell.RunAsync("mof gap --draft --yes --max 1 --output-dir drafts --json")).Ended(ExitCode.Done);
        var second = (await shell.RunAsync("mof gap --draft --yes --max 1 --output-dir drafts")).Ended(ExitCode.Done);

        var drafts = (await first.JsonOfAsync("mof-gap")).GetProperty("drafts");
        Assert.AreEqual((1, 0, 0, 1), (drafts.GetProperty("drafted").GetInt32(), drafts.GetProperty("refused").GetInt32(), drafts.GetProperty("failed").GetInt32(), drafts.GetProperty("left").GetInt32()));
        Assert.AreSequenceEqual(["bird-7b.yml", "cat.yml"], Directory.GetFiles(shell.PathOf("drafts")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.Contains("Drafts: 1 drafted, 0 refused, 0 failed; 1 were there already, 0 are left for the next batch.", second.Out);
    }

    [TestMethod]
    public async Task A_batch_over_a_document_that_a_person_wrote_is_refused_and_it_stays()
    {
        await using var hub = await LocalHub.StartAsync(Bird);
        using var shell = new Shell().With(hub);
        var written = Document("something else", "''");
        shell.Write("models/bird-7b.yml", written);

        var run = await shell.RunAsync("mof gap --draft --yes");

        Assert.Contains("Drafts: 0 drafted, 1 refused, 0 failed;", run.Ended(ExitCode.Done).Out);
        Assert.AreEqual(written, await File.ReadAllTextAsync(shell.PathOf("models", "bird-7b.yml")));
    }

    [TestMethod]
    [DataRow("y\n", 1)]
    [DataRow("n\n", 0)]
    [DataRow("", 0)]
    public async Task A_terminal_is_asked_before_a_batch_begins(string typed, int drafted)
    {
        await using var hub = await LocalHub.StartAsync(Bird);
        using var shell = new Shell { IsTerminal = true, Input = typed }.With(hub);
        Directory.CreateDirectory(shell.PathOf("models"));

        var run = (await shell.RunAsync("mof gap --draft")).Ended(ExitCode.Done);

        Assert.Contains("Draft 1 of 1 missing models into", run.Error);
        Assert.HasCount(drafted, Directory.GetFiles(shell.PathOf("models")));
    }

    [TestMethod]
    public async Task Elsewhere_a_batch_needs_yes_and_costs_no_request_without()
    {
        await using var hub = await LocalHub.StartAsync(Bird);
        using var shell = new Shell().With(hub);
        Directory.CreateDirectory(shell.PathOf("models"));

        var run = (await shell.RunAsync("mof gap --draft")).Ended(ExitCode.Usage);

        Assert.Contains("Add --yes", run.Error);
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    public async Task The_environment_is_honored_below_the_flags()
    {
        await using var hub = await LocalHub.StartAsync(Bird, Cat, Dog);
        using var shell = new Shell().With(hub);
        Directory.CreateDirectory(shell.PathOf("models"));
        shell.Variables["MIN_DOWNLOADS"] = "100000";
        shell.Variables["LIMIT"] = "2";
        shell.Variables["MAX_MODELS"] = "1";
        shell.Variables["OUTPUT_DIR"] = "elsewhere";

        var byVariable = await (await shell.RunAsync("mof gap --json")).JsonOfAsync("mof-gap");
        var byFlag = await (await shell.RunAsync("mof gap --min-downloads 1 --limit 3 --draft --yes --json")).JsonOfAsync("mof-gap");

        Assert.AreEqual((1, 2), (byVariable.GetProperty("listed").GetInt32(), byVariable.GetProperty("limit").GetInt32()));
        Assert.AreEqual((3, 1), (byFlag.GetProperty("listed").GetInt32(), byFlag.GetProperty("drafts").GetProperty("drafted").GetInt32()));
        Assert.IsTrue(File.Exists(shell.PathOf("elsewhere", "bird-7b.yml")));
    }

    [TestMethod]
    [DataRow("mof gap --models-dir nowhere", "HFR2005")]
    [DataRow("mof gap --min-downloads many", "HFR1005")]
    [DataRow("mof gap --limit 0", "HFR1005")]
    [DataRow("mof gap --model-type luck", "HFR1002")]
    [DataRow("mof gap --max 3", "HFR5006")]
    [DataRow("mof gap --format pdf", "HFR5006")]
    [DataRow("mof compare missing.yml a/b", "HFR2005")]
    [DataRow("mof compare missing.yml a//b", "HFR1005")]
    public async Task A_mistake_costs_no_request(string line, string code)
    {
        await using var hub = await LocalHub.StartAsync(Bird);
        using var shell = new Shell().With(hub);
        shell.Write("models/bird.yml", Document("bird", "garden/bird-7b"));

        var run = (await shell.RunAsync($"{line} --json")).Ended(ExitCode.Usage);

        Assert.AreEqual(code, Text((await run.JsonOfAsync("error")).GetProperty("errors")[0], "code"));
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    public async Task A_document_that_cannot_be_read_is_a_finding()
    {
        await using var hub = await LocalHub.StartAsync(Bird);
        using var shell = new Shell().With(hub);
        shell.Write("models/broken.yml", "release: [");

        Assert.Contains("HFR2001", (await shell.RunAsync("mof gap")).Ended(ExitCode.Findings).Error);
    }

    [TestMethod]
    public async Task A_ban_stops_it()
    {
        using var shell = new Shell();
        shell.Variables["HF_HUB_OFFLINE"] = "1";

        Assert.Contains("HF_HUB_OFFLINE forbids it", (await shell.RunAsync("mof gap")).Ended(ExitCode.Refused).Error);
        Assert.Contains("HF_HUB_OFFLINE forbids it", (await shell.RunAsync("mof compare a.yml a/b")).Ended(ExitCode.Refused).Error);
    }

    [TestMethod]
    public async Task A_comparison_with_differences_exits_1_and_its_json_is_what_the_schema_says()
    {
        await using var hub = await LocalHub.StartAsync(Bird);
        using var shell = new Shell().With(hub);
        shell.Write("models/bird.yml", Document("bird", "garden/bird-7b"));

        var run = (await shell.RunAsync("mof compare models/bird.yml garden/bird-7b --json")).Ended(ExitCode.Findings);
        var text = (await shell.RunAsync("mof compare models/bird.yml garden/bird-7b")).Ended(ExitCode.Findings);

        var compared = await run.JsonOfAsync("mof-compare");
        Assert.AreEqual("not_listed", Text(compared.GetProperty("components").EnumerateArray().Single(component => Text(component, "name") == "Model parameters (Final)"), "standing"));
        Assert.Contains("Model parameters (Final)  not listed", text.Out);
    }

    [TestMethod]
    public async Task A_comparison_follows_a_rename_and_says_so()
    {
        await using var hub = await LocalHub.StartAsync(Cat);
        using var shell = new Shell().With(hub);
        shell.Write("models/cat.yml", Document("cat", "garden/cat"));

        var run = await shell.RunAsync("mof compare models/cat.yml lab/cat --json");
        var text = await shell.RunAsync("mof compare models/cat.yml lab/cat");

        var compared = await run.JsonOfAsync("mof-compare");
        Assert.AreEqual(("garden/cat", "lab/cat"), (Text(compared, "id"), compared.GetProperty("renamed_from")[0].GetString()));
        Assert.Contains("lab/cat is renamed: the Hub answers for it with garden/cat.\n", text.Out);
        Assert.DoesNotContain("the document says", text.Out);
    }

    [TestMethod]
    public async Task A_comparison_with_a_model_that_does_not_exist_says_so()
    {
        await using var hub = await LocalHub.StartAsync(Bird);
        using var shell = new Shell().With(hub);
        shell.Write("models/bird.yml", Document("bird", "garden/bird-7b"));

        Assert.Contains("does not exist on the Hub", (await shell.RunAsync("mof compare models/bird.yml garden/nothing")).Ended(ExitCode.Findings).Error);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
