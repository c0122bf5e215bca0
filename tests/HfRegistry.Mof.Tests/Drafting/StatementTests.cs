using HfRegistry.Cards;
using HfRegistry.Hub;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Drafting.Rules;

namespace HfRegistry.Mof.Tests.Drafting;

/// <summary>What the words of a card are evidence of.</summary>
[TestClass]
public sealed class StatementTests
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
        Assert.IsNull(ConfidenceOf("Evaluation results", "# Results\n\nThe model does well on everything that we tried, and better than others."));
        Assert.IsNull(ConfidenceOf("Evaluation results", "# Results\n\n> | a | b |\n> |---|---|\n> | x | 71.2 |"));
    }

    [TestMethod]
    public void A_paper_is_the_models_own_when_the_words_say_so()
    {
        Assert.AreEqual(75, ConfidenceOf("Research paper", "It is described in our [paper](https://arxiv.org/abs/2501.00001)."));
        Assert.AreEqual(75, ConfidenceOf("Technical report", "Read the [technical report](https://arxiv.org/abs/2501.00001)."));
        Assert.AreEqual(70, ConfidenceOf("Research paper", "# Citation\n\n```bibtex\n@article{a, title={{A} Thing}, journal={J}}\n```"));
        Assert.IsNull(ConfidenceOf("Research paper", "We use [flash attention](https://arxiv.org/abs/2205.14135) for speed."));
    }

    [TestMethod]
    public void A_tag_alone_is_a_hint_of_a_paper() =>
        Assert.AreEqual(DraftEvidence.Weak, Find("Nothing.", "arxiv:2205.14135").Single(found => found.Component == MofComponent.ResearchPaper).Confidence);

    [TestMethod]
    [DataRow("We use [transformers](https://github.com/huggingface/transformers).", null)]
    [DataRow("The code is at [github](https://github.com/somelab/heron).", "https://github.com/somelab/heron")]
    [DataRow("The code is not at [github](https://github.com/somelab/heron).", null)]
    [DataRow("See <https://github.com/somelab/heron/blob/main/README.md>.", "https://github.com/somelab/heron")]
    public void Tools_are_no_repository_of_a_model(string card, string? repository) => Assert.AreEqual(repository, RepositoryFinder.InCard(Evidence(card))?.Address);

    [TestMethod]
    public void A_guess_leaves_sizes_and_treatments_out()
    {
        Assert.AreSequenceEqual(["somelab/Heron-7B-Instruct", "somelab/Heron"], RepositoryFinder.Guesses(ModelId.Parse("somelab/Heron-7B-Instruct")).Select(guess => guess.Name));
        Assert.IsEmpty(RepositoryFinder.Guesses(ModelId.Parse("gpt2")));
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

    private static ModelEvidence Evidence(string card, params string[] tags) => new()
    {
        Info = new HubModel { Id = ModelId.Parse("somelab/heron-1.3b"), Tags = [.. tags] },
        Card = ModelCard.Parse(card),
    };
}
