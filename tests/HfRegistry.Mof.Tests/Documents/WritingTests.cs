using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Tests.Documents;

[TestClass]
internal sealed class WritingTests
{
    private static readonly MofDocument Small = new()
    {
        Name = new("Small-7B"),
        Version = new("7"),
        Date = new("2026-01-02"),
        Type = new("language"),
        Producer = new("Ada & sons: modellers"),
        HuggingFace = new("https://huggingface.co/ada/Small-7B"),
        Licenses = [new("distribution", new("Apache-2.0"), new("LICENSE"))],
        Components =
        [
            new(new("Model card")) { Description = new("What it's for"), License = new("CC-BY-4.0") },
            new(new("Model parameters (Final)")) { ComponentPath = new("model.safetensors"), License = new("") },
        ],
    };

    [TestMethod]
    public void A_document_has_the_style_of_the_tools_own()
    {
        var comments = new MofComments { Header = ["DRAFT", "look at\nit\u202E"] }
            .AboveField("name", "from the id").AboveComponent(1, "found").AboveComponentField(1, "license", "nothing known\r\nlicense: MIT");

        Assert.AreEqual("""
            # DRAFT
            # look at
            # it�
            framework:
              name: Model Openness Framework
              version: '1.0'
              date: '2024-12-15'
            release:
              # from the id
              name: Small-7B
              version: '7'
              date: '2026-01-02'
              type: language
              producer: 'Ada & sons: modellers'
              huggingface: https://huggingface.co/ada/Small-7B
              license:
                distribution:
                  name: Apache-2.0
                  path: LICENSE
              components:
                -
                  name: Model card
                  description: What it's for
                  license: CC-BY-4.0
                # found
                -
                  name: Model parameters (Final)
                  component_path: model.safetensors
                  # nothing known
                  # license: MIT
                  license: ''

            """.ReplaceLineEndings("\n"), MofDocumentWriter.Write(Small, comments));
    }

    [TestMethod]
    public void Nothing_known_still_makes_what_the_schema_demands() =>
        Assert.EndsWith("release:\n  name: ''\n  producer: ''\n  license: {}\n  components: []\n", MofDocumentWriter.Write(new MofDocument()));

    [TestMethod]
    [DataRow("plain text, even 'quoted' & 50%#1", "plain text, even 'quoted' & 50%#1", DisplayName = "marks that mean nothing inside a text")]
    [DataRow("7B", "7B")]
    [DataRow("v1.0", "v1.0")]
    [DataRow("1.0.2", "1.0.2")]
    [DataRow("-x", "-x")]
    [DataRow("https://a.b/c", "https://a.b/c")]
    [DataRow("2024", "'2024'")]
    [DataRow("1.0", "'1.0'")]
    [DataRow("+1_000", "'+1_000'")]
    [DataRow("1e5", "'1e5'")]
    [DataRow(".5", "'.5'")]
    [DataRow("0x1F", "'0x1F'")]
    [DataRow("0b11", "'0b11'")]
    [DataRow("0o17", "'0o17'")]
    [DataRow("1:30", "'1:30'")]
    [DataRow("-.INF", "'-.INF'")]
    [DataRow("2024-12-15", "'2024-12-15'")]
    [DataRow("2024-1-5 10:00:00", "'2024-1-5 10:00:00'")]
    [DataRow("2024-12-15 or so", "2024-12-15 or so")]
    [DataRow("yes", "'yes'")]
    [DataRow("Off", "'Off'")]
    [DataRow("N", "'N'")]
    [DataRow("TRUE", "'TRUE'")]
    [DataRow("null", "'null'")]
    [DataRow("~", "'~'")]
    [DataRow("", "''")]
    [DataRow("<<", "'<<'")]
    [DataRow("=", "'='")]
    [DataRow(" x", "' x'")]
    [DataRow("x ", "'x '")]
    [DataRow("a: b", "'a: b'")]
    [DataRow("a:", "'a:'")]
    [DataRow("a #b", "'a #b'")]
    [DataRow("- a", "'- a'")]
    [DataRow("-", "'-'")]
    [DataRow("--- a", "'--- a'")]
    [DataRow("[a]", "'[a]'")]
    [DataRow("*a", "'*a'")]
    [DataRow("@a", "'@a'")]
    [DataRow("'a'", "'''a'''")]
    [DataRow("a\nb", "\"a\\nb\"")]
    [DataRow("a\tb", "\"a\\tb\"")]
    [DataRow("a\u202Eb\"\\", "\"a\\u202Eb\\\"\\\\\"")]
    [DataRow("😀", "😀")]
    public void A_text_is_quoted_exactly_when_some_reader_would_take_it_for_something_else(string text, string expected) =>
        Assert.AreEqual($"  name: {expected}\n", MofDocumentWriter.Write(new MofDocument { Name = new(text) }).Split("release:\n")[1].Split("  producer")[0]);

    [TestMethod]
    public void Whatever_is_written_is_read_back()
    {
        var random = new Random(4);
        const string alphabet = "ab01.-+_:#'\"\\ \t\n\r,[]{}&*!|>%@`?~<=eExXoOyYnN😀é\u0085\u2028\u200B\u0007";
        for (var run = 0; run < 5_000; run++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            var wellFormed = string.Concat(text.EnumerateRunes());
            var written = MofDocumentWriter.Write(new MofDocument { Name = new(text), Components = [new(new(text))] });
            var read = MofDocumentReader.Parse(written, "/x.yml");
            Assert.AreEqual(wellFormed, read.Value?.Name?.Text, written);
            Assert.AreEqual(wellFormed, read.Value?.Components[0].Name?.Text, written);
        }
    }

    [TestMethod]
    public void A_comment_of_the_worst_characters_stays_a_comment()
    {
        var comments = MofComments.None.AboveField("name", "a\u0085name: x\u2028name: y\rname: z\u0000");

        Assert.AreEqual("Small-7B", MofDocumentReader.Parse(MofDocumentWriter.Write(Small, comments), "/x.yml").Value?.Name?.Text);
    }
}
