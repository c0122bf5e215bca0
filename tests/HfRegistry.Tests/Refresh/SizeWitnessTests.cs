using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Refresh;

[TestClass]
internal sealed class SizeWitnessTests
{
    [TestMethod]
    // Published in 8 bits, which nothing else says.
    [DataRow("acme/large-300B", 300e9, 160e9, 160e9, nameof(SizeBasis.Storage))]
    // A helper that is named after the model that it helps.
    [DataRow("acme/chat-35B-helper", 80e6, 320e6, 320e6, nameof(SizeBasis.Estimate))]
    // Old revisions make the storage larger than the model.
    [DataRow("acme/large-7B", 7e9, 90e9, 14e9, nameof(SizeBasis.Estimate))]
    // Files that other repositories store too.
    [DataRow("acme/large-7B", 7e9, 1e8, 14e9, nameof(SizeBasis.Estimate))]
    // Nothing else is known.
    [DataRow("acme/voice", 0, 330e6, 330e6, nameof(SizeBasis.Storage))]
    public void Estimate_is_not_larger_than_what_the_repository_stores(string id, double parameters, double storage, double expected, string basis)
    {
        var record = Build(new HubModel { Id = ModelId.Parse(id), ParameterCount = parameters > 0 ? (long)parameters : null, UsedStorage = (long)storage });

        Assert.AreEqual((expected, basis), ((double)record.Size!.Value.Bytes, record.SizeBasis.ToString()));
    }

    [TestMethod]
    // One file.
    [DataRow(1_000_000_000L, 800_000_000L, 800_000_000L, nameof(SizeBasis.Files))]
    // Several quantizations together.
    [DataRow(1_000_000_000L, 9_000_000_000L, 600_000_000L, nameof(SizeBasis.Estimate))]
    // A part of a file set.
    [DataRow(1_000_000_000L, 1_000_000L, 600_000_000L, nameof(SizeBasis.Estimate))]
    public void Facts_of_a_GGUF_file_state_framework_and_size(long parameters, long bytes, long expected, string basis)
    {
        var record = Build(new HubModel { Id = ModelId.Parse("acme/chat-GGUF"), Tags = ["gguf"], ParameterCount = parameters, Gguf = new HubGguf(parameters, bytes) });

        CollectionAssert.AreEqual(new[] { "gguf" }, record.Formats);
        Assert.AreEqual((expected, basis), (record.Size!.Value.Bytes, record.SizeBasis.ToString()));
    }

    [TestMethod]
    public async Task Answer_about_one_model_has_its_GGUF_facts_and_its_storage()
    {
        await using var hub = await LocalHub.StartAsync(LocalModel.Of("acme/chat-GGUF") with { Gguf = """{"total":999885952,"architecture":"gemma3","context_length":32768,"totalFileSize":806058144}""", UsedStorage = 9_000_000_000 });
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });

        var model = (await client.GetModelAsync(ModelId.Parse("acme/chat-GGUF"))).Value!;

        Assert.AreEqual((new HubGguf(999_885_952, 806_058_144), 999_885_952L, 9_000_000_000L), (model.Gguf, model.ParameterCount, model.UsedStorage));
        Assert.AreEqual("gguf", ModelTypeQuery.EntryOf(model).Name);
    }

    private static ModelRecord Build(HubModel model) => RecordBuilder.Build(model, new DateOnly(2026, 8, 22), new SelectionContext());
}
