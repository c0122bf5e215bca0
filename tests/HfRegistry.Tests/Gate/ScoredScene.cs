using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Gate;

/// <summary>A model on a local Hub of which every metric can be computed, and a registry that knows it.</summary>
internal static class ScoredScene
{
    public static readonly LocalModel Model = LocalModel.Of("acme/bert", "bert", 5_000) with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        Tags = ["safetensors", "license:apache-2.0"],
        ParameterCount = 110_000_000,
        Files = [new HubFile("README.md", 900), new HubFile("config.json", 400), new HubFile("model.safetensors", 440_000_000)],
        Texts = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("README.md", """
            ---
            license: apache-2.0
            ---
            # acme/bert

            A small model for tests.
            """),
    };

    public static readonly ModelId Id = ModelId.Parse(Model.Id);

    public static ModelRegistry Registry(RecordedScores? scores = null) => ModelRegistry.Of(
    [
        new RegistryEntry
        {
            Type = ModelType.Parse("bert"),
            DefaultModel = Id,
            Models = [Judged.Record with { Id = Id, Revision = Revision.Parse(Model.Sha!), Scores = scores }],
        },
    ]);

    public static RecordedScores? ScoresIn(ModelRegistry registry) => registry.Find(Id)!.Value.Model.Scores;
}
