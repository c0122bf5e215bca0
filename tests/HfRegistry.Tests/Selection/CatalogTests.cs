using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Selection;

[TestClass]
internal sealed class CatalogTests
{
    [TestMethod]
    public void Every_type_has_an_identifier_of_its_own()
    {
        var types = Known.Context.Types.All;
        Assert.AreEqual(666, types.Count(type => type.IsCurrent));
        Assert.HasCount(types.Count, types.Select(type => ModelNames.Identifier(type.Type.Name).ToLowerInvariant()).Distinct().ToList());
    }

    [TestMethod]
    [DataRow("gpt-j", "GptJ")]
    [DataRow("blip-2", "Blip2")]
    [DataRow("4m", "Model4m")]
    [DataRow("string", "ModelString")]
    public void Identifiers_are_valid_in_every_language(string name, string expected) => Assert.AreEqual(expected, ModelNames.Identifier(name));

    [TestMethod]
    public void Every_task_with_classes_has_a_type_and_every_known_type_is_in_the_catalog()
    {
        foreach (var task in TaskCatalog.BuiltIn.All)
        {
            Assert.AreEqual(task.ClassKeys.IsEmpty && task.KnownFor.IsEmpty, Known.Context.TypesFor(task.Name).IsEmpty, task.Name);
            Assert.IsEmpty(task.KnownFor.Where(type => Known.Context.Types.Find(type) is null).ToList(), task.Name);
        }
    }

    [TestMethod]
    public void A_part_names_a_whole_that_is_no_part()
    {
        foreach (var type in Known.Context.Types.All.Where(type => type.ComponentOf is not null))
            Assert.IsNull(Known.Context.Types.Find(type.ComponentOf!)?.ComponentOf, type.Type.Name);
    }

    [TestMethod]
    public void Files_and_tags_tell_frameworks()
    {
        var model = Hub(["onnx"], new HubFile("training_args.bin", 1), new HubFile("openvino_model.bin", 2), new HubFile("pytorch_model-00001-of-00002.bin", 3));
        CollectionAssert.AreEqual(new[] { "onnx", "openvino", "pytorch" }, WeightFormats.Of(model).ToArray());
    }

    [TestMethod]
    public void Sizes_count_one_format_and_say_their_basis()
    {
        var files = Hub([], new HubFile("model-00001-of-00002.safetensors", 10), new HubFile("model-00002-of-00002.safetensors", 5), new HubFile("pytorch_model.bin", 99));
        Assert.AreEqual((new ByteSize(15), SizeBasis.Files), Size(files));
        Assert.AreEqual((new ByteSize(6), SizeBasis.Parameters), Size(files with { ParametersByDtype = ImmutableSortedDictionary<string, long>.Empty.Add("BF16", 3) }));
        Assert.AreEqual((new ByteSize(3), SizeBasis.Files), Size(Hub([], new HubFile("a.Q2_K.gguf", 3), new HubFile("a.Q8_0.gguf", 9))));
        Assert.AreEqual((new ByteSize(400), SizeBasis.Estimate), Size(Hub([]) with { ParameterCount = 100 }));
        Assert.AreEqual((ByteSize.FromMegabytes(14_000), SizeBasis.Name), Size(Hub([]) with { Id = ModelId.Parse("owner/thing-7B") }));
        Assert.AreEqual((null, SizeBasis.Unknown), Size(Hub([])));
    }

    [TestMethod]
    [DataRow(0L, 0L)]
    [DataRow(99L, 99L)]
    [DataRow(2_738L, 2_700L)]
    [DataRow(2_750L, 2_800L)]
    public void Counts_keep_two_digits(long count, long expected) => Assert.AreEqual(expected, RecordBuilder.Rounded(count));

    [TestMethod]
    public void A_record_reads_license_and_origin_from_tags()
    {
        var record = RecordBuilder.Build(
            Hub(["license:MIT", "base_model:a/b", "base_model:finetune:a/b", "dataset:c"]), new(2026, 9, 7), Known.Context);
        Assert.AreEqual("mit", record.License);
        Assert.AreEqual("finetune", record.BaseModelRelation);
        Assert.AreEqual("a/b", record.BaseModels.Single().ToString());
        Assert.AreEqual(ModelKind.FineTune, ModelKinds.Of(record, ModelType.Parse("bert"), Known.Context)?.Trait);
    }

    [TestMethod]
    public void Types_of_one_architecture_line_are_relatives_and_parts_are_not()
    {
        var relatives = TypeCatalog.BuiltIn.RelativesOf(ModelType.Parse("roberta")).Select(type => type.Name).ToList();

        Assert.AreSequenceEqual(["camembert", "roberta-prelayernorm", "xlm-roberta", "xlm-roberta-xl"], relatives);
        Assert.IsEmpty(TypeCatalog.BuiltIn.RelativesOf(ModelType.Parse("clip")), "its parts are not published");
        Assert.IsEmpty(TypeCatalog.BuiltIn.RelativesOf(ModelType.Parse("no-such-type")));
    }

    [TestMethod]
    public void To_be_relatives_is_mutual()
    {
        var catalog = TypeCatalog.BuiltIn;

        foreach (var info in catalog.All.Where(info => info.ComponentOf is null))
            Assert.IsTrue(catalog.RelativesOf(info.Type).All(other => catalog.RelativesOf(other).Contains(info.Type)), info.Type.Name);
    }

    private static (ByteSize?, SizeBasis) Size(HubModel model) => WeightSize.Of(model, HfConfiguration.Empty);

    private static HubModel Hub(string[] tags, params HubFile[] files) => new() { Id = ModelId.Parse("owner/thing"), Tags = [.. tags], Files = [.. files] };
}
