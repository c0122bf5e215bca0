using System.Text;
using HfRegistry.Hub;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;
using HfRegistry.Mof.Tests.Validation;
using HfRegistry.Mof.Validation;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests;

/// <summary>Damaged documents and cards, through what the commands read them with.</summary>
[TestClass]
internal sealed class FuzzTests
{
    private const string Card = """
        ---
        license: other
        license_name: apache-2.0
        datasets: [a/b, "c d"]
        base_model: a/base
        widget:
          - text: x
            output: {url: y.png}
        ---
        # Trap

        The training code is available at [the repository](https://github.com/a/trap.git), and the paper is [here](https://arxiv.org/abs/1234.5678v1). "It will not be released." Their code is open.

        ## 3.1 Evaluation results:
        | MMLU | 71.2 |
        |---|---|
        | GSM8K | 80 |

        ## Training data
        The training data is the dataset [b](https://huggingface.co/datasets/a/b), which has twelve million sentences of English text from the web.

        # Citation
        ```bibtex
        @article{a, title={The {Trap} paper}, eprint={1234.5678}, url="https://github.com/a/trap"}
        ```
        """;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task A_damaged_document_is_read_and_validated_or_refused_with_a_place()
    {
        var validator = new MofValidator(await MofSchema.BuiltInAsync(TestContext.CancellationToken), RuleSeverities.Usual, new FakeClock());
        var flow = "{release: {name: x, components: [{name: Datasets, license: MIT},\n{name: Model card}\n], license: {distribution: {name: MIT, path: ''}}}}";

        new Fuzzer(TestContext.WriteLine).Run(1_500, [Encoding.UTF8.GetBytes(Validating.Right), Encoding.UTF8.GetBytes(flow)], text =>
        {
            var read = MofDocumentReader.Parse(text, "/m/x.yml");
            var validated = validator.ValidateAlone(read, "/m/x.yml");

            Assert.AreEqual(read.Value is null, read.Diagnostics.Count > 0);
            Assert.IsTrue(validated.Diagnostics.All(static found => found.Location is { Line: > 0, Column: > 0 }), string.Join('\n', validated.Diagnostics));
            if (read.Value is { } document)
                MofClassifier.Classify(document);
        });
    }

    [TestMethod]
    public void A_damaged_card_gives_a_draft_that_can_be_read() => new Fuzzer(TestContext.WriteLine).Run(500, [Encoding.UTF8.GetBytes(Card)], static text =>
    {
        var evidence = new ModelEvidence(new ModelFacts(new HubModel { Id = ModelId.Parse("a/trap-7b") }, Fact.Known(Encoding.UTF8.GetString(text)))) { Files = ["README.md", "model.safetensors"] };
        var draft = DraftText.Write(DraftBuilder.Build(evidence with { Repository = RepositoryFinder.InCard(evidence) }));

        Assert.IsNotNull(MofDocumentReader.Parse(draft, "/m/x.yml").Value, draft);
    });
}
