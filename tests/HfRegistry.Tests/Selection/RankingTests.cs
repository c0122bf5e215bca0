using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Selection;

[TestClass]
internal sealed class RankingTests
{
    public static IEnumerable<object[]> Types =>
    [
        ["bert", "google-bert/bert-base-uncased", new[]
        {
            Known.Model("google-bert/bert-base-uncased", 60_000_000, "fill-mask"), Known.Model("google-bert/bert-large-uncased", 1_000_000, "fill-mask"),
            Known.Model("sentence-transformers/all-MiniLM-L6-v2", 250_000_000, "sentence-similarity", "sentence-transformers"),
            Known.Model("BAAI/bge-small-en-v1.5", 70_000_000, "feature-extraction"), Known.Model("hf-internal-testing/tiny-random-BertModel", 90_000_000),
            Known.Model("dslim/bert-base-NER", 2_000_000, "token-classification"),
        }],
        ["t5", "google-t5/t5-small", new[]
        {
            Known.Model("amazon/chronos-2", 37_000_000, "time-series-forecasting"), Known.Model("google-t5/t5-small", 22_000_000, "translation"),
            Known.Model("google/flan-t5-large", 1_700_000, "text2text-generation"), Known.Model("google-t5/t5-3b", 400_000, "translation"),
        }],
        ["vit", "google/vit-base-patch16-224", new[]
        {
            Known.Model("Falconsai/nsfw_image_detection", 90_000_000, "image-classification"), Known.Model("google/vit-base-patch16-224", 8_000_000, "image-classification"),
        }],
        ["qwen2", "Qwen/Qwen2.5-0.5B-Instruct", new[]
        {
            Known.Model("Qwen/Qwen2.5-0.5B-Instruct", 4_000_000, "text-generation") with { ParameterCount = 494_000_000 },
            Known.Model("Qwen/Qwen2.5-72B-Instruct", 4_000_000, "text-generation") with { ParameterCount = 72_700_000_000 },
            Known.Model("Qwen/Qwen2.5-7B-Instruct-AWQ", 9_000_000, "text-generation") with { Quantization = "awq" },
            Known.Model("someone/qwen2-lora", 9_000_000, "text-generation", "peft"),
        }],
        ["phi3", "microsoft/Phi-3-mini-4k-instruct", new[]
        {
            Known.Model("microsoft/Phi-3-mini-4k-instruct", 900_000, "text-generation"), Known.Model("failspy/Phi-3-mini-abliterated", 2_000_000, "text-generation"),
        }],
        ["whisper", "openai/whisper-small", new[]
        {
            Known.Model("openai/whisper-small", 2_000_000, "automatic-speech-recognition"), Known.Model("openai/whisper-large-v2", 3_000_000, "automatic-speech-recognition"),
            Known.Model("mlx-community/whisper-small-mlx", 3_000_000) with { Quantization = "mlx" },
        }],
        ["xlm-roberta", "FacebookAI/xlm-roberta-base", new[]
        {
            Known.Model("BAAI/bge-m3", 36_000_000, "sentence-similarity"), Known.Model("FacebookAI/xlm-roberta-base", 18_000_000, "fill-mask"),
            Known.Model("BAAI/bge-reranker-v2-m3", 18_000_000, "text-classification"),
        }],
        ["gptj", "EleutherAI/gpt-j-6b", new[]
        {
            Known.Model("EleutherAI/gpt-j-6b", null, "text-generation"), Known.Model("peft-internal-testing/tiny-random-GPTJForCausalLM", 60_000),
        }],
    ];

    [TestMethod]
    [DynamicData(nameof(Types))]
    public void A_bare_type_stands_for_its_base_model_in_whatever_order_the_models_come(string type, string expected, ModelRecord[] models)
    {
        var random = new Random(20_260_907);
        var first = Scores(Known.Entry(type, models));
        Assert.AreEqual(expected, first[0].Split(' ')[0]);
        for (var round = 0; round < 20; round++)
        {
            random.Shuffle(models);
            CollectionAssert.AreEqual(first, Scores(Known.Entry(type, models)));
        }
    }

    [TestMethod]
    public void A_dummy_never_stands_for_a_type_and_an_embedder_only_when_nothing_else_is_known()
    {
        Assert.IsNull(Known.Chosen(Known.Entry("mpnet", Known.Model("hf-internal-testing/tiny-random-MPNetModel", 1_000))));

        var embedder = Known.Model("sentence-transformers/all-mpnet-base-v2", 30_000_000, "sentence-similarity", "sentence-transformers");
        var chosen = Selector.RankDefaults(Known.Entry("mpnet", embedder), Known.Context).Chosen;
        Assert.AreEqual("nothing better is known: its library is sentence-transformers", chosen?.Reasons[0]);
        Assert.AreEqual("microsoft/mpnet-base", Known.Chosen(Known.Entry("mpnet", embedder, Known.Model("microsoft/mpnet-base", 400_000, "fill-mask"))));
    }

    [TestMethod]
    public void A_model_that_next_to_nobody_uses_stands_for_nothing() =>
        Assert.IsNull(Known.Chosen(Known.Entry("beit", Known.Model("someone/my_beit", 12, "image-classification"))));

    [TestMethod]
    public void The_largest_count_there_is_has_a_score()
    {
        var ranked = Selector.RankDefaults(Known.Entry("bert", Known.Model("a/bert-base", long.MaxValue, "fill-mask"), Known.Model("b/bert-base", 9_000, "fill-mask")), Known.Context);

        Assert.AreEqual("a/bert-base", ranked.Chosen?.Model.Id.ToString());
        Assert.IsTrue(ranked.Candidates.All(candidate => double.IsFinite(candidate.Score)));
    }

    [TestMethod]
    public void A_part_of_a_model_has_no_default()
    {
        var entry = Known.Entry("clip_vision_model", Known.Model("someone/clip-vision", 9_000)) with { ComponentOf = ModelType.Parse("clip") };
        var result = Selector.RankDefaults(entry, Known.Context);
        Assert.IsNull(result.Chosen);
        Assert.AreEqual("clip_vision_model is a part of clip", result.Rejections[0].Reason);
    }

    private static string[] Scores(RegistryEntry entry) =>
        [.. Selector.RankDefaults(entry, Known.Context).Candidates.Select(candidate => $"{candidate.Model.Id} {candidate.Score}")];
}
