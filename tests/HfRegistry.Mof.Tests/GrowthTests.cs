using System.Globalization;
using System.Text;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Hub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Gaps;
using HfRegistry.Mof.Rules;
using HfRegistry.Mof.Tests.Validation;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests;

/// <summary>Drafts, documents and gaps cost what their cards, texts and folders are long.</summary>
[TestClass]
internal sealed class GrowthTests
{
    [TestMethod]
    [DataRow("The code of this model is in [repository {0}](https://github.com/a/b{0}), which is available.\n\n")]
    [DataRow("Our [code](https://github.com/a/b{0}) is available at github.\n\n")]
    [DataRow("- [paper {0}](https://arxiv.org/abs/{0}) of the training data\n")]
    [DataRow("[ab{0}](https://github.com/c/d{0}) \"quoted {0}\" ")]
    [DataRow("# Training data {0}\n\nThe dataset has {0} sentences of [English](https://huggingface.co/datasets/a/b{0}).\n\n")]
    public void A_draft_costs_what_its_card_costs(string piece) => Assert.IsNull(Growth.Excess(300, size => Repeated(piece, size), static text => Draft(text)));

    [TestMethod]
    public void A_card_of_fifteen_hundred_links_costs_a_few_megabytes()
    {
        var text = Repeated("See [a model of ours {0}](https://huggingface.co/a/model-{0}) in the list. ", 1_500);
        Draft(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Draft(text);

        Assert.IsLessThan(40_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_sentence_carries_the_links_whose_words_stand_in_it()
    {
        var card = ModelCard.Parse("See [a](https://x.org/0) and [the code](https://x.org/1). The code is in [the code base](https://x.org/2) and [the code](https://x.org/3).");

        var statements = CardStatement.Of(card);

        Assert.AreSequenceEqual(["https://x.org/1", "https://x.org/3"], statements[0].Links.Select(link => link.Address));
        Assert.AreSequenceEqual(["https://x.org/1", "https://x.org/2", "https://x.org/3"], statements[1].Links.Select(link => link.Address));
    }

    [TestMethod]
    public void A_document_costs_what_its_text_costs() => Assert.IsNull(Growth.Excess(
        300, static size => Validating.Right + Repeated("    - {{\nname: x{0},\nlicense: MIT\n}}\n", size), static text => MofDocumentReader.Parse(text, "/m/x.yml")));

    [TestMethod]
    public void A_gap_costs_what_its_models_and_documents_cost() => Assert.IsNull(Growth.Excess(
        200,
        static size => (Models: Enumerable.Range(0, size).Select(i => Gaps.Documents.Row($"TheBloke/abc{Letters(i)}-GGUF")).ToList(), Documents: Enumerable.Range(0, size).Select(i => Gaps.Documents.Document($"wxyz{Letters(i)}{Letters(i)}")).ToList()),
        static gap => Gaps.Documents.Match(gap.Models, gap.Documents)));

    [TestMethod]
    public void A_batch_of_drafts_lists_its_folder_once()
    {
        using var folder = new TempFolder();
        foreach (var i in Enumerable.Range(0, 400))
            File.WriteAllText(Path.Combine(folder.Path, $"m{i}.yml"), "x");

        // Listed anew for each file, 400 names take 160,000 texts.
        var before = GC.GetAllocatedBytesForCurrentThread();
        DraftBatch.Of(Report, new FolderDraftStore(folder.Path, TimeProvider.System), 20);

        Assert.IsLessThan(8_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static GapReport Report => new()
    {
        Query = new GapQuery(),
        Collection = new CollectedDocuments([], []),
        Missing = [],
        Present = [],
        Ignored = [],
        Unlisted = [],
        NearlyThere = [],
        Checks = [],
        Listed = 0,
        IsLimitReached = false,
        Troubles = [],
        Requests = 0,
        Elapsed = TimeSpan.Zero,
    };

    private static void Draft(string text)
    {
        var evidence = new ModelEvidence(new ModelFacts(new HubModel { Id = ModelId.Parse("a/trap-7b") }, Fact.Known(text)));
        DraftText.Write(DraftBuilder.Build(evidence with { Repository = RepositoryFinder.InCard(evidence) }));
    }

    private static string Repeated(string piece, int times)
    {
        var text = new StringBuilder();
        for (var i = 0; i < times; i++)
            text.AppendFormat(CultureInfo.InvariantCulture, piece, i);
        return text.ToString();
    }

    private static string Letters(int number) => string.Concat(number.ToString("D4", CultureInfo.InvariantCulture).Select(static digit => (char)('a' + digit - '0')));
}
