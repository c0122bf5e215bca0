using System.Text;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Tests.Documents;

[TestClass]
internal sealed class ReadingTests
{
    private const string Path = "/models/small.yml";

    private const string Small = """
        framework:
          name: 'Model Openness Framework'
          version: '1.0'
          date: '2024-12-15'
        release:
          name: Small-7B
          date: '2024-06-01'
          license:
            distribution:
              name: "Apache-2.0"
              path: ''
          huggingface: 'https://huggingface.co/ada/Small-7B'
          components:
            -
              name: 'Model card'
              description: 'What it is'
            -
              name: Datasets
              license: unlicensed
        """;

    [TestMethod]
    [DataRow("\n", DisplayName = "LF")]
    [DataRow("\r\n", DisplayName = "CRLF")]
    [DataRow("\r", DisplayName = "CR")]
    public void Every_value_knows_its_line_and_column(string lineEnd)
    {
        var document = Read(Small.ReplaceLineEndings(lineEnd));

        AssertAt("Small-7B", 6, 9, document.Name);
        AssertAt("2024-06-01", 7, 9, document.Date);
        AssertAt("Apache-2.0", 10, 13, document.Licenses.Single().Name);
        AssertAt("", 11, 13, document.Licenses.Single().Path);
        AssertAt("https://huggingface.co/ada/Small-7B", 12, 16, document.HuggingFace);
        Assert.HasCount(2, document.Components);
        AssertAt("Model card", 15, 13, document.Components[0].Name);
        Assert.IsNull(document.Components[0].License);
        AssertAt("unlicensed", 19, 16, document.Components[1].License);
        Assert.AreEqual(15, document.Components[1].Component?.Id);
        Assert.IsNull(document.Producer);
    }

    [TestMethod]
    public void Columns_count_as_editors_do_after_characters_of_two_units_and_a_byte_order_mark_takes_none()
    {
        var document = Parse("\uFEFF{release: {producer: \"\U0001F600é\", name: x}}");

        AssertAt("x", 1, 35, document.Name);
        Assert.IsTrue(document.Source!.HasByteOrderMark);
    }

    [TestMethod]
    [DataRow("a: [1", "HFR2001", 1, 6, DisplayName = "a list without an end")]
    [DataRow("a:\n\tb: c", "HFR2001", 2, 1, DisplayName = "a tab as indentation")]
    [DataRow("a: 'x", "HFR2001", 1, 4, DisplayName = "quotes without an end")]
    [DataRow("a: b\0c", "HFR2001", 1, 5, DisplayName = "a NUL")]
    [DataRow("a: b\u0007", "HFR2001", 1, 5, DisplayName = "a bell")]
    [DataRow("", "HFR2001", 1, 1, DisplayName = "nothing")]
    [DataRow("# only a comment\n", "HFR2001", 2, 1, DisplayName = "only a comment")]
    [DataRow("a: 1\nb:\n  c: 1\n  c: 2\n", "HFR2002", 4, 3, DisplayName = "a key twice")]
    [DataRow("a: &x b\nc: *x\n", "HFR2003", 1, 4, DisplayName = "an anchor")]
    [DataRow("a: *x\n", "HFR2003", 1, 4, DisplayName = "an alias")]
    [DataRow("a: !!python/object:os.system b\n", "HFR2003", 1, 4, DisplayName = "a tag")]
    [DataRow("a: 1\n---\nb: 2\n", "HFR2003", 2, 1, DisplayName = "a second document")]
    [DataRow("%YAML 1.1\n---\na: 1\n", "HFR2003", 1, 1, DisplayName = "a directive")]
    [DataRow("? [a]\n: b\n", "HFR2003", 1, 3, DisplayName = "a list as a key")]
    [DataRow("a:\n  <<: {b: c}\n", "HFR2003", 2, 3, DisplayName = "a merge key")]
    public void What_is_no_plain_YAML_is_refused_with_its_place(string text, string code, int line, int column)
    {
        var read = MofDocumentReader.Parse(text, Path);

        Assert.IsNull(read.Value);
        Assert.AreEqual((code, new SourceLocation(Path, line, column)), (read.Diagnostics.Single().Code, read.Diagnostics.Single().Location), read.Diagnostics[0].ToString());
    }

    [TestMethod]
    public void A_closed_list_over_lines_that_are_indented_too_little_is_read_and_keeps_its_places()
    {
        var document = Parse("release:\n  components: [\n{name: Datasets, # all of them\nlicense: MIT},\n{name: Model card}\n]\n  name: x\n");

        Assert.HasCount(2, document.Components);
        AssertAt("Datasets", 3, 8, document.Components[0].Name);
        AssertAt("MIT", 4, 10, document.Components[0].License);
        AssertAt("Model card", 5, 8, document.Components[1].Name);
        AssertAt("x", 7, 9, document.Name);
        Assert.Contains("# all of them\nlicense: Apache-2.0}", Encoding.UTF8.GetString(document.Source!.With([new MofEdit(document.Components[0].License!, "Apache-2.0")])));
    }

    [TestMethod]
    [DataRow("a:\n  - {b: c\n  -\n    d: e\n", 3, DisplayName = "a mapping in brackets without an end")]
    [DataRow("a:\n  - b: 'c'  d: e\n  - {f: g}\n", 2, DisplayName = "two keys on one line")]
    public void A_slip_that_the_scanner_itself_trips_over_is_a_syntax_error(string text, int line)
    {
        var read = MofDocumentReader.Parse(text, Path);

        Assert.IsNull(read.Value);
        Assert.AreEqual(("HFR2001", line), (read.Diagnostics.Single().Code, read.Diagnostics[0].Location?.Line), read.Diagnostics[0].ToString());
    }

    [TestMethod]
    public void Whatever_is_done_to_a_document_is_read_or_refused_and_never_throws()
    {
        string[] pieces = ["%YAML 1.1\n", "%X y\n", "---\n", "...\n", "? ", "- ", ": ", "{", "}", "[", "]", "&a ", "*a", "!x ", "|", "|9\n", ">+\n", "'", "\"", "\\", "\t", "\n", "\r", "#", "\u2028", "\u0085", "\U0001F600", "\"\\uD83D\"", "<<: ", "@", "~", "="];
        var text = $"{Small}\n    - {{name: Data card, license: MIT}}\n    -\n      name: >-\n        Model\n        card\n";
        var random = new Random(7);
        var refused = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var changed = text;
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                var at = random.Next(changed.Length);
                changed = random.Next(3) > 0
                    ? changed.Insert(at, pieces[random.Next(pieces.Length)])
                    : changed.Remove(at, Math.Min(random.Next(1, 9), changed.Length - at));
            }

            var read = MofDocumentReader.Parse(changed, Path);
            Assert.AreEqual(read.Value is null, read.Diagnostics.Count == 1, changed);
            refused += read.Diagnostics.Count;
        }

        Assert.IsGreaterThan(1_000, refused);
    }

    [TestMethod]
    [DataRow("- ", 200_000, DisplayName = "deep lists")]
    [DataRow("[", 500_000, DisplayName = "deep brackets")]
    [DataRow("{a: ", 200_000, DisplayName = "deep mappings")]
    [DataRow("- b\n", 200_000, DisplayName = "many values")]
    [DataRow("x", 1_000_001, DisplayName = "many bytes")]
    public void A_bomb_is_refused_at_once(string part, int times) =>
        Assert.AreEqual("HFR2004", MofDocumentReader.Parse(string.Concat(Enumerable.Repeat(part, times)), Path).Diagnostics.Single().Code);

    [TestMethod]
    public void A_file_that_is_no_UTF_8_is_refused_where_it_goes_wrong()
    {
        var read = MofDocumentReader.Parse([.. "a: b\nc: "u8, 0xC3, 0x28], Path);

        Assert.AreEqual(new SourceLocation(Path, 2, 4), read.Diagnostics.Single().Location);
    }

    [TestMethod]
    public void A_folder_and_a_file_that_is_not_there_are_told_apart_from_wrong_YAML() =>
        Assert.AreEqual("HFR2005", MofDocumentReader.Read("/no/such/file.yml").Diagnostics.Single().Code);

    [TestMethod]
    public void A_text_of_several_hundred_kilobytes_in_one_value_is_read()
    {
        var document = Read($"release:\n  name: '{new string('x', 900_000)}'\n");

        Assert.AreEqual(900_000, document.Name!.Text.Length);
    }

    [TestMethod]
    public void An_edit_changes_its_value_and_no_other_byte()
    {
        var text = $"\uFEFF# kept\r\n{Small.ReplaceLineEndings("\r\n")}   # kept too  \r\n\r\n";
        var document = Parse(text);

        var edited = document.Source!.With([
            new MofEdit(document.Components[1].License!, "CC-BY-4.0"),
            new MofEdit(document.Licenses[0].Name!, "MIT"),
            new MofEdit(document.Components[0].Name!, "it's: a card"),
        ]);

        var expected = text.Replace("unlicensed", "CC-BY-4.0", StringComparison.Ordinal)
            .Replace("\"Apache-2.0\"", "\"MIT\"", StringComparison.Ordinal).Replace("'Model card'", "'it''s: a card'", StringComparison.Ordinal);
        Assert.AreEqual(expected, Encoding.UTF8.GetString(edited));
        Assert.AreEqual(text, Encoding.UTF8.GetString(document.Source.With([])));
    }

    [TestMethod]
    public void An_edit_within_brackets_stays_one_value()
    {
        var document = Read("release: {name: a, producer: b}\n");

        var edited = MofDocumentReader.Parse(document.Source!.With([new MofEdit(document.Name!, "x, y}")]), Path).Value!;

        Assert.AreEqual(("x, y}", "b"), (edited.Name!.Text, edited.Producer!.Text));
    }

    [TestMethod]
    public void A_value_over_several_lines_is_not_edited()
    {
        var document = Read("release:\n  name: |\n    a\n    b\n  producer: c\n    d\n");

        Assert.IsFalse(document.Source!.CanEdit(document.Name!));
        Assert.IsFalse(document.Source.CanEdit(document.Producer!));
        Assert.ThrowsExactly<ArgumentException>(() => document.Source.With([new MofEdit(document.Name!, "x")]));
    }

    private static MofDocument Read(string text) => MofDocumentReader.Parse(text, Path) is { Value: { } document } ? document : throw new AssertFailedException(text);

    private static MofDocument Parse(string text) => MofDocumentReader.Parse(Encoding.UTF8.GetBytes(text), Path).Value!;

    private static void AssertAt(string text, int line, int column, MofValue? value) =>
        Assert.AreEqual((text, line, column), (value?.Text, value?.Place.Line, value?.Place.Column));
}
