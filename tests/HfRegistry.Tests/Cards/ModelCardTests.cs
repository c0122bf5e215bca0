using HfRegistry.Cards;

namespace HfRegistry.Tests.Cards;

[TestClass]
internal sealed class ModelCardTests
{
    [TestMethod]
    public void A_card_is_its_sections_with_what_stands_in_each()
    {
        var card = ModelCard.Parse(
            """
            ---
            license: mit
            ---
            Before all.

            # Title #

            Two lines
            of words.

            - first
              goes on
            - second

            Under
            -----

            1. third

            ## Deeper

            > said by *somebody*
            """);

        CollectionAssert.AreEqual(new[] { "0 ", "1 Title", "2 Under", "2 Deeper" }, Titles(card));
        CollectionAssert.AreEqual(
            new[] { "Before all.", "Two lines of words.", "first goes on", "second", "third", "said by somebody" }, card.Blocks.Select(block => block.Text).ToArray());
        CollectionAssert.AreEqual(
            new[] { "Paragraph", "Paragraph", "ListItem", "ListItem", "ListItem", "Paragraph" }, card.Blocks.Select(block => block.Kind.ToString()).ToArray());
        Assert.IsTrue(card.Blocks.Last().IsQuote);
        Assert.AreEqual(6, card.Sections[1].Line, "lines are the file's, front matter included");
        Assert.AreEqual(8, card.Sections[1].Blocks[0].Line);
        Assert.AreEqual("mit", card.FrontMatter.Values["license"]?.Text);
    }

    [TestMethod]
    public void Code_stands_apart_with_its_language_and_a_heading_in_it_is_none()
    {
        var card = ModelCard.Parse("""
            # Use

            ```Python title="x"
            # no heading
            from x import y
              indented
            ```

            - item
              ~~~~
              in a list
              ~~~
              still
              ~~~~

                indented code after an item is none

            text

                really.code()

            ```{.sh}
            never closed
            # no heading
            """);

        CollectionAssert.AreEqual(new[] { "0 ", "1 Use" }, Titles(card));
        var code = card.Blocks.Where(block => block.Kind == CardBlockKind.Code).ToList();
        CollectionAssert.AreEqual(new[] { "python", null, null, "sh" }, code.Select(block => block.Language).ToArray());
        CollectionAssert.AreEqual(
            new[] { "# no heading\nfrom x import y\n  indented", "in a list\n~~~\nstill", "really.code()", "never closed\n# no heading" },
            code.Select(block => block.Text).ToArray());
    }

    [TestMethod]
    [DataRow("---")]
    [DataRow("--------")]
    [DataRow("===")]
    public void A_line_under_a_table_makes_no_heading_of_it(string line)
    {
        var card = ModelCard.Parse($"before\n\n| a | b |\n|---|---|\n| x | 71.2 |\n{line}\nafter");

        Assert.AreEqual(2, card.Blocks.Count(block => block.Kind == CardBlockKind.TableRow));
        Assert.IsTrue(card.Sections.All(section => section.Level == 0));
        Assert.AreEqual("after", card.Blocks.Last().Text);
    }

    [TestMethod]
    public void Tables_of_pipes_and_of_tags_are_rows_of_cells_under_their_heads()
    {
        var card = ModelCard.Parse("""
            Results:
            | Task | `a|b` | Score |
            |:-----|---:|---|
            | **MNLI** | x \| y | 84.5 |
            QNLI | | [90](http://r)

            <table>
            <tr><th>Task</th><th>Score</th></tr>
            <tr>
              <td>SST&nbsp;2</td>

              <td>

            **93.5**

            </td></tr>
            </table>

            After.
            """);

        var rows = card.Blocks.Where(block => block.Kind == CardBlockKind.TableRow).ToList();
        CollectionAssert.AreEqual(
            new[] { "Task,a|b,Score", "MNLI,x | y,84.5", "QNLI,,90", "Task,Score", "SST 2,93.5" }, rows.Select(row => string.Join(',', row.Cells)).ToArray());
        CollectionAssert.AreEqual(
            new[] { "", "Task,a|b,Score", "Task,a|b,Score", "", "Task,Score" }, rows.Select(row => string.Join(',', row.Heads)).ToArray());
        Assert.AreEqual("QNLI 90", rows[2].Text);
        CollectionAssert.AreEqual(new[] { "Results:", "After." }, card.Blocks.Where(block => block.Kind == CardBlockKind.Paragraph).Select(block => block.Text).ToArray());
        Assert.AreEqual(new CardLink("http://r", "90"), card.Links.Single());
    }

    [TestMethod]
    [DataRow("[words](http://a/b_c)", "http://a/b_c", "words")]
    [DataRow("[the *words*](<http://a b> \"title\")", "http://a b", "the words")]
    [DataRow("[wiki](http://a/b_(c) 'title')", "http://a/b_(c)", "wiki")]
    [DataRow("[Words][REF]\n\n[ref]: http://a 'title'", "http://a", "Words")]
    [DataRow("[ref][]\n\n[ref]: <http://a>", "http://a", "ref")]
    [DataRow("[ref] alone\n\n[ref]: http://a", "http://a", "ref")]
    [DataRow("see <https://a/?x=1&y=2>.", "https://a/?x=1&y=2", "https://a/?x=1&y=2")]
    [DataRow("(see https://a/b.)", "https://a/b", "https://a/b")]
    [DataRow("<a class=\"x\" href='http://a?x&amp;y'>the <b>words</b></a>", "http://a?x&y", "the words")]
    [DataRow("<A HREF=http://a>words</A>", "http://a", "words")]
    [DataRow("# A [heading](http://a)", "http://a", "heading")]
    [DataRow("relative [files](LICENSE)", "LICENSE", "files")]
    public void Links_of_every_form_are_found(string text, string address, string words) =>
        Assert.AreEqual(new CardLink(address, words), ModelCard.Parse(text).Links.Single());

    [TestMethod]
    public void An_image_is_told_from_the_link_around_it()
    {
        var badge = ModelCard.Parse("[![paper](https://img/x.svg)](https://arxiv.org/abs/1810.04805) <a href=\"http://b\"><img alt=\"logo\" src=\"http://c\"></a>");

        CollectionAssert.AreEqual(
            new[]
            {
                new CardLink("https://img/x.svg", "paper", IsImage: true), new CardLink("https://arxiv.org/abs/1810.04805", "paper"),
                new CardLink("http://c", "logo", IsImage: true), new CardLink("http://b", ""),
            },
            badge.Links.ToArray());
    }

    [TestMethod]
    [DataRow("`[a](http://b)` and \\[c](http://d", "[a](http://b) and [c(http://d")]
    [DataRow("snake_case_stays, *this* and _that_ and **those** do ~~not~~", "snake_case_stays, this and that and those do not")]
    [DataRow("a &lt;b&gt; &amp; c<br/>d", "a <b> & c|d")]
    [DataRow("a < b and c > d", "a < b and c > d")]
    [DataRow("x <!-- y --> z", "x z")]
    [DataRow("<!-- a\n\n# b\n\nc -->\nd", "d")]
    [DataRow("<script>alert('x')</script>after", "after")]
    [DataRow("line\rend\r\n\r\nnext\r\n", "line end|next")]
    public void Words_are_read_without_their_markup(string text, string expected)
    {
        var card = ModelCard.Parse(text);

        Assert.AreEqual(expected, string.Join('|', card.Blocks.Select(block => block.Text)));
        Assert.HasCount(1, card.Sections);
    }

    [TestMethod]
    public void Headings_in_tags_are_headings()
    {
        var card = ModelCard.Parse("<h1 align=\"center\">\n  <b>Name</b>\n</h1>\n<p>words</p>\n\n<h2>Use <a href=\"http://a\">it</a></h2>\nmore");

        CollectionAssert.AreEqual(new[] { "0 ", "1 Name", "2 Use it" }, Titles(card));
        CollectionAssert.AreEqual(new[] { "words", "more" }, card.Blocks.Select(block => block.Text).ToArray());
        Assert.AreEqual("http://a", card.Sections[2].Links.Single().Address);
    }

    [TestMethod]
    public void What_a_template_left_unfilled_is_absent()
    {
        var card = ModelCard.Parse("""
            ## Uses
            <!-- Address questions around how the model is intended to be used. -->
            ### Direct Use
            [More Information Needed]
            ## Model Details
            - **Developed by:** [More Information Needed]
            - **License:** mit, with more information needed
            ## Bias
            Users (both direct and downstream) should be made aware of the risks, biases and limitations of the model. More information needed for further recommendations.
            """);

        CollectionAssert.AreEqual(new[] { "License: mit, with" }, card.Blocks.Select(block => block.Text).ToArray());
        Assert.IsFalse(card.Sections.Any(card.IsWritten));
    }

    [TestMethod]
    public void A_section_is_written_when_twenty_characters_stand_under_it_at_any_depth()
    {
        var card = ModelCard.Parse("# A\n## B\n1234567890\n## C\n123456789\n```\n1\n```\n# D\n1234567890 123456789\n");

        CollectionAssert.AreEqual(new[] { "A" }, card.Sections.Where(card.IsWritten).Select(section => section.Title).ToArray());
        CollectionAssert.AreEqual(new[] { "A", "B", "C" }, card.Under(card.Sections[1]).Select(section => section.Title).ToArray());
    }

    [TestMethod]
    [DataRow("one two-three, four\n```\nfive\n```\n# six", 4)]
    [DataRow("本模型用于中文文本分类。", 5)]
    [DataRow("| a | - |\n|---|---|\n| 1.5 | ** |", 2)]
    [DataRow("", 0)]
    public void Words_are_counted_outside_of_code(string text, int words) => Assert.AreEqual(words, ModelCard.Parse(text).WordCount);

    private static string[] Titles(ModelCard card) => [.. card.Sections.Select(section => $"{section.Level} {section.Title}")];
}
