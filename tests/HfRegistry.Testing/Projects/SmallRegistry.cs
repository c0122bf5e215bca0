using HfRegistry.Registry;

namespace HfRegistry.Testing.Projects;

/// <summary>A registry of a few types with one model each, confirmed just now: what the throw-away projects resolve against.</summary>
public static class SmallRegistry
{
    private static readonly (string Type, string Id, string Task, long Megabytes)[] Models =
    [
        ("bert", "google-bert/bert-base-uncased", "fill-mask", 440),
        ("distilbert", "distilbert/distilbert-base-uncased", "fill-mask", 268),
        ("gpt2", "openai-community/gpt2", "text-generation", 548),
        ("roberta", "FacebookAI/roberta-base", "fill-mask", 499),
        ("t5", "google-t5/t5-small", "translation", 242),
        ("vit", "google/vit-base-patch16-224", "image-classification", 346),
        ("whisper", "openai/whisper-small", "automatic-speech-recognition", 967),
    ];

    /// <summary>The file's text.</summary>
    /// <param name="now">When the facts were confirmed.</param>
    public static byte[] Render(DateTimeOffset now) => RegistryFile.Render(ModelRegistry.Of(Models.Select(model => Entry(model.Type, model.Id, model.Task, model.Megabytes, now))));

    private static RegistryEntry Entry(string type, string id, string task, long megabytes, DateTimeOffset now) => new()
    {
        Type = ModelType.Parse(type),
        DefaultModel = ModelId.Parse(id),
        DefaultReason = "the only one here",
        UpdatedAt = now,
        Models =
        [
            new ModelRecord
            {
                Id = ModelId.Parse(id),
                Revision = Revision.Parse(new string('a', 40)),
                PipelineTag = task,
                Library = "transformers",
                Formats = ["pytorch", "safetensors"],
                Size = ByteSize.FromMegabytes(megabytes),
                SizeBasis = SizeBasis.Parameters,
                License = "apache-2.0",
                Gating = Gating.Open,
                Downloads30d = 1_000_000,
                AsOf = DateOnly.FromDateTime(now.UtcDateTime),
            },
        ],
    };
}
