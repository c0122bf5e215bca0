using System.Text;
using HfRegistry.Cards;

namespace HfRegistry.Tests.Cards;

/// <summary>Cards as large as the Hub's client takes them, each of one shape that makes some reader of Markdown take hours.</summary>
[TestClass]
internal sealed class HostileCardTests
{
    [TestMethod]
    [DataRow("[")]
    [DataRow("]")]
    [DataRow("![")]
    [DataRow("[a](")]
    [DataRow("[](a b")]
    [DataRow("[a](b) ")]
    [DataRow("[[a](b)")]
    [DataRow("[a][b] ")]
    [DataRow("[a]: b\n")]
    [DataRow("*a **b _c ")]
    [DataRow("` `` ``` ")]
    [DataRow("<")]
    [DataRow("<a ")]
    [DataRow("<a href=\"")]
    [DataRow("<!-- ")]
    [DataRow("<script>")]
    [DataRow("<td>")]
    [DataRow("<table><tr><td>a")]
    [DataRow("<h1>a")]
    [DataRow("<a href=x>")]
    [DataRow("|a")]
    [DataRow("|a|b|\n|-|-|\n")]
    [DataRow("> ")]
    [DataRow("- ")]
    [DataRow("- a\n")]
    [DataRow("# a\n")]
    [DataRow("a\n=\n")]
    [DataRow("a\n\n")]
    [DataRow("```\n")]
    [DataRow("    a\n")]
    [DataRow("http ")]
    [DataRow("http://")]
    [DataRow("http://a ")]
    [DataRow("&amp")]
    [DataRow("&#x1F917;")]
    [DataRow("\\[")]
    [DataRow("\n")]
    [DataRow("\t")]
    [DataRow("\0")]
    [DataRow("more information needed ")]
    public void A_card_of_four_megabytes_of_one_thing_is_read(string piece)
    {
        var text = Repeated(piece, ModelCard.MaxLength + 10);

        var card = ModelCard.Parse(text);

        Assert.IsTrue(card.WordCount >= 0);
        Assert.IsLessThanOrEqualTo(5_000, card.Sections.Length);
        Assert.IsLessThanOrEqualTo(100_000, card.Blocks.Count());
        Assert.IsLessThanOrEqualTo(20_000, card.Links.Count());
    }

    [TestMethod]
    [DataRow("[")]
    [DataRow("- ")]
    [DataRow("a: ")]
    [DataRow("a: b\n")]
    [DataRow("? ")]
    [DataRow("{a: ")]
    [DataRow("&a ")]
    [DataRow("- - - -\n")]
    [DataRow("!!x ")]
    [DataRow("'")]
    public void Front_matter_of_one_thing_is_read_or_refused(string piece)
    {
        foreach (var length in new[] { 200_000, 4_000_000 })
        {
            var matter = ModelCard.Parse("---\n" + Repeated(piece, length) + "\n---\nbody").FrontMatter;

            Assert.IsTrue(matter.Fault is null || TextSanitizer.IsSafe(matter.Fault));
        }
    }

    [TestMethod]
    public void Any_text_is_a_card()
    {
        string[] pieces =
        [
            "---\n", "# ", "## a\n", "```py\n", "~~~", "> ", "- ", "1. ", "|", "|-|-|\n", "\n", "\n\n", "    ", "\t", "*", "_", "`", "[a]", "(b)", "![", "<a href=\"x\">", "</a>",
            "<table>", "<tr>", "<td>", "</td>", "</table>", "<h2>", "</h2>", "<pre>", "<!--", "-->", "<script>", "http://a", "word ", "[More Information Needed]", "===\n", "a: b\n", "\\", "&lt;", "\uD800", "\0", "\u202E",
        ];
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));

            var card = ModelCard.Parse(text);

            Assert.AreEqual(0, card.Sections[0].Level, $"seed {seed}");
            Assert.IsTrue(card.Sections.Skip(1).All(section => section is { Level: >= 1 and <= 6, Title.Length: > 0 }), $"seed {seed}");
            Assert.IsTrue(card.Blocks.All(block => block.Text.Length > 0 && block.Line > 0), $"seed {seed}");
            Assert.IsNotNull(card.FrontMatter);
        }
    }

    private static string Repeated(string piece, int length) =>
        new StringBuilder(length + piece.Length).Insert(0, piece, Math.Max(1, length / piece.Length)).ToString();
}
