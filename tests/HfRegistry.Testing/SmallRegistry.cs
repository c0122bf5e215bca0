using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Testing;

/// <summary>Registries of a few types, recent as of the tests' clock; the embedded registry knows all of them but <c>acme-llama</c>.</summary>
internal static class SmallRegistry
{
    /// <summary>When the registry was refreshed.</summary>
    public static readonly DateTimeOffset Updated = new(2026, 11, 14, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Returns the registry, refreshed then.</summary>
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

    /// <summary>The file of a registry of other types with one small, open model each: what the throw-away projects resolve against.</summary>
    /// <param name="now">When it was refreshed.</param>
    public static byte[] RenderForProjects(DateTimeOffset now) => RegistryFile.Render(ModelRegistry.Of(
    [
        Entry("bert", now, Model("google-bert/bert-base-uncased", "fill-mask", 440) with { AsOf = DateOnly.FromDateTime(now.UtcDateTime) }),
        Entry("distilbert", now, Model("distilbert/distilbert-base-uncased", "fill-mask", 268) with { AsOf = DateOnly.FromDateTime(now.UtcDateTime) }),
        Entry("gpt2", now, Model("openai-community/gpt2", "text-generation", 548) with { AsOf = DateOnly.FromDateTime(now.UtcDateTime) }),
        Entry("roberta", now, Model("FacebookAI/roberta-base", "fill-mask", 499) with { AsOf = DateOnly.FromDateTime(now.UtcDateTime) }),
        Entry("t5", now, Model("google-t5/t5-small", "translation", 242) with { AsOf = DateOnly.FromDateTime(now.UtcDateTime) }),
        Entry("vit", now, Model("google/vit-base-patch16-224", "image-classification", 346) with { AsOf = DateOnly.FromDateTime(now.UtcDateTime) }),
        Entry("whisper", now, Model("openai/whisper-small", "automatic-speech-recognition", 967) with { AsOf = DateOnly.FromDateTime(now.UtcDateTime) }),
    ]));

    /// <summary>Returns the record of an open model.</summary>
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
