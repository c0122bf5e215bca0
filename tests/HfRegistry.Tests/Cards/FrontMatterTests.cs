using System.Text.Json;
using HfRegistry.Cards;

namespace HfRegistry.Tests.Cards;

[TestClass]
internal sealed class FrontMatterTests
{
    [TestMethod]
    [DataRow("---\nlicense: mit\n---\nbody")]
    [DataRow("\uFEFF---\r\nlicense: mit\r\n---\r\nbody")]
    [DataRow("--- \nlicense: 'mit'\n...\nbody")]
    [DataRow("\n  \r\n---\nlicense: mit\n---\nbody")]
    [DataRow("---\n# a comment\nlicense: >-\n  mit\n---\nbody")]
    public void The_front_matter_is_cut_off_and_read(string text)
    {
        var card = ModelCard.Parse(text);

        Assert.AreEqual("mit", card.FrontMatter.Values["license"]?.Text);
        Assert.IsNull(card.FrontMatter.Fault);
        Assert.AreEqual("body", card.Blocks.Single().Text);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("body\n---\nlicense: mit\n---\n")]
    [DataRow("\n\nbody\n---\nlicense: mit\n---\n")]
    public void A_card_without_front_matter_has_none(string text) => Assert.AreEqual(FrontMatter.None, ModelCard.Parse(text).FrontMatter);

    [TestMethod]
    [DataRow("---\n---\nbody", null)]
    [DataRow("---\n# only a comment\n---\nbody", null)]
    [DataRow("---\nlicense: mit\nbody", "it is never closed")]
    [DataRow("---", "it is never closed")]
    [DataRow("---\n- license\n- mit\n---\nbody", "it is not a map of names to values")]
    [DataRow("---\njust words\n---\nbody", "it is not a map of names to values")]
    public void Front_matter_that_says_nothing_is_still_told_from_none(string text, string? fault)
    {
        var matter = ModelCard.Parse(text).FrontMatter;

        Assert.IsEmpty(matter.Values.Members);
        Assert.AreEqual(fault, matter.Fault);
    }

    [TestMethod]
    [DataRow("---\nlicense: mit\nlanguage:\n\t- en\n---\n")]
    [DataRow("---\nlicense: mit\ntags: [a, b\n---\n")]
    [DataRow("---\nlicense: mit\nx: 'never closed\n---\n")]
    [DataRow("---\nlicense: mit\nx: y: z\n---\n")]
    public void What_stands_before_a_fault_counts_and_the_fault_is_told(string text)
    {
        var matter = ModelCard.Parse(text).FrontMatter;

        Assert.AreEqual("mit", matter.Values["license"]?.Text);
        Assert.IsTrue(TextSanitizer.IsSafe(matter.Fault!), matter.Fault);
        StringAssert.Contains(matter.Fault, "cannot be read");
    }

    [TestMethod]
    [DataRow("license: [mit\ntags:\n\t- x\n", 2)]
    [DataRow("...\rl\n", 2)]
    [DataRow("tags: [\na\nlicense: mit\n", 2)]
    public void What_makes_the_scanner_slip_is_a_fault_with_its_line(string yaml, int line)
    {
        var matter = ModelCard.Parse($"---\n{yaml}---\n# x\n").FrontMatter;

        Assert.AreEqual($"line {line} cannot be read: it is not YAML", matter.Fault);
    }

    [TestMethod]
    [DataRow("tags: [\na,\nb\n]\nx: 1\n")]
    [DataRow("tags: [\r\na,\r\nb\r\n]\r\nx: 1\r\n")]
    [DataRow("tags: [a, # first ]\n\n# second\nb]\nx: 1\n")]
    [DataRow("tags: [\n'a', \"b\"\n]\nx: 1\n")]
    [DataRow("tags:\n  [\n a,\n b\n ]\nx: 1\n")]
    public void A_closed_list_over_lines_that_are_indented_too_little_is_read(string yaml)
    {
        var matter = ModelCard.Parse($"---\n{yaml}---\n# x\n").FrontMatter;

        Assert.IsNull(matter.Fault);
        Assert.AreSequenceEqual(["a", "b"], matter.Values.Texts("tags"));
        Assert.AreEqual("1", matter.Values["x"]?.Text);
    }

    [TestMethod]
    public void A_closed_mapping_over_lines_that_are_indented_too_little_is_read()
    {
        var values = ModelCard.Parse("---\nnote: |\n  x: [\nwidget:\n- {\nname: a,\nlist: [b,\nc]\n}\n---\n").FrontMatter.Values;

        Assert.AreEqual("x: [", values["note"]?.Text);
        Assert.AreEqual("a", values["widget"]?.Items[0]["name"]?.Text);
        Assert.AreSequenceEqual(["b", "c"], values["widget"]!.Items[0].Texts("list"));
    }

    [TestMethod]
    public void Lists_numbers_and_names_are_read_as_people_write_them()
    {
        var values = ModelCard.Parse("""
            ---
            language: en
            datasets:
              - a/b
              - null
              - 7
            datasets: twice
            model-index:
            - results:
              - metrics:
                - {type: f1, value: 91.5, verified: true}
                - {type: acc, value: "0.5", verified: "yes"}
                - {type: x, value: .nan}
            ---
            """).FrontMatter.Values;

        CollectionAssert.AreEqual(new[] { "en" }, values.Texts("language").ToArray());
        CollectionAssert.AreEqual(new[] { "a/b", "7" }, values.Texts("datasets").ToArray());
        CollectionAssert.AreEqual(Array.Empty<string>(), values.Texts("absent").ToArray());
        var metrics = values["model-index"]!.Items[0]["results"]!.Items[0]["metrics"]!.Items;
        CollectionAssert.AreEqual(new double?[] { 91.5, 0.5, null }, metrics.Select(metric => metric["value"]?.Number).ToArray());
        CollectionAssert.AreEqual(new[] { true, false, false }, metrics.Select(metric => metric["verified"]?.IsTrue ?? false).ToArray());
    }

    [TestMethod]
    public void The_Hubs_JSON_of_the_same_metadata_reads_the_same()
    {
        using var json = JsonDocument.Parse("""{"license":["mit","apache-2.0"],"x":null,"n":{"v":1.5,"t":true},"bad":"\ud800"}""");

        var values = CardValue.OfJson(json.RootElement);

        CollectionAssert.AreEqual(new[] { "mit", "apache-2.0" }, values.Texts("license").ToArray());
        Assert.AreEqual(1.5, values["n"]?["v"]?.Number);
        Assert.IsTrue(values["n"]?["t"]?.IsTrue);
        Assert.IsNull(values["x"]);
        Assert.IsNull(values["bad"]);
    }

    [TestMethod]
    public void An_alias_is_not_followed()
    {
        var bomb = "---\na: &a [x, x]\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"k{i}: &k{i} [*{(i == 1 ? "a" : $"k{i - 1}")}, *a, *a]\n")) + "---\n";

        var values = ModelCard.Parse(bomb).FrontMatter.Values;

        CollectionAssert.AreEqual(new[] { "x", "x" }, values.Texts("a").ToArray());
        Assert.IsEmpty(values["k60"]!.Items);
    }

    [TestMethod]
    public void License_that_stands_twice_has_both_values()
    {
        var values = ModelCard.Parse("---\nlicense: mit\ndatasets: a\nlicense: [cc-by-nc-4.0]\ndatasets: b\n---\n").FrontMatter.Values;

        CollectionAssert.AreEqual(new[] { "mit", "cc-by-nc-4.0" }, values.Texts("license").ToArray());
        CollectionAssert.AreEqual(new[] { "a" }, values.Texts("datasets").ToArray());
    }

    [TestMethod]
    public void Nothing_of_a_tag_is_made()
    {
        var values = ModelCard.Parse("---\nx: !!python/object/apply:os.system ['touch /tmp/x']\ny: !System.Diagnostics.Process {a: b}\n---\n").FrontMatter.Values;

        Assert.AreEqual("touch /tmp/x", values.Texts("x").Single());
        Assert.AreEqual("b", values["y"]?["a"]?.Text);
    }
}
