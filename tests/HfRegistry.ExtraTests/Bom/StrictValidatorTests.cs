using System.Globalization;
using System.Text;
using System.Text.Json;
using HfRegistry.Bom;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.ExtraTests.Bom;

/// <summary>The strict validator of npm's CycloneDX library as the judge of our bills of materials, under both versions that we write.</summary>
[TestClass]
internal sealed class StrictValidatorTests : IDisposable
{
    private const int ModelsOfADocument = 250;

    private static readonly string[] Packages = ["@cyclonedx/cyclonedx-library@10.3.0", "ajv@8", "ajv-formats@3", "ajv-formats-draft2019@1"];

    private readonly string _folder = Directory.CreateTempSubdirectory("bom").FullName;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Documents_of_all_known_models_are_valid()
    {
        foreach (var spec in BomOptions.Specs)
        {
            foreach (var (place, models) in KnownModels().Chunk(ModelsOfADocument).Index())
                Write($"known-{place}-{spec}", BomDocument.Render(models, OptionsOf(spec)));
            Write($"snapshot-{spec}", BomDocument.Render([.. Snapshots(), new BomModel { Id = ModelId.Parse("bare") }], OptionsOf(spec)));
        }

        var findings = await ValidateAsync();

        Assert.IsGreaterThan(2 * 4_000 / ModelsOfADocument, findings.Count);
        var invalid = findings.Where(static finding => finding.Value.ValueKind != JsonValueKind.Null).Select(static finding => $"{finding.Key}: {finding.Value}").ToList();
        Assert.IsEmpty(invalid, string.Join('\n', invalid));
    }

    [TestMethod]
    public async Task Validator_refuses_what_it_should()
    {
        var valid = Encoding.UTF8.GetString(BomDocument.Render(Snapshots().Take(1), OptionsOf("1.6")));
        StringAssert.Contains(valid, "\"id\": \"Apache-2.0\"");
        Write("wrong", Encoding.UTF8.GetBytes(valid.Replace("\"id\": \"Apache-2.0\"", "\"id\": \"apache-2.0\"", StringComparison.Ordinal)));

        Assert.AreNotEqual(JsonValueKind.Null, (await ValidateAsync()).Single().Value.ValueKind);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static BomOptions OptionsOf(string spec) => new()
    {
        Spec = spec,
        Endpoint = new Uri("https://huggingface.co"),
        Subject = new BomSubject("Fünf & \"Söhne\"", "1.0.0-rc.1+5", IsLibrary: true),
        Phase = "build",
        Time = DateTimeOffset.UnixEpoch,
    };

    private static IEnumerable<BomModel> KnownModels() =>
        from entry in EmbeddedRegistry.Registry.Entries
        from record in entry.Models
        select new BomModel
        {
            Id = record.Id,
            Revision = record.Revision,
            Type = entry.Type,
            Task = record.PipelineTag,
            Record = record,
            Files = [new ModelFile("config.json", 7, new string('9', 40)), new ModelFile("onnx/größe model#1?.onnx", 8, new string('5', 64))],
            Uses = [new BomUse(entry.Type.Name) { Alias = "Model", Tier = "Embedded", Reason = entry.DefaultReason, GateVerdict = "passed" }],
        };

    // The forms of licenses, a card with everything in it, and hostile addresses.
    private static IEnumerable<BomModel> Snapshots()
    {
        string[] cards =
        [
            """{"license":"apache-2.0","datasets":["acme/stripes","acme/stripes","https://example.org/my data"],"language":["en","en"],"co2_eq_emissions":{"emissions":12.5},"model-index":[{"results":[{"dataset":{"type":"glue"},"metrics":[{"type":"accuracy","value":0.5}]}]}]}""",
            """{"license":"MIT OR GPL-3.0-only"}""",
            """{"license":["mit","llama3.1"],"license_link":"https://example.org/a b?c=ü#d"}""",
            """{"license":"other","license_name":"acme terms","license_link":"javascript:alert(1)"}""",
            """{"license":"gplv3"}""",
            """{"license":"unlicensed"}""",
            "{}",
        ];
        foreach (var (place, card) in cards.Index())
        {
            var id = ModelId.Parse(string.Create(CultureInfo.InvariantCulture, $"acme-lab/zebra-{place}"));
            var info = SmallFacts.Zebra.Info.Value! with { Id = id, CardData = card, Tags = ["arxiv:1810.04805", "base_model:acme/base", "base_model:finetune:acme/base"], Files = [new HubFile("LICENSE"), new HubFile("README.md")] };
            yield return BomModel.Of(SmallFacts.Zebra with { AskedId = id, Info = Fact.Known(info) }, new SelectionContext())!;
        }
    }

    private void Write(string name, byte[] document) => File.WriteAllBytes(Path.Combine(_folder, $"{name}.cdx.json"), document);

    private async Task<Dictionary<string, JsonElement>> ValidateAsync()
    {
        var script = await NodeScript.InstallAsync(
            RepositoryFiles.PathOf("tests", "HfRegistry.ExtraTests", "Bom", "validate.mjs"), Path.Combine(_folder, "node"), Packages, TestContext.CancellationToken);
        var output = await NodeScript.RunAsync("node", [script, .. Directory.GetFiles(_folder, "*.cdx.json")], _folder, TestContext.CancellationToken);
        return JsonElement.Parse(output).EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value, StringComparer.Ordinal);
    }
}
