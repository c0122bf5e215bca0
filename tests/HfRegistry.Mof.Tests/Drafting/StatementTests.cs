using HfRegistry.Hub;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Tests.Drafting;

/// <summary>What the words of a card are evidence of.</summary>
[TestClass]
internal sealed class StatementTests
{
    [TestMethod]
    [DataRow("The training code is available at [github](https://github.com/a/b).", 75)]
    [DataRow("We release the training scripts in this repository.", 60)]
    [DataRow("训练代码已开源：[链接](https://github.com/a/b)。", 75)]
    [DataRow("<p>The <b>training code</b> is on <a href=\"https://github.com/a/b\">GitHub</a>.</p>", 75)]
    public void An_offer_is_evidence(string card, int confidence) => Assert.AreEqual(confidence, ConfidenceOf("Training code", card));

    [TestMethod]
    [DataRow("The training code will not be released.")]
    [DataRow("No training code is provided.")]
    [DataRow("The training code isn't available yet, see [github](https://github.com/a/b).")]
    [DataRow("The training code isn’t available.")]
    [DataRow("Training code: coming soon at [github](https://github.com/a/b).")]
    [DataRow("We will release the training code upon acceptance.")]
    [DataRow("We plan to publish the training scripts here.")]
    [DataRow("The training code is proprietary and provided to nobody.")]
    [DataRow("The model is released without training code.")]
    [DataRow("训练代码暂未公开，敬请期待。")]
    [DataRow("我们不提供训练代码。")]
    [DataRow("> The training code is available at [github](https://github.com/a/b).")]
    [DataRow("The authors say: \"the training code is available at our site for everybody\".")]
    [DataRow("Their training code is available at [github](https://github.com/a/b).")]
    [DataRow("Unlike Raven, whose training code is released, ours is small.")]
    [DataRow("```\nthe training code is available here\n```")]
    [DataRow("<!-- The training code is available at https://github.com/a/b. -->")]
    [DataRow("# Acknowledgements\n\nWe thank Raven's authors: the training code is available at [github](https://github.com/a/b).")]
    [DataRow("This model understands training code and other texts.")]
    public void A_denial_a_promise_and_the_words_of_others_are_none(string card) => Assert.IsNull(ConfidenceOf("Training code", card));

    [TestMethod]
    [DataRow("# Training data\n\nThe training data will not be released. Their sources are not disclosed, and nobody outside of the company has seen them.")]
    [DataRow("# Training data\n\n[More Information Needed]")]
    [DataRow("# Training data\n\nSee below.")]
    public void A_section_without_content_is_no_data_card(string card) => Assert.IsNull(ConfidenceOf("Data card", card));

    [TestMethod]
    public void Figures_make_results_and_prose_does_not()
    {
        Assert.AreEqual(75, ConfidenceOf("Evaluation results", "## 3. 📊 Results\n\n| a | b |\n|---|---|\n| x | 71.2 |"));
        Assert.AreEqual(75, ConfidenceOf("Evaluation results", "Results:\n\nOn the test set:\n\n```yaml\nsi_sdr: 5.92\nsdr: 6.7\n```"));
        Assert.AreEqual(75, ConfidenceOf("Evaluation results", "# Eval results\n\n```\n          precision recall f1\nPERSON    0.72      0.85   0.78\nPLACE     0.91      0.88   0.90\n```"));
        Assert.IsNull(ConfidenceOf("Evaluation results", "# Evaluation\n\n```python\nthreshold = 0.5\nprint(evaluate(model))\n```"));
        Assert.IsNull(ConfidenceOf("Evaluation results", "# Results\n\nThe model does well on everything that we tried, and better than others."));
        Assert.IsNull(ConfidenceOf("Evaluation results", "# Results\n\n> | a | b |\n> |---|---|\n> | x | 71.2 |"));
    }

    [TestMethod]
    public void A_paper_is_the_models_own_when_the_words_say_so()
    {
        Assert.AreEqual(75, ConfidenceOf("Research paper", "It is described in our [paper](https://arxiv.org/abs/2501.00001)."));
        Assert.AreEqual(75, ConfidenceOf("Research paper", "**Language:** English, and others of its family that are alike  \n**Paper:** [arXiv](https://arxiv.org/abs/2501.00001)  \n**Task:** all"));
        Assert.IsNull(ConfidenceOf("Research paper", "# Reading\n\n- https://arxiv.org/abs/2501.00001\n- [1] https://arxiv.org/abs/2501.00002"));
        Assert.AreEqual(75, ConfidenceOf("Research paper", "- 📄Paper: https://arxiv.org/abs/2501.00001"));
        Assert.AreEqual(75, ConfidenceOf("Technical report", "Read the [technical report](https://arxiv.org/abs/2501.00001)."));
        Assert.AreEqual(70, ConfidenceOf("Research paper", "# Citation\n\n```bibtex\n@article{a, title={{A} Thing}, journal={J}}\n```"));
        Assert.IsNull(ConfidenceOf("Research paper", "We use [flash attention](https://arxiv.org/abs/2205.14135) for speed."));
    }

    [TestMethod]
    [DataRow("| Paper | [arXiv](https://arxiv.org/abs/2501.00001) |", true)]
    [DataRow("| EgretQA | [paper](https://arxiv.org/abs/2402.00002) | 58,226 |", false, DisplayName = "a dataset with its paper and its size")]
    public void A_row_of_a_name_and_a_value_is_a_label_and_a_wide_one_is_none(string row, bool isOwn) =>
        Assert.AreEqual(isOwn, ConfidenceOf("Research paper", $"| a | b | c |\n|---|---|---|\n{row}") is not null);

    [TestMethod]
    [DataRow("lab/gpt2-norse", "GPT-2 was introduced in [this paper](https://cdn.example/language_models_are_unsupervised_multitask_learners.pdf).", false)]
    [DataRow("openai-community/gpt2", "It was introduced in [this paper](https://cdn.example/language_models_are_unsupervised_multitask_learners.pdf).", true)]
    [DataRow("lab/electra-norse", "It is a Norse ELECTRA as described in [ELECTRA](https://openreview.net/pdf?id=r1xMH1BtvB).", false)]
    [DataRow("google/electra-small", "It was introduced in [this paper](https://openreview.net/forum?id=r1xMH1BtvB).", true)]
    [DataRow("lab/bert-norse", "It was introduced in [this paper](https://aclanthology.org/N19-1423/).", false)]
    [DataRow("lab/marsh-concept", "# Citation\n\n```bibtex\n@inproceedings{a, title={High-Resolution Image Synthesis With Latent Diffusion Models}, booktitle={B}}\n```", false)]
    [DataRow("CompVis/stable-diffusion-v1-4", "# Citation\n\n```bibtex\n@inproceedings{a, title={High-Resolution Image Synthesis With Latent Diffusion Models}, booktitle={B}}\n```", true)]
    public void A_known_paper_is_known_wherever_it_is_published(string id, string card, bool isOwn) =>
        Assert.AreEqual(isOwn, DraftRules.Find(Evidence(id, card, [])).Any(static found => found.Component == MofComponent.ResearchPaper));

    [TestMethod]
    [DataRow("Wader: A Toolkit for Speech", null)]
    [DataRow("Wader: An Easy-to-Use Framework for Birds", null)]
    [DataRow("Heron: A Toolkit for Speech", 70)]
    [DataRow("Songs of the Marsh", 70)]
    public void A_toolkit_that_a_card_cites_has_no_paper_of_the_model(string title, int? confidence) =>
        Assert.AreEqual(confidence, ConfidenceOf("Research paper", $"# Citation\n\n```bibtex\n@article{{a, title={{{title}}}, journal={{J}}}}\n```"));

    [TestMethod]
    public void A_tag_alone_is_no_paper_of_the_model_but_a_candidate()
    {
        var evidence = Evidence("Nothing.", "arxiv:2501.00001", "arxiv:2205.14135", "arxiv:2XXX.XXXXX");

        Assert.IsEmpty(DraftRules.Find(evidence).Where(found => found.Component == MofComponent.ResearchPaper));
        Assert.AreSequenceEqual(["https://arxiv.org/abs/2501.00001"], PaperRule.Candidates(evidence));
        Assert.Contains("is one of these the model's own paper? https://arxiv.org/abs/2501.00001", DraftText.Write(DraftBuilder.Build(evidence)));
    }

    [TestMethod]
    [DataRow("The training and evaluation code is available at [github](https://github.com/a/b).", "Training code, Evaluation code")]
    [DataRow("Scripts that filter and deduplicate the data are [here](https://github.com/a/b).", "Data preprocessing code")]
    [DataRow("We release the code used for preprocessing the corpus.", "Data preprocessing code")]
    [DataRow("Our data curation pipeline is open source: [github](https://github.com/a/b).", "Data preprocessing code")]
    [DataRow("The code to fine-tune and evaluate is [here](https://github.com/a/b).", "Training code, Evaluation code")]
    [DataRow("The training script is [run_clm.py](https://github.com/huggingface/transformers/blob/main/run_clm.py).", "")]
    [DataRow("It has 360 checkpoints available, one for each billion tokens.", "Model parameters (Intermediate)")]
    [DataRow("Intermediate checkpoints are released on branches.", "Model parameters (Intermediate)")]
    [DataRow("```python\nAutoModel.from_pretrained(\"a/b\", revision=\"step3000\")\n```", "Model parameters (Intermediate)")]
    [DataRow("Image processing code is included in the library.", "")]
    public void Code_and_checkpoints_are_told_by_words_near_each_other(string card, string components)
    {
        string[] asked = ["Training code", "Evaluation code", "Data preprocessing code", "Model parameters (Intermediate)"];
        var found = Find(card.Replace("\\n", "\n", StringComparison.Ordinal)).Select(one => one.Component.Name).ToList();

        Assert.AreEqual(components, string.Join(", ", asked.Where(found.Contains)));
    }

    [TestMethod]
    [DataRow("checkpoints/model.pt", "Model parameters (Final)")]
    [DataRow("ckpt-0/model-00001-of-00002.safetensors ckpt-0/model-00002-of-00002.safetensors", "Model parameters (Final)")]
    [DataRow("model_weights/weights.bin", "Model parameters (Final)")]
    [DataRow("checkpoints/step-100.pt checkpoints/step-200.pt", "Model parameters (Intermediate)")]
    [DataRow("checkpoint-500/model.safetensors checkpoint-1000/model.safetensors", "Model parameters (Intermediate)")]
    [DataRow("model.safetensors checkpoint-500/model.safetensors", "Model parameters (Final), Model parameters (Intermediate)")]
    public void Weights_of_one_checkpoint_are_the_final_ones(string files, string components)
    {
        var evidence = Evidence("Nothing.") with { Files = [.. files.Split(' ').Order(StringComparer.Ordinal)] };

        Assert.AreEqual(components, string.Join(", ", DraftRules.Find(evidence).Select(found => found.Component.Name).Where(name => name.StartsWith("Model parameters", StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Figures_of_known_benchmarks_are_results_under_any_heading()
    {
        Assert.AreEqual(70, ConfidenceOf("Evaluation results", "# Heron\n\n| | MMLU | GSM8K |\n|---|---|---|\n| Heron | 61.2 | 55.0 |\n| Egret | 60.0 | 50.1 |"));
        Assert.AreEqual(70, ConfidenceOf("Evaluation results", "It achieves the following results on the evaluation set:\n- Accuracy: 0.93"));
        Assert.AreEqual(75, ConfidenceOf("Evaluation results", "# Heron\n\n**Evaluation results**\n\n| a | b |\n|---|---|\n| x | 71.2 (5-shot) |"));
        Assert.IsNull(ConfidenceOf("Evaluation results", "# Evaluation\n\nSee the paper for all 12 results."));
        Assert.IsNull(ConfidenceOf("Evaluation results", "# Training hyperparameters\n\n- learning_rate: 5e-05\n- train_batch_size: 16"));
    }

    [TestMethod]
    [DataRow("F1-Score: **92,31** (revised)", 60)]
    [DataRow("## Test\nAccuracy: 85.5", 60)]
    [DataRow("**Marsh Test: 0.8626 (Spearman)**", 60)]
    [DataRow("## It has a WER on the test split of WER: 12.4%", 60)]
    [DataRow("WER = 12.4", 60)]
    [DataRow("> Accuracy: 85.5", null)]
    [DataRow("# Related models\n\nAccuracy: 85.5", null)]
    [DataRow("Learning rate: 0.001", null)]
    [DataRow("Accuracy: see the paper", null)]
    [DataRow("Epochs until the best accuracy: 12", null, DisplayName = "a count")]
    public void A_metric_and_its_figure_on_a_line_are_results(string card, int? confidence) => Assert.AreEqual(confidence, ConfidenceOf("Evaluation results", card));

    [TestMethod]
    public void The_sizes_of_benchmarks_that_a_model_was_trained_on_are_no_results()
    {
        const string table = "| Dataset | Pairs |\n|---|---|\n| MS MARCO | 9,144,553 |\n| TriviaQA | 73,346 |";

        Assert.IsNull(ConfidenceOf("Evaluation results", $"# Training data\n\n{table}"));
        Assert.AreEqual(75, ConfidenceOf("Evaluation results", $"# Training data and results\n\n{table}"));
    }

    [TestMethod]
    [DataRow("We use [transformers](https://github.com/huggingface/transformers).", null)]
    [DataRow("The code is at [github](https://github.com/somelab/heron).", "https://github.com/somelab/heron")]
    [DataRow("The code is not at [github](https://github.com/somelab/heron).", null)]
    [DataRow("See <https://github.com/somelab/heron/blob/main/README.md>.", "https://github.com/somelab/heron")]
    public void Tools_are_no_repository_of_a_model(string card, string? repository) => Assert.AreEqual(repository, RepositoryFinder.InCard(Evidence(card))?.Address);

    [TestMethod]
    public void A_guess_leaves_sizes_and_treatments_out()
    {
        Assert.AreSequenceEqual(["somelab/Heron-7B-Instruct", "somelab/Heron"], RepositoryFinder.Guesses(Evidence("somelab/Heron-7B-Instruct", "", [])).Select(guess => guess.Name));
        Assert.IsEmpty(RepositoryFinder.Guesses(Evidence("gpt2", "", [])));
    }

    [TestMethod]
    [DataRow("train.py", "Training code")]
    [DataRow("scripts/train_lora.py", "Training code")]
    [DataRow("trainer_state.json", null)]
    [DataRow("training_args.bin", null)]
    [DataRow("optimizer.pt", null)]
    [DataRow("checkpoint-500/model.safetensors", "Model parameters (Intermediate)")]
    [DataRow("model.Q4_K_M.gguf", "Model parameters (Final)")]
    [DataRow("evaluation/run.py", "Evaluation code")]
    [DataRow("eval_results.json", "Evaluation results")]
    [DataRow("trainable.md", null)]
    [DataRow("configuration_x.py", null)]
    [DataRow("Technical_Report.pdf", "Technical report")]
    [DataRow(".gitattributes", null)]
    [DataRow("vocab.txt", null)]
    public void A_file_is_told_by_its_name(string path, string? component) => Assert.AreEqual(component, FileNames.ComponentOf(path)?.Name);

    private static int? ConfidenceOf(string component, string card) => Find(card).FirstOrDefault(found => found.Component.Name == component)?.Confidence;

    private static IEnumerable<DraftedComponent> Find(string card, params string[] tags) => DraftRules.Find(Evidence(card, tags));

    private static ModelEvidence Evidence(string card, params string[] tags) => Evidence("somelab/heron-1.3b", card, tags);

    private static ModelEvidence Evidence(string id, string card, string[] tags) => new(new ModelFacts(new HubModel { Id = ModelId.Parse(id), Tags = [.. tags] }, Fact.Known(card)));
}
