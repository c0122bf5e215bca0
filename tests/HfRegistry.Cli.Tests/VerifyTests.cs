using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class VerifyTests
{
    private const string Bert = "google-bert/bert-base-uncased";
    private const string Secret = "hf_granted";

    private static readonly LocalModel BertModel = LocalModel.Of(Bert, "bert", 60_000_000) with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        FormerIds = ["bert-base-uncased"],
        Files = [new HubFile("config.json"), new HubFile("model.safetensors"), new HubFile("tokenizer.json")],
    };

    private static readonly LocalModel Gpt2Model = LocalModel.Of("openai-community/gpt2", "gpt2", 10_000_000) with
    {
        PipelineTag = "text-generation",
        LibraryName = "transformers",
        Files = [new HubFile("config.json"), new HubFile("pytorch_model.bin"), new HubFile("vocab.json")],
    };

    [TestMethod]
    public async Task A_sound_model_passes()
    {
        await using var hub = await LocalHub.StartAsync(BertModel);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync($"verify {Bert} --task fill-mask --framework safetensors --library transformers --json")).Ended(ExitCode.Done);

        var verified = await run.JsonOfAsync("verify");
        Assert.AreEqual((1, 0, 0, 1), Counts(verified));
        Assert.AreSequenceEqual(
            ["exists", "name", "enabled", "access", "task", "framework", "library", "files", "weights"],
            verified.GetProperty("models")[0].GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("check").GetString()!));
    }

    [TestMethod]
    public async Task A_person_reads_every_check_of_a_named_model()
    {
        await using var hub = await LocalHub.StartAsync(Gpt2Model);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync("verify openai-community/gpt2")).Ended(ExitCode.Findings);

        Assert.Contains("openai-community/gpt2  weights  failed   its weights are pickle files only (1)", run.Out);
        Assert.Contains("1 model: 0 passed, 1 failed, 0 could not be asked about; 1 requests.", run.Out);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public async Task A_renamed_model_is_a_finding_that_names_the_new_id()
    {
        await using var hub = await LocalHub.StartAsync(BertModel);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync("verify bert-base-uncased --json")).Ended(ExitCode.Findings);

        var model = (await run.JsonOfAsync("verify")).GetProperty("models")[0];
        Assert.AreEqual(("bert-base-uncased", Bert, "failed"), (Text(model, "model_id"), Text(model, "current_id"), Text(model, "verdict")));
    }

    [TestMethod]
    public async Task Every_default_of_a_registry_is_verified()
    {
        await using var hub = await LocalHub.StartAsync(
            BertModel with { HubId = new string('b', 24) }, Gpt2Model, LocalModel.Of("EleutherAI/gpt-j-6B", "gptj") with { FormerIds = [], Gating = Gating.Manual });
        var registry = SmallRegistry.Create();
        var bert = registry.Find(ModelType.Parse("bert"))!;
        using var shell = new Shell().With(hub).With(registry.With(bert with { Models = [bert.Models[0] with { HubId = new string('a', 24) }, bert.Models[1]] }));

        var run = (await shell.RunAsync("verify --registry --json")).Ended(ExitCode.Findings);

        var verified = await run.JsonOfAsync("verify");
        var models = verified.GetProperty("models").EnumerateArray().ToDictionary(model => Text(model, "model_type")!);
        Assert.HasCount(5, models);
        Assert.Contains("its _id is bbbbbbbbbbbbbbbbbbbbbbbb, and was aaaaaaaaaaaaaaaaaaaaaaaa", Reason(models["bert"], "identity"));
        Assert.Contains("pickle files only", Reason(models["gpt2"], "weights"));
        Assert.Contains("the Hub writes it EleutherAI/gpt-j-6B", Reason(models["gptj"], "name"));
        Assert.Contains("accept its terms", Reason(models["gptj"], "access"));
        Assert.Contains("does not exist on the Hub, or is private", Reason(models["xlm-roberta"], "exists"));
        Assert.IsLessThanOrEqualTo(10, verified.GetProperty("requests").GetInt32());
    }

    [TestMethod]
    public async Task The_registry_that_is_named_is_the_one_whose_defaults_are_verified()
    {
        await using var hub = await LocalHub.StartAsync(BertModel);
        using var shell = new Shell().With(hub);
        Assert.IsNull(RegistryFile.Save(SmallRegistry.Of("bert"), shell.PathOf("other.json")));

        var run = (await shell.RunAsync("verify --registry other.json")).Ended(ExitCode.Done);

        Assert.AreEqual("1 model: 1 passed, 0 failed, 0 could not be asked about; 1 requests.\n", run.Out);
    }

    [TestMethod]
    public async Task Of_defaults_only_what_did_not_pass_is_shown()
    {
        await using var hub = await LocalHub.StartAsync(BertModel, Gpt2Model);
        using var shell = new Shell().With(hub).With(ModelRegistry.Of([.. SmallRegistry.Of("bert").Entries, .. SmallRegistry.Of("gpt2").Entries]));

        var run = (await shell.RunAsync("verify --registry")).Ended(ExitCode.Findings);

        Assert.DoesNotContain(Bert, run.Out);
        Assert.Contains("openai-community/gpt2  weights  failed", run.Out);
    }

    [TestMethod]
    [DataRow("verify", "HFR5006")]
    [DataRow("verify a//b", "HFR1005")]
    [DataRow("verify a/b --task luck", "HFR1002")]
    [DataRow("verify a/b --framework luck", "HFR1004")]
    [DataRow("verify a/b --library no/library", "HFR1005")]
    [DataRow("verify --registry missing.json", "HFR4001")]
    public async Task A_mistake_costs_no_request(string line, string code)
    {
        await using var hub = await LocalHub.StartAsync(BertModel);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync($"{line} --json")).Ended(ExitCode.Usage);

        Assert.AreEqual(code, Text((await run.JsonOfAsync("error")).GetProperty("errors")[0], "code"));
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    [DataRow("HF_HUB_OFFLINE")]
    [DataRow("HF_API_DISABLED")]
    [DataRow("USE_STATIC_REGISTRY")]
    public async Task Only_a_ban_stops_it(string name)
    {
        await using var hub = await LocalHub.StartAsync(BertModel);
        using var shell = new Shell().With(hub);
        shell.Variables["CI"] = "true";
        (await shell.RunAsync($"verify {Bert}")).Ended(ExitCode.Done);
        shell.Variables[name] = "1";

        var run = (await shell.RunAsync($"verify {Bert}")).Ended(ExitCode.Refused);

        Assert.Contains($"`hfregistry verify` needs the network, but {name} forbids it", run.Error);
        Assert.HasCount(1, hub.Requests);
    }

    [TestMethod]
    public async Task A_wrong_token_is_network_trouble_and_named_as_such()
    {
        await using var hub = await LocalHub.StartAsync(BertModel);
        using var shell = new Shell().With(hub);
        shell.Variables["HF_TOKEN"] = "hf_wrong";

        var run = (await shell.RunAsync($"verify {Bert} a/b --json")).Ended(ExitCode.Network);

        Assert.AreEqual((0, 0, 2, hub.Requests.Length), Counts(await run.JsonOfAsync("verify")));
        Assert.Contains("HFR4104: 2 of 2 models were not verified", run.Error);
    }

    [TestMethod]
    public async Task What_was_found_is_told_even_when_something_is_missing()
    {
        await using var hub = await LocalHub.StartAsync(Gpt2Model, BertModel);
        hub.FailWith(Faults.When("bert", Faults.Status(403, "", ("X-Error-Message", "no"))), Faults.When("absent", Faults.Status(400, "no")));
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync($"verify openai-community/gpt2 {Bert} acme/absent --json")).Ended(ExitCode.Network);

        Assert.AreEqual((0, 2, 1, 3), Counts(await run.JsonOfAsync("verify")));
    }

    /// <summary>What a Hub, or somebody in its place, may do with the token that it was sent.</summary>
    public static IEnumerable<LocalFault> Hostilities =>
    [
        Faults.Body($$"""{"id":"acme/{{Secret}}"}"""),
        Faults.Body($$"""{"id":"{{Bert}}","library_name":"{{Secret}}","pipeline_tag":"{{Secret}}","cardData":{"new_version":"acme/{{Secret}}"},"config":{"model_type":"{{Secret}}"},"siblings":[{"rfilename":"{{Secret}}-00002-of-00002.safetensors"}]}"""),
        Faults.Status(401, Secret), Faults.Status(403, Secret), Faults.Status(404, Secret), Faults.Status(500, Secret), Faults.Status(400, Secret, ("X-Error-Message", Secret)),
        Faults.Status(307, "", ("Location", $"http://{Secret}.example/")), Faults.Status(307, "", ("Location", $"/api/models/{Secret}/{Secret}")),
        Faults.RateLimited(100_000), Faults.HtmlBadGateway, Faults.CutConnection, Faults.TruncatedBody, Faults.Body(Secret),
    ];

    [TestMethod]
    [DynamicData(nameof(Hostilities))]
    [InProcess("a process cannot skip the waits between its tries")]
    public async Task The_token_is_in_no_output_under_any_fault(LocalFault fault)
    {
        await using var hub = await LocalHub.StartAsync(BertModel with { Gating = Gating.Manual }, Gpt2Model);
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(hub).With(SmallRegistry.Create());
        shell.Variables["HF_TOKEN"] = Secret;
        hub.FailWith(fault);

        foreach (var line in (string[])[$"verify {Bert} --task fill-mask --library timm", "verify --registry --json", "suggest --task fill-mask", "refresh --type bert --details --dry-run"])
        {
            var run = await shell.RunAsync(line);

            Assert.AreNotEqual(ExitCode.Bug, run.ExitCode, run.Error);
            Assert.DoesNotContain(Secret, (run.Out + run.Error).ToLowerInvariant(), line);
        }
    }

    private static (int Passed, int Failed, int Unknown, int Requests) Counts(JsonElement verified) => (
        verified.GetProperty("passed").GetInt32(), verified.GetProperty("failed").GetInt32(), verified.GetProperty("unknown").GetInt32(), verified.GetProperty("requests").GetInt32());

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Reason(JsonElement model, string check) =>
        Text(model.GetProperty("checks").EnumerateArray().Single(row => Text(row, "check") == check), "reason")!;
}
