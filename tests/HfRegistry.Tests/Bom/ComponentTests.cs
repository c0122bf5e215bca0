using System.Text.Json;
using HfRegistry.Bom;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Selection;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Bom;

[TestClass]
internal sealed class ComponentTests
{
    [TestMethod]
    public void Component_has_the_identity_of_the_model_at_its_commit()
    {
        var component = BomScene.Component(BomScene.Model());

        Assert.AreEqual("machine-learning-model", component.GetProperty("type").GetString());
        Assert.AreEqual(("acme", "zebra", BomScene.Commit.ToString()), (component.GetProperty("group").GetString(), component.GetProperty("name").GetString(), component.GetProperty("version").GetString()));
        Assert.AreEqual($"pkg:huggingface/acme/zebra@{BomScene.Commit}", component.GetProperty("purl").GetString());
        Assert.AreEqual(component.GetProperty("purl").GetString(), component.GetProperty("bom-ref").GetString());
        Assert.AreEqual("acme", component.GetProperty("manufacturer").GetProperty("name").GetString());
        Assert.AreEqual("bert BertForMaskedLM", $"{Parameter(component, "architectureFamily")} {Parameter(component, "modelArchitecture")}");
        Assert.AreEqual("passed", BomScene.Property(component, "gate"));
    }

    [TestMethod]
    public void Class_of_the_mof_document_and_the_scan_of_a_file_are_told_where_they_are_known()
    {
        var model = BomScene.Model();
        var component = BomScene.Component(model with
        {
            Uses = [.. model.Uses.Select(static use => use with { MofClass = "II" })],
            Scans = model.Scans.Add(BomScene.Config.Path, "safe"),
        });

        var files = component.GetProperty("components").EnumerateArray().ToDictionary(static file => file.GetProperty("name").GetString()!);
        Assert.AreEqual(("II", "safe", null), (BomScene.Property(component, "mof-class"), BomScene.Property(files[BomScene.Config.Path], "scan-status"), BomScene.Property(files[BomScene.Weights.Path], "scan-status")));
        Assert.IsNull(BomScene.Property(BomScene.Component(model), "mof-class"));
    }

    [TestMethod]
    public void Unknown_facts_are_told_to_be_unknown()
    {
        var component = BomScene.Component(BomScene.Bare);

        foreach (var member in new[] { "version", "licenses", "hashes", "components", "pedigree", "modelCard", "description", "tags" })
            Assert.IsFalse(component.TryGetProperty(member, out _), member);
        foreach (var property in new[] { "commit", "license", "base-model", "datasets", "files", "gated" })
            Assert.AreEqual("unknown", BomScene.Property(component, property), property);
        Assert.AreEqual("pkg:huggingface/acme/bare", component.GetProperty("purl").GetString());
    }

    [TestMethod]
    public void Declared_absence_is_not_unknown()
    {
        var component = BomScene.Component(BomScene.Model(change: static record => record with { License = null }));

        Assert.IsFalse(component.TryGetProperty("licenses", out _));
        Assert.AreEqual(("none-declared", "none-declared"), (BomScene.Property(component, "license"), BomScene.Property(component, "base-model")));
        Assert.AreEqual("unknown", BomScene.Property(BomScene.Component(BomScene.Model(change: static record => record with { License = null, Gating = Gating.Unknown })), "license"), "a record without gating was never described");
    }

    [TestMethod]
    public void Hashes_are_digests_of_contents_and_never_git_object_ids()
    {
        var component = BomScene.Component(BomScene.Model());

        var files = component.GetProperty("components").EnumerateArray().ToDictionary(static file => file.GetProperty("name").GetString()!);
        Assert.AreEqual(BomScene.Weights.Hash, files["model.safetensors"].GetProperty("hashes")[0].GetProperty("content").GetString());
        Assert.IsFalse(files["config.json"].TryGetProperty("hashes", out _));
        Assert.AreEqual(BomScene.Config.Hash, BomScene.Property(files["config.json"], "git-oid"));
        Assert.AreEqual("SHA-256", component.GetProperty("hashes")[0].GetProperty("alg").GetString());
        var shards = BomScene.Model() with { Files = [BomScene.Weights with { Path = "model-1.safetensors" }, BomScene.Weights with { Path = "model-2.safetensors" }] };
        Assert.IsFalse(BomScene.Component(shards).TryGetProperty("hashes", out _), "two files have no digest together");
    }

    [TestMethod]
    [DataRow("apache-2.0", null, "id Apache-2.0")]
    [DataRow("llama3.1", null, "name Llama 3.1 Community License Agreement")]
    [DataRow("other", "acme terms", "name acme terms")]
    [DataRow("other", null, "name other")]
    [DataRow("mit or apache-2.0", null, "expression MIT OR Apache-2.0")]
    [DataRow("mit|apache-2.0", null, "expression Apache-2.0 AND MIT")]
    [DataRow("mit|llama2", null, "name Llama 2 Community License Agreement|id MIT")]
    [DataRow("gplv3", null, "name gplv3")]
    [DataRow("unlicensed", null, null)]
    public void Licenses_are_ids_of_the_list_or_one_expression_or_names(string stated, string? name, string? expected)
    {
        var component = BomScene.Component(BomScene.Model(change: record => record.With(LicenseSet.Of(stated.Split('|'), name))));

        var actual = component.TryGetProperty("licenses", out var licenses) ? string.Join('|', licenses.EnumerateArray().Select(Describe)) : null;
        Assert.AreEqual(expected, actual);

        static string Describe(JsonElement choice) => choice.TryGetProperty("expression", out var expression) ? $"expression {expression}"
            : choice.GetProperty("license").TryGetProperty("id", out var id) ? $"id {id}" : $"name {choice.GetProperty("license").GetProperty("name")}";
    }

    [TestMethod]
    public void Snapshot_adds_the_card_its_datasets_and_its_sections()
    {
        var snapshot = SmallFacts.Zebra;
        var info = snapshot.Info.Value! with { CardData = """{"license":"other","license_name":"acme-terms","license_link":"LICENSE.md","language":["en","en"],"datasets":["acme-lab/stripes"],"co2_eq_emissions":{"emissions":12.5},"model-index":[{"results":[{"dataset":{"type":"glue"},"metrics":[{"type":"Accuracy","value":0.845}]}]}]}""", Files = [.. snapshot.Info.Value.Files, new HubFile("LICENSE.md")], Tags = ["arxiv:1810.04805", "arxiv:1810.04805"] };
        var component = BomScene.Component(BomModel.Of(snapshot with { Info = Fact.Known(info) }, new SelectionContext())!);

        Assert.AreEqual("dataset:acme-lab/stripes", component.GetProperty("modelCard").GetProperty("modelParameters").GetProperty("datasets")[0].GetProperty("ref").GetString());
        var figure = component.GetProperty("modelCard").GetProperty("quantitativeAnalysis").GetProperty("performanceMetrics")[0];
        Assert.AreEqual(("accuracy", "0.845", "glue"), (figure.GetProperty("type").GetString(), figure.GetProperty("value").GetString(), figure.GetProperty("slice").GetString()));
        var considerations = component.GetProperty("modelCard").GetProperty("considerations");
        StringAssert.StartsWith(considerations.GetProperty("technicalLimitations")[0].GetString(), "Limitations (https://huggingface.co/acme-lab/zebra-base/blob/0123456789abcdef0123456789abcdef01234567/README.md)");
        Assert.AreEqual("12.5", BomScene.Property(considerations.GetProperty("environmentalConsiderations"), "co2-eq-emissions-grams"));
        Assert.AreEqual("fill-mask|transformers|en", string.Join('|', component.GetProperty("tags").EnumerateArray()), "no tag twice");
        var links = component.GetProperty("externalReferences").EnumerateArray().ToLookup(static link => link.GetProperty("type").GetString(), static link => link.GetProperty("url").GetString());
        Assert.AreEqual("https://huggingface.co/acme-lab/zebra-base/blob/0123456789abcdef0123456789abcdef01234567/LICENSE.md", links["license"].Single());
        Assert.AreEqual("https://arxiv.org/abs/1810.04805", links["documentation"].Single());
    }

    [TestMethod]
    public void Base_models_are_ancestors()
    {
        var component = BomScene.Component(BomScene.Model(change: static record => record with { BaseModels = [ModelId.Parse("acme/base")], BaseModelRelation = "quantized", Quantization = "gguf" }));

        Assert.AreEqual("pkg:huggingface/acme/base", component.GetProperty("pedigree").GetProperty("ancestors")[0].GetProperty("purl").GetString());
        Assert.AreEqual("quantized", component.GetProperty("pedigree").GetProperty("notes").GetString());
        Assert.AreEqual("unknown", BomScene.Property(BomScene.Component(BomScene.Model(change: static record => record with { Quantization = "gguf" })), "base-model"), "a copy has an original");
    }

    [TestMethod]
    public void Model_of_another_Hub_names_it()
    {
        var component = JsonElement.Parse(BomDocument.RenderComponent(BomScene.Model(), new Uri("https://models.example.com/hub/")));

        Assert.AreEqual($"pkg:huggingface/acme/zebra@{BomScene.Commit}?repository_url=https%3A%2F%2Fmodels.example.com%2Fhub", component.GetProperty("purl").GetString());
        Assert.AreEqual("models.example.com", component.GetProperty("supplier").GetProperty("name").GetString());
    }

    [TestMethod]
    public void Id_without_an_owner_has_no_package_url()
    {
        var component = BomScene.Component(BomScene.Bare with { Id = ModelId.Parse("gpt2") });

        Assert.IsFalse(component.TryGetProperty("purl", out _));
        Assert.AreEqual("huggingface:gpt2", component.GetProperty("bom-ref").GetString());
    }

    [TestMethod]
    public void Foreign_text_is_made_printable()
    {
        var component = BomScene.Component(BomScene.Model(change: static record => record with { Library = "trans\u202Eformers\u001b[2J", License = "other", LicenseName = "terms\nof\u0007use" }));

        Assert.AreEqual("trans\uFFFDformers\uFFFD[2J", BomScene.Property(component, "library"));
        Assert.AreEqual("terms\uFFFDof\uFFFDuse", component.GetProperty("licenses")[0].GetProperty("license").GetProperty("name").GetString());
    }

    private static string? Parameter(JsonElement component, string name) => component.GetProperty("modelCard").GetProperty("modelParameters").GetProperty(name).GetString();
}
