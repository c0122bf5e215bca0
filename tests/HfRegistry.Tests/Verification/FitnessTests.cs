using HfRegistry.Verification;

namespace HfRegistry.Tests.Verification;

/// <summary>Whether a model can do what it is wanted for.</summary>
[TestClass]
internal sealed class FitnessTests
{
    [TestMethod]
    [DataRow("fill-mask", CheckVerdict.Passed, "its pipeline_tag is fill-mask")]
    [DataRow("text-classification", CheckVerdict.Noted, "its pipeline_tag is fill-mask; bert does text-classification as BertForSequenceClassification, whose head may still have to be trained")]
    [DataRow("image-classification", CheckVerdict.Failed, "its pipeline_tag is fill-mask, and bert has no class for image-classification")]
    public void A_task_is_told_by_the_tag_then_by_the_classes(string task, CheckVerdict verdict, string reason) =>
        Assert.AreEqual((verdict, reason), Verified.Of(Verified.Sound, new FitnessDemands { Task = task }).Check("task"));

    [TestMethod]
    public void A_checkpoint_that_was_saved_as_the_tasks_class_does_the_task()
    {
        var tuned = Verified.Sound with { PipelineTag = null, Architectures = ["BertForSequenceClassification"] };

        Assert.AreEqual(
            (CheckVerdict.Passed, "it was saved as BertForSequenceClassification, the class of bert for text-classification"),
            Verified.Of(tuned, new FitnessDemands { Task = "text-classification" }).Check("task"));
    }

    [TestMethod]
    public void A_model_without_a_type_and_a_tag_does_no_task() => Assert.AreEqual(
        (CheckVerdict.Failed, "it has no pipeline_tag, and its configuration names no type"),
        Verified.Of(Verified.Sound with { PipelineTag = null, ModelType = null }, new FitnessDemands { Task = "fill-mask" }).Check("task"));

    [TestMethod]
    [DataRow("safetensors", CheckVerdict.Passed, "it has safetensors weights")]
    [DataRow("onnx", CheckVerdict.Failed, "it has safetensors, no onnx")]
    public void A_framework_needs_its_weights(string framework, CheckVerdict verdict, string reason) =>
        Assert.AreEqual((verdict, reason), Verified.Of(Verified.Sound, new FitnessDemands { Framework = framework }).Check("framework"));

    [TestMethod]
    [DataRow("Transformers", CheckVerdict.Passed)]
    [DataRow("keras", CheckVerdict.Passed)]
    [DataRow("timm", CheckVerdict.Failed)]
    public void A_library_is_the_models_own_or_one_of_its_tags(string library, CheckVerdict verdict) => Assert.AreEqual(
        verdict, Verified.Of(Verified.Sound with { Tags = ["keras"] }, new FitnessDemands { Library = library }).Check("library").Verdict);

    /// <summary>Files of a repository, what has to load them for which task, and what is missing; empty for nothing.</summary>
    public static IEnumerable<(string Files, string? Library, string? Framework, string? Task, string Missing)> Repositories =>
    [
        ("config.json model.safetensors tokenizer.json", "transformers", null, "fill-mask", ""),
        ("model.safetensors tokenizer.json", "transformers", null, "fill-mask", "a configuration (config.json)"),
        ("config.json tokenizer.json", "transformers", null, "fill-mask", "weights it can load (safetensors, pytorch, tensorflow, jax): there are none"),
        ("config.json model.gguf tokenizer.json", "transformers", null, "fill-mask", "there are gguf"),
        ("config.json model.gguf", "transformers", "gguf", "text-generation", ""),
        ("config.json model.safetensors", "transformers", null, "fill-mask", "a tokenizer (tokenizer.json, vocab.txt or the like)"),
        ("config.json model.safetensors", "transformers", null, "image-classification", "a preprocessor (preprocessor_config.json or processor_config.json)"),
        ("config.json model.safetensors preprocessor_config.json", "transformers", null, "image-classification", ""),
        ("config.json model.safetensors preprocessor_config.json", "transformers", null, "automatic-speech-recognition", "a tokenizer"),
        ("config.json model.safetensors", "transformers", null, "reinforcement-learning", "a tokenizer or a preprocessor"),
        ("config.json model.safetensors vocab.txt", "transformers", null, "reinforcement-learning", ""),
        ("config.json model-00001-of-00003.safetensors model-00003-of-00003.safetensors tokenizer.json", "transformers", null, "text-generation", "shard 2 of 3 of model.safetensors"),
        ("config.json model-00001-of-00002.safetensors model-00002-of-00002.safetensors tokenizer.json", "transformers", null, "text-generation", ""),
        ("config.json model-00002-of-00002.safetensors pytorch_model.bin tokenizer.json", "transformers", null, "text-generation", ""),
        ("adapter_config.json adapter_model.safetensors config.json tokenizer.json", "transformers", null, "text-generation", "there is only an adapter"),
        ("adapter_config.json adapter_model.safetensors", "peft", null, "text-generation", ""),
        ("model_index.json unet/diffusion_pytorch_model.safetensors", "diffusers", null, "text-to-image", ""),
        ("unet/diffusion_pytorch_model.safetensors", "diffusers", null, "text-to-image", "a configuration (model_index.json or config.json)"),
        ("modules.json config.json model.safetensors tokenizer.json", "sentence-transformers", null, "sentence-similarity", ""),
        ("config.json onnx/model.onnx tokenizer.json", "transformers.js", null, "fill-mask", ""),
        ("config.json onnx/model.onnx tokenizer.json", "transformers", "onnx", "fill-mask", ""),
        ("model-Q4.gguf", "llama.cpp", null, null, ""),
        ("weights.onnx", "some-library", null, null, ""),
        ("notes.txt", "some-library", "onnx", null, "weights it can load (of any format): there are none"),
        ("notes.txt", null, null, null, "weights it can load (safetensors, pytorch, tensorflow, jax): there are none"),
        ("", "transformers", null, null, "the Hub names no file of it"),
    ];

    [TestMethod]
    [DynamicData(nameof(Repositories))]
    public void What_a_library_needs_has_to_be_there(string files, string? library, string? framework, string? task, string missing)
    {
        var model = Verified.Sound with { LibraryName = library, PipelineTag = task, Files = Verified.Files(files.Split(' ', StringSplitOptions.RemoveEmptyEntries)) };

        var (verdict, reason) = Verified.Of(model, new FitnessDemands { Framework = framework }).Check("files");

        Assert.AreEqual(missing.Length == 0 ? CheckVerdict.Passed : CheckVerdict.Failed, verdict, reason);
        Assert.Contains(missing, reason);
    }

    [TestMethod]
    public void What_a_library_loads_that_nobody_knows_is_noted()
    {
        var (verdict, reason) = Verified.Of(Verified.Sound with { LibraryName = "sklearn", Files = Verified.Files("model.joblib", "notes.txt") }).Check("files");

        Assert.AreEqual((CheckVerdict.Noted, "what sklearn loads is not known here, and none of its 2 files is of a known weight format"), (verdict, reason));
    }

    [TestMethod]
    [DataRow("ctranslate2", CheckVerdict.Noted)]
    [DataRow("transformers", CheckVerdict.Failed)]
    public void A_librarys_own_binary_is_no_pickle(string library, CheckVerdict verdict) => Assert.AreEqual(
        verdict, Verified.Of(Verified.Sound with { LibraryName = library, Files = Verified.Files("model.bin") }).Check("weights").Verdict);

    [TestMethod]
    public void Whatever_the_facts_are_there_is_a_verdict_that_follows_from_the_checks()
    {
        var random = new Random(20261121);
        string?[] words = [null, "transformers", "gguf", "peft", "x", "fill-mask", "bert", "text-generation", "onnx", "diffusers"];
        string[] paths = ["config.json", "model.safetensors", "a/b.bin", "model-00002-of-99999.safetensors", "adapter_model.bin", "model.gguf", "tokenizer.json", "x.pkl", "-00000-of-00000.onnx"];
        for (var i = 0; i < 5_000; i++)
        {
            var model = Verified.Sound with
            {
                LibraryName = random.GetItems(words, 1)[0],
                PipelineTag = random.GetItems(words, 1)[0],
                ModelType = random.GetItems(words, 1)[0],
                Gating = random.GetItems(Enum.GetValues<Gating>(), 1)[0],
                Files = Verified.Files([.. random.GetItems(paths, random.Next(6)).Distinct()]),
            };
            var demands = new FitnessDemands { Task = random.GetItems(words, 1)[0], Framework = random.GetItems(words, 1)[0], Library = random.GetItems(words, 1)[0] };

            var verification = Verified.Of(model, demands);

            Assert.AreEqual(verification.Checks.Any(check => check.Verdict == CheckVerdict.Failed), verification.Verdict == CheckVerdict.Failed);
            Assert.AreEqual(verification.Checks.Length, verification.Checks.Select(check => check.Name).Distinct().Count());
            Assert.IsTrue(verification.Checks.All(check => check.Reason.Length is > 0 and < 1_000 && TextSanitizer.IsSafe(check.Reason)));
        }
    }

    [TestMethod]
    [DataRow("model.safetensors", CheckVerdict.Passed)]
    [DataRow("model.gguf", CheckVerdict.Passed)]
    [DataRow("model.safetensors pytorch_model.bin", CheckVerdict.Passed)]
    [DataRow("pytorch_model.bin", CheckVerdict.Failed)]
    [DataRow("model.ckpt", CheckVerdict.Failed)]
    [DataRow("model.pkl", CheckVerdict.Failed)]
    [DataRow("training_args.bin", CheckVerdict.Noted)]
    [DataRow("tf_model.h5", CheckVerdict.Noted)]
    [DataRow("openvino_model.bin openvino_model.xml", CheckVerdict.Noted)]
    public void Weights_that_are_programs_fail(string files, CheckVerdict verdict) =>
        Assert.AreEqual(verdict, Verified.Of(Verified.Sound with { Files = Verified.Files(files.Split(' ')) }).Check("weights").Verdict);

    [TestMethod]
    public void Custom_code_is_noted() =>
        Assert.AreEqual(CheckVerdict.Noted, Verified.Of(Verified.Sound with { HasCustomCode = true }).Check("code").Verdict);

    [TestMethod]
    public void A_hostile_repository_of_shards_costs_no_more_than_its_files()
    {
        var random = new Random(7);
        var files = Enumerable.Range(0, 20_000).Select(_ => $"m{random.Next(5)}-{random.Next(100_000):D5}-of-{random.Next(100_000):D5}.safetensors").Prepend("config.json").Append("tokenizer.json");

        var (verdict, reason) = Verified.Of(Verified.Sound with { Files = Verified.Files([.. files]) }).Check("files");

        Assert.AreEqual(CheckVerdict.Failed, verdict);
        Assert.IsLessThan(400, reason.Length);
    }
}
