using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Snapshots;

namespace HfRegistry.Tests.Quality;

[TestClass]
internal sealed class CodeQualityMetricTests
{
    // No custom code runs: the part that a repository has by doing nothing.
    private const double Floor = 0.15;

    [TestMethod]
    [DataRow("transformers", "config.json", 0.25)]
    [DataRow("diffusers", "model_index.json", 0.25)]
    [DataRow("peft", "adapter_config.json", 0.25)]
    [DataRow("peft", "config.json", 0.0)]
    [DataRow("sentence-transformers", "modules.json", 0.25)]
    [DataRow("spacy", "meta.json", 0.25)]
    [DataRow(null, "config.json", 0.0)]
    [DataRow("transformers", "sub/config.json", 0.0)]
    public void The_configuration_is_the_one_that_the_library_reads(string? library, string file, double value) =>
        Assert.AreEqual(Floor + value, Value(Some.Info with { LibraryName = library, PipelineTag = "fill-mask", Files = [new HubFile(file)] }), 1e-9);

    [TestMethod]
    [DataRow("model.safetensors", 0.2)]
    [DataRow("model.safetensors pytorch_model.bin", 0.2)]
    [DataRow("pytorch_model.bin", 0.0)]
    [DataRow("tf_model.h5", 0.0)]
    public void Weights_are_safe_or_not(string files, double value) => Assert.AreEqual(Floor + value, Value(Files(files, "fill-mask")), 1e-9);

    [TestMethod]
    [DataRow("text-generation", "tokenizer.json", 0.15)]
    [DataRow("text-generation", "vocab.json merges.txt", 0.15)]
    [DataRow("text-generation", "vocab.json", 0.0)]
    [DataRow("text-generation", "preprocessor_config.json", 0.0)]
    [DataRow("image-classification", "preprocessor_config.json", 0.15)]
    [DataRow("image-classification", "tokenizer.json", 0.0)]
    [DataRow("image-text-to-text", "tokenizer.json preprocessor_config.json", 0.15)]
    [DataRow("image-text-to-text", "tokenizer.json", 0.0)]
    [DataRow("automatic-speech-recognition", "vocab.json tokenizer_config.json preprocessor_config.json", 0.15)]
    [DataRow("text-to-image", "x", 0.15)]
    [DataRow("tabular-regression", "x", 0.15)]
    [DataRow(null, "tokenizer.json", 0.0)]
    public void The_task_tells_what_is_needed_to_feed_the_model(string? task, string files, double value) => Assert.AreEqual(Floor + value, Value(Files(files, task)), 1e-9);

    [TestMethod]
    public void A_GGUF_file_carries_its_configuration_and_its_tokenizer() => Assert.AreEqual(
        0.25 + 0.2 + 0.15 + 0.15, Value(Files("x.Q4.gguf", "text-generation") with { LibraryName = "gguf" }), 1e-9);

    [TestMethod]
    public void Custom_code_needs_a_license_and_words_about_it()
    {
        var info = Files("modeling_zebra.py LICENSE", "fill-mask") with { HasCustomCode = true };
        const string Card = "## Loading\nThis needs `trust_remote_code=True`, which runs modeling_zebra.py.";

        Assert.AreEqual(0.15, Value(info));
        Assert.AreEqual(0.30, Value(info, Card));
        Assert.AreEqual(0.0, Value(info with { Files = [new HubFile("modeling_zebra.py")] }, Card));
        Assert.AreEqual(0.15, Value(info with { HasCustomCode = false, Tags = ["custom_code"] }));
        Assert.IsNull((Some.Snapshot(info) with { Card = Fact.Unknown<string>("gated") }).Of(Metric.CodeQuality).Value);
    }

    [TestMethod]
    [DataRow("work|initial commit", 0.1)]
    [DataRow("initial commit", 0.0)]
    [DataRow("work", 0.0)]
    [DataRow("Upload folder using huggingface_hub|initial commit", 0.0)]
    [DataRow("Update README.md|Upload model|initial commit", 0.0)]
    [DataRow("Add files using upload-large-folder tool|initial commit", 0.0)]
    public void A_history_has_a_message_of_its_own(string titles, double value) =>
        Assert.AreEqual(Floor + value, Some.Snapshot(Files("x", "fill-mask"), history: Some.Commits(titles.Split('|'))).ValueOf(Metric.CodeQuality), 1e-9);

    [TestMethod]
    public void Unread_files_or_commits_make_it_unknown()
    {
        Assert.AreEqual("the Hub names no file", Some.Snapshot(Some.Info with { Files = [] }).Of(Metric.CodeQuality).Reason);
        Assert.AreEqual(
            "the commits could not be read: 503", (Some.Snapshot() with { History = Fact.Unknown<CommitHistory>("503") }).Of(Metric.CodeQuality).Reason);
    }

    private static HubModel Files(string files, string? task) =>
        Some.Info with { PipelineTag = task, Files = [.. files.Split(' ').Select(path => new HubFile(path))] };

    private static double Value(HubModel info, string? card = null) => Some.Snapshot(info, card).ValueOf(Metric.CodeQuality);
}
