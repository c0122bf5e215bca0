using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class BomTests
{
    private const string Commit = "1111111111111111111111111111111111111111";

    private static readonly string Sha256 = new('5', 64);

    [TestMethod]
    public async Task Lock_file_gives_the_document_with_its_commits_and_hashes()
    {
        using var shell = new Shell().With(Registry());
        var entry = new LockEntry { Request = new RawRequest { Include = "bert" }, Id = ModelId.Parse("acme/bert"), Revision = Revision.Parse(Commit), Type = ModelType.Parse("bert"), Tier = Tier.Registry, Reason = "the only one", Files = [new ModelFile("model.safetensors", 9, Sha256)] };
        Assert.IsNull(new LockFile { Entries = [entry] }.Save(shell.PathOf(LockFile.FileName)));

        var run = (await shell.RunAsync("bom")).Ended(ExitCode.Done);

        var component = JsonElement.Parse(run.Out).GetProperty("components")[0];
        Assert.AreEqual((Commit, Sha256), (component.GetProperty("version").GetString(), component.GetProperty("hashes")[0].GetProperty("content").GetString()));
        StringAssert.Contains(run.Out, "\"hfregistry:facts-commit\"");
        StringAssert.Contains(run.Error, "acme/bert: datasets, card, scores unknown");
        Assert.AreEqual(run.Out, (await shell.RunAsync($"bom --lock {LockFile.FileName} .")).Out, "a folder stands for its lock files");
    }

    [TestMethod]
    public async Task File_is_written_and_the_facts_are_told()
    {
        using var shell = new Shell().With(Registry());

        var told = await (await shell.RunAsync("bom acme/bert acme/silent --spec 1.7 --output out.cdx.json --json")).JsonOfAsync("bom");

        Assert.AreEqual(("Apache-2.0", "known", "unknown", "absent"), (
            told.GetProperty("models")[0].GetProperty("license").GetString(), Fact(told, 0, "license"), Fact(told, 0, "hashes"), Fact(told, 1, "license")));
        Assert.AreEqual("1.7", JsonElement.Parse(await File.ReadAllTextAsync(shell.PathOf("out.cdx.json"))).GetProperty("specVersion").GetString());
        Assert.AreEqual(JsonValueKind.Null, told.GetProperty("bom").ValueKind);
        Assert.AreEqual("CycloneDX", (await (await shell.RunAsync("bom acme/bert --json")).JsonOfAsync("bom")).GetProperty("bom").GetProperty("bomFormat").GetString());
    }

    [TestMethod]
    public async Task Hub_adds_the_card_the_datasets_and_the_scores()
    {
        await using var hub = await LocalHub.StartAsync(Model());
        using var shell = new Shell().With(hub).With(Registry());

        var run = (await shell.RunAsync("bom acme/bert --online")).Ended(ExitCode.Done);

        StringAssert.Contains(run.Out, "\"dataset:acme/stripes\"");
        StringAssert.Contains(run.Out, "\"hfregistry:metric:license\"");
        StringAssert.Contains(run.Out, $"repository_url={Uri.EscapeDataString(hub.Endpoint.ToString().TrimEnd('/'))}");
        (await shell.RunAsync("bom acme/gone --online")).Ended(ExitCode.Findings);
    }

    [TestMethod]
    public async Task Notices_carry_the_licenses_with_their_links_and_call_an_unknown_one_so()
    {
        using var shell = new Shell().With(Registry());

        var run = (await shell.RunAsync("notices acme/bert acme/silent acme/custom acme/nobody-asked acme/llama")).Ended(ExitCode.Done);

        foreach (var line in new[]
        {
            "License:      Apache-2.0", "https://spdx.org/licenses/Apache-2.0.html", "License:      none declared", "nothing permits you to distribute", "License:      acme terms", "The license is custom.",
            "License:      unknown", "Made by:      acme (https://huggingface.co/acme)", "Derived from: acme/bert", "restricts what the model may be used for",
        })
            StringAssert.Contains(run.Out, line);
        var told = await (await shell.RunAsync("notices acme/custom --json --output NOTICE")).JsonOfAsync("notices");
        Assert.AreEqual("LicenseRef-acme-terms", told.GetProperty("models")[0].GetProperty("spdx").GetString());
        StringAssert.StartsWith(await File.ReadAllTextAsync(shell.PathOf("NOTICE")), "This product uses the following models.\n\nacme/custom at ");
    }

    [TestMethod]
    [InProcess("the container image has no SDK")]
    public async Task Project_gives_the_models_that_it_declares()
    {
        using var shell = new Shell().With(Registry());
        shell.Write("app/App.csproj", """<Project><ItemGroup><HfModel Include="acme/llama" /><HfModel Include="no-such-type" Optional="true" /></ItemGroup></Project>""");
        shell.Write("app/Wrong.csproj", """<Project><ItemGroup><HfModel Include="no-such-type" /></ItemGroup></Project>""");

        var told = await (await shell.RunAsync("bom app/App.csproj acme/bert --json")).Ended(ExitCode.Done).JsonOfAsync("bom");

        Assert.AreEqual("acme/bert, acme/llama", string.Join(", ", told.GetProperty("models").EnumerateArray().Select(static model => model.GetProperty("model_id"))));
        (await shell.RunAsync("bom app/Wrong.csproj")).Ended(ExitCode.Usage);
    }

    [TestMethod]
    public async Task Words_that_are_no_model_and_no_lock_file_are_refused()
    {
        using var shell = new Shell().With(Registry());

        StringAssert.Contains((await shell.RunAsync("bom not:an:id")).Ended(ExitCode.Usage).Error, "HFR1005");
        StringAssert.Contains((await shell.RunAsync("bom")).Ended(ExitCode.Usage).Error, "HFR1023");
        (await shell.RunAsync("bom acme/bert --spec 1.4")).Ended(ExitCode.Usage);
    }

    private static string? Fact(JsonElement told, int model, string name) => told.GetProperty("models")[model].GetProperty("facts").GetProperty(name).GetString();

    private static ModelRegistry Registry()
    {
        ModelRecord Of(string id) => SmallRegistry.Model(id, "fill-mask", 10);
        return ModelRegistry.Of(
        [
            new RegistryEntry
            {
                Type = ModelType.Parse("bert"),
                DefaultModel = ModelId.Parse("acme/bert"),
                Models =
                [
                    Of("acme/bert"),
                    Of("acme/silent") with { License = null },
                    Of("acme/custom") with { License = "other", LicenseName = "acme terms" },
                    Of("acme/nobody-asked") with { License = null, Gating = Gating.Unknown },
                    Of("acme/llama") with { License = "llama3.1", BaseModels = [ModelId.Parse("acme/bert")], BaseModelRelation = "finetune" },
                ],
                UpdatedAt = SmallRegistry.Updated,
            },
        ]);
    }

    private static LocalModel Model() => LocalModel.Of("acme/bert", "bert", 900) with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        Tags = ["license:apache-2.0"],
        CardData = """{"license":"apache-2.0","datasets":["acme/stripes"]}""",
        Files = [new HubFile("config.json", 400), new HubFile("model.safetensors", 440_000)],
    };
}
