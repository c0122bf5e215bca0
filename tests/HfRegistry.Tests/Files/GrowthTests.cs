using System.Text;
using System.Text.Json;
using HfRegistry.Cards;
using HfRegistry.Configuration;
using HfRegistry.Files;
using HfRegistry.Hub;
using HfRegistry.Quality.Scoring;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Snapshots;
using HfRegistry.Testing;
using HfRegistry.Tests.Quality;

namespace HfRegistry.Tests.Files;

/// <summary>Every reader of foreign text costs what the text's length costs.</summary>
[TestClass]
internal sealed class GrowthTests
{
    [TestMethod]
    [DataRow("See [the code {0}](https://github.com/a/b{0}) of the official code.\n\n")]
    [DataRow("[link {0}](https://example.com/{0}) ")]
    [DataRow("## Training data {0}\n\n- [x{0}][y{0}]\n\n[y{0}]: https://example.com\n\n")]
    [DataRow("| MMLU | {0} |\n|---|---|\n| GLUE | 7{0}.5 |\n\n")]
    [DataRow("<table><tr><td>GLUE<td>{0}</table>")]
    [DataRow("http {0} ")]
    [DataRow("```\nfrom_pretrained({0})\n```\n")]
    public void A_card_is_read_and_scored_at_the_cost_of_its_length(string piece) => AssertLinear(
        400, size => Repeated(piece, size), static text => ModelScorer.Score(Some.WithCard(text)));

    [TestMethod]
    [DataRow("k{0}: [a, b]\n")]
    [DataRow("k{0}: [\na,\nb\n]\n")]
    [DataRow("- {{a: b{0}}}\n")]
    public void Front_matter_is_read_at_the_cost_of_its_length(string piece) => AssertLinear(
        500, size => $"---\n{Repeated(piece, size)}---\n", static text => Assert.IsNotNull(ModelCard.Parse(text).FrontMatter));

    [TestMethod]
    public void A_registry_is_read_at_the_cost_of_its_length() => AssertLinear(
        500, static size => Utf8($$$"""{"bert":{"models":[{{{List("\"a/m{0}\"", size)}}}],"downloads":{ {{{List("\"a/m{0}\":{0}", size)}}} } } }"""), static text => RegistryFile.Parse(text, "f"));

    [TestMethod]
    public void A_lock_is_read_at_the_cost_of_its_length() => AssertLinear(
        500, static size => Utf8($$$"""{"version":1,"models":[{{{List("{{\"request\":{{\"include\":\"bert\",\"task\":\"t{0}\"}},\"id\":\"a/b\"}}", size)}}}]}"""), static text => LockFile.Parse(text, "f"));

    [TestMethod]
    public void A_configuration_is_read_at_the_cost_of_its_length() => AssertLinear(
        500, static size => Utf8($$$"""{"deny":[{{{List("\"a/m{0}\"", size)}}}],"sizes":{ {{{List("\"a/m{0}\":{0}", size)}}} } }"""), static text => ConfigurationFile.Parse(text, "f"));

    [TestMethod]
    public void A_file_of_snapshots_is_read_at_the_cost_of_its_length() => AssertLinear(
        200, static size => SnapshotFile.Render(Enumerable.Repeat(Some.WithCard("# x"), size)), static text => SnapshotFile.Parse(text, "f"));

    [TestMethod]
    public void A_row_of_the_Hub_is_read_at_the_cost_of_its_length() => AssertLinear(
        500, static size => Utf8($$$"""{"id":"a/b","tags":[{{{List("\"t{0}\"", size)}}}],"siblings":[{{{List("{{\"rfilename\":\"f{0}\"}}", size)}}}],"cardData":{"datasets":[{{{List("\"d/{0}\"", size)}}}]} }"""),
        static text => ModelScorer.Score(Some.Snapshot(HubModelReader.Read(JsonElement.Parse(text)))));

    [TestMethod]
    [DataRow("[1", ",1", "]")]
    [DataRow("[[]", ",[]", "]")]
    [DataRow("[{}", ",{}", "]")]
    public void Ten_megabytes_of_tiny_values_take_a_tenth_of_the_memory_that_they_could(string start, string piece, string end)
    {
        var text = Utf8(Repeated(piece, 10_000_000 / piece.Length).Insert(0, start) + end);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (root, fault) = JsonTree.Read(text);

        Assert.IsNull(root);
        Assert.AreEqual(JsonFaultKind.TooMany, fault?.Kind);
        Assert.IsLessThan(350_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Many_texts_are_found_at_the_cost_of_the_text_that_holds_them()
    {
        var index = new TextIndex(["a", "ab", "abc", "b", "bcd", "x y", "é"]);

        Assert.AreSequenceEqual(["a", "ab", "abc", "b", "bcd"], index.In("0abcd").Order(StringComparer.Ordinal));
        Assert.AreSequenceEqual(["a", "ab", "b", "x y", "é"], index.In("éab x y").Order(StringComparer.Ordinal));
        Assert.IsEmpty(index.In("zzz"));
        Assert.IsEmpty(index.In(""));
        Assert.IsEmpty(new TextIndex([]).In("a"));
    }

    [TestMethod]
    public void A_reading_that_is_cancelled_ends()
    {
        var canceled = new CancellationToken(canceled: true);

        Assert.ThrowsExactly<OperationCanceledException>(() => ModelCard.Parse("# x", canceled));
        Assert.ThrowsExactly<OperationCanceledException>(() => JsonTree.Read("{}"u8, cancellationToken: canceled));
        Assert.ThrowsExactly<OperationCanceledException>(() => ModelScorer.Score(Some.Snapshot(), TimeProvider.System, canceled));
    }

    private static void AssertLinear<T>(int size, Func<int, T> make, Action<T> read) => Assert.IsNull(Growth.Excess(size, make, read));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Repeated(string piece, int times) => string.Concat(Enumerable.Range(0, times).Select(i => piece.Contains("{0}", StringComparison.Ordinal) ? string.Format(null, piece, i) : piece));

    private static string List(string item, int count) => string.Join(',', Enumerable.Range(0, count).Select(i => string.Format(null, item, i)));
}
