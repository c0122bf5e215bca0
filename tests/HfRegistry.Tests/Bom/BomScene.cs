using System.Text.Json;
using HfRegistry.Bom;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Bom;

/// <summary>Models for bills of materials.</summary>
internal static class BomScene
{
    public static readonly Uri Hub = new("https://huggingface.co");

    public static readonly Revision Commit = Revision.Parse(new string('a', 40));

    private static readonly string Sha256 = new('5', 64);

    /// <summary>A file in large file storage, and a small one that git alone names.</summary>
    public static readonly ModelFile Weights = new("model.safetensors", 440_000_000, Sha256), Config = new("config.json", 500, new string('9', 40));

    /// <summary>Returns a model of a registry, whose files are locked.</summary>
    public static BomModel Model(string id = "acme/zebra", Func<ModelRecord, ModelRecord>? change = null)
    {
        var record = SmallRegistry.Model(id, "fill-mask", 440) with { Architectures = ["BertForMaskedLM"] };
        return new BomModel
        {
            Id = record.Id,
            Revision = record.Revision,
            Type = ModelType.Parse("bert"),
            Task = record.PipelineTag,
            Record = change is null ? record : change(record),
            Files = [Config, Weights],
            Uses = [new BomUse("bert") { Alias = "Bert", Tier = "Lock", Reason = "locked: the only base model", GateVerdict = "passed" }],
        };
    }

    /// <summary>Returns a model of which all is known that the Hub tells.</summary>
    public static BomModel Snapshot => BomModel.Of(SmallFacts.Zebra, new SelectionContext())! with { Files = [Config, Weights] };

    /// <summary>Returns a model of which nothing is known but its name.</summary>
    public static BomModel Bare => new() { Id = ModelId.Parse("acme/bare") };

    /// <summary>Returns a document.</summary>
    public static JsonElement Render(IEnumerable<BomModel> models, BomOptions? options = null) => JsonElement.Parse(BomDocument.Render(models, options ?? new BomOptions { Endpoint = Hub }));

    /// <summary>Returns the only component of a document.</summary>
    public static JsonElement Component(BomModel model) => JsonElement.Parse(BomDocument.RenderComponent(model, Hub));

    /// <summary>Returns the value of a component's property, or null.</summary>
    public static string? Property(JsonElement component, string name) =>
        component.GetProperty("properties").EnumerateArray().Where(property => property.GetProperty("name").GetString() == $"hfregistry:{name}").Select(static property => property.GetProperty("value").GetString()).SingleOrDefault();
}
