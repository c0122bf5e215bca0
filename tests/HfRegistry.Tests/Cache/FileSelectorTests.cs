using System.Collections.Immutable;
using HfRegistry.Cache;

namespace HfRegistry.Tests.Cache;

[TestClass]
internal sealed class FileSelectorTests
{
    private static readonly string[] SentenceTransformer =
    [
        ".gitattributes", "1_Pooling/config.json", "README.md", "config.json", "config_sentence_transformers.json", "data_config.json", "model.safetensors", "modules.json",
        "onnx/model.onnx", "onnx/model_O1.onnx", "onnx/model_O4.onnx", "onnx/model_qint8_arm64.onnx", "onnx/model_quint8_avx2.onnx", "openvino/openvino_model.bin",
        "openvino/openvino_model.xml", "pytorch_model.bin", "rust_model.ot", "sentence_bert_config.json", "special_tokens_map.json", "tf_model.h5", "tokenizer.json",
        "tokenizer_config.json", "train_script.py", "vocab.txt",
    ];

    private static readonly string[] SentenceTransformerTexts =
    [
        "1_Pooling/config.json", "README.md", "config.json", "config_sentence_transformers.json", "data_config.json", "modules.json", "sentence_bert_config.json",
        "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt",
    ];

    [TestMethod]
    [DataRow(null, null, "model.safetensors")]
    [DataRow("onnx", null, "onnx/model.onnx")]
    [DataRow("onnx", "O4", "onnx/model_O4.onnx")]
    [DataRow("onnx", "qint8_arm64", "onnx/model_qint8_arm64.onnx")]
    [DataRow("pytorch", null, "pytorch_model.bin")]
    public void One_copy_of_the_weights_is_taken_with_what_a_library_reads_beside_it(string? framework, string? quantization, string weights)
    {
        var selection = Choose(SentenceTransformer, new FileRequest { Framework = framework, Quantization = quantization });

        CollectionAssert.AreEqual(SentenceTransformerTexts.Append(weights).Order(StringComparer.Ordinal).ToList(), selection);
    }

    [TestMethod]
    public void Shards_come_together_with_their_index_and_without_the_publishers_original()
    {
        string[] files =
        [
            "LICENSE", "USE_POLICY.md", "config.json", "generation_config.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
            "model.safetensors.index.json", "original/consolidated.00.pth", "original/params.json", "pytorch_model.bin.index.json", "tokenizer.json", "trainer_state.json",
        ];

        CollectionAssert.AreEqual(
            new[]
            {
                "LICENSE", "USE_POLICY.md", "config.json", "generation_config.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
                "model.safetensors.index.json", "tokenizer.json",
            },
            Choose(files, new FileRequest()));
    }

    [TestMethod]
    public void A_set_of_shards_with_one_missing_is_refused()
    {
        var outcome = FileSelector.Choose(Files("model-00001-of-00003.safetensors", "model-00003-of-00003.safetensors", "config.json"), new FileRequest());

        Assert.AreEqual(DiagnosticCatalog.NoFileChosen.Code, outcome.Diagnostics.Single().Code);
        StringAssert.Contains(outcome.Diagnostics[0].Message, "1 part", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(null, "m-Q4_K_M.gguf")]
    [DataRow("q8_0", "m-Q8_0.gguf")]
    [DataRow("IQ4_XS", "m-IQ4_XS.gguf")]
    [DataRow("BF16", "BF16/m-BF16-00001-of-00002.gguf", "BF16/m-BF16-00002-of-00002.gguf")]
    public void One_quantization_of_GGUF_is_taken(string? quantization, params string[] weights)
    {
        string[] files =
        [
            "BF16/m-BF16-00001-of-00002.gguf", "BF16/m-BF16-00002-of-00002.gguf", "README.md", "m-IQ4_XS.gguf", "m-Q2_K.gguf", "m-Q4_K_M.gguf", "m-Q8_0.gguf", "mmproj-F16.gguf",
        ];

        CollectionAssert.AreEqual(
            weights.Append("README.md").Order(StringComparer.Ordinal).ToList(), Choose(files, new FileRequest { Framework = "gguf", Quantization = quantization }));
    }

    [TestMethod]
    public void A_quantization_that_is_not_there_is_refused_with_those_that_are()
    {
        var outcome = FileSelector.Choose(Files("m-Q4_K_M.gguf", "m-Q8_0.gguf"), new FileRequest { Quantization = "Q5_K_M" });

        StringAssert.Contains(outcome.Diagnostics.Single().Message, "Q4_K_M, Q8_0", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Two_models_in_one_repository_are_not_guessed_between()
    {
        var outcome = FileSelector.Choose(Files("a-Q4_K_M.gguf", "b-Q4_K_M.gguf"), new FileRequest());

        StringAssert.Contains(outcome.Diagnostics.Single().Message, "a-Q4_K_M.gguf, b-Q4_K_M.gguf", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_pipeline_gives_the_weights_of_each_of_its_folders()
    {
        string[] files =
        [
            "flux1-dev.safetensors", "model_index.json", "scheduler/scheduler_config.json", "text_encoder/config.json", "text_encoder/model.fp16.safetensors",
            "text_encoder/model.safetensors", "unet/diffusion_pytorch_model.safetensors", "unet/diffusion_pytorch_model.bin", "vae/diffusion_pytorch_model.safetensors",
        ];

        CollectionAssert.AreEqual(
            new[]
            {
                "model_index.json", "scheduler/scheduler_config.json", "text_encoder/config.json", "text_encoder/model.safetensors",
                "unet/diffusion_pytorch_model.safetensors", "vae/diffusion_pytorch_model.safetensors",
            },
            Choose(files, new FileRequest()));
    }

    [TestMethod]
    public void A_graph_brings_the_data_that_it_keeps_outside()
    {
        string[] files =
        [
            "config.json", "onnx/decoder_model.onnx", "onnx/decoder_model_merged.onnx", "onnx/decoder_model_merged.onnx_data", "onnx/decoder_with_past_model.onnx",
            "onnx/encoder_model.onnx", "onnx/encoder_model.onnx_data", "onnx/encoder_model_quantized.onnx",
        ];

        CollectionAssert.AreEqual(
            new[] { "config.json", "onnx/decoder_model_merged.onnx", "onnx/decoder_model_merged.onnx_data", "onnx/encoder_model.onnx", "onnx/encoder_model.onnx_data" },
            Choose(files, new FileRequest { Framework = "onnx" }));
    }

    [TestMethod]
    public void Patterns_choose_what_they_name_and_nothing_else()
    {
        CollectionAssert.AreEqual(new[] { "onnx/model.onnx", "tokenizer.json" }, Choose(SentenceTransformer, new FileRequest { Include = ["onnx/model.onnx", "tokenizer.json"] }));
        Assert.AreEqual(
            DiagnosticCatalog.NoFileChosen.Code, FileSelector.Choose(Files(SentenceTransformer), new FileRequest { Include = ["*.gguf"] }).Diagnostics.Single().Code);
    }

    [TestMethod]
    public void A_framework_that_is_not_there_is_refused_with_those_that_are()
    {
        var outcome = FileSelector.Choose(Files(SentenceTransformer), new FileRequest { Framework = "gguf" });

        StringAssert.Contains(outcome.Diagnostics.Single().Message, "onnx, openvino, pytorch, safetensors, tensorflow", StringComparison.Ordinal);
    }

    private static List<string> Choose(string[] files, FileRequest request) =>
        [.. FileSelector.Choose(Files(files), request).Value!.Files.Select(static file => file.Path)];

    private static ImmutableArray<RemoteFile> Files(params string[] paths) => [.. paths.Select(static path => new RemoteFile(path, 1, new string('a', 40)))];
}
