using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Cli.Tests;

/// <summary>A registry of a few types, recent as of the tests' clock; the embedded registry knows all of them but <c>acme-llama</c>.</summary>
internal static class SmallRegistry
{
    public static readonly DateTimeOffset Updated = new(2026, 11, 14, 0, 0, 0, TimeSpan.Zero);

    public static ModelRegistry Create(DateTimeOffset? updated = null) => ModelRegistry.Of(
    [
        Entry("bert", updated, Model("google-bert/bert-base-uncased", "fill-mask", 440), Model("google-bert/bert-large-uncased", "fill-mask", 1_340)),
        Entry("gpt2", updated, Model("openai-community/gpt2", "text-generation", 550) with { License = "mit" }),
        Entry("gptj", updated, Model("EleutherAI/gpt-j-6b", "text-generation", 24_200)),
        Entry("xlm-roberta", updated, Model("FacebookAI/xlm-roberta-base", "fill-mask", 1_120) with { License = "mit" }),
        Entry("acme-llama", updated, Model("acme/llama-7b", "text-generation", 13_500) with { License = "llama2", Gating = Gating.Manual }),
    ]);

    /// <summary>A registry of one of the types alone.</summary>
    public static ModelRegistry Of(string type) => ModelRegistry.Of(Create().Entries.Where(entry => entry.Type.Name == type));

    /// <summary>The registry after a refresh a day later, which confirmed some of the types.</summary>
    public static ModelRegistry Refreshed(params IReadOnlyList<string> types) =>
        ModelRegistry.Of(Create().Entries.Select(entry => types.Contains(entry.Type.Name) ? entry with { UpdatedAt = Updated.AddDays(1) } : entry));

    public static ModelRecord Model(string id, string task, int sizeMB) => new()
    {
        Id = ModelId.Parse(id),
        Revision = Revision.Parse(new string('a', 40)),
        PipelineTag = task,
        Library = "transformers",
        Formats = ["pytorch", "safetensors"],
        Size = ByteSize.FromMegabytes(sizeMB),
        SizeBasis = SizeBasis.Parameters,
        License = "apache-2.0",
        Gating = Gating.Open,
        Downloads30d = 1_200_000,
        AsOf = new DateOnly(2026, 11, 14),
    };

    private static RegistryEntry Entry(string type, DateTimeOffset? updated, params ImmutableArray<ModelRecord> models) => new()
    {
        Type = ModelType.Parse(type),
        DefaultModel = models[0].Id,
        DefaultReason = "the only base model",
        Models = models,
        UpdatedAt = updated ?? Updated,
    };
}
