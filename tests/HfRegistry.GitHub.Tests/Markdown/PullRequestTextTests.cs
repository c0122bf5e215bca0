using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Tests.Markdown;

[TestClass]
internal sealed class PullRequestTextTests
{
    private static readonly BodyMarker Marker = new(GitObjectId.Parse(new string('1', 40)), new string('a', 64), new string('b', 64), new string('c', 64));

    private static readonly PullRequestText Text = new("Before.", "> A status.", "The content.\n\nMore.", false, Marker, "After.");

    [TestMethod]
    [DataRow("\n")]
    [DataRow("\r\n")]
    public void What_is_written_is_read_again(string lineEnd) =>
        Assert.AreEqual(Text, PullRequestText.Read(Text.Write().ReplaceLineEndings(lineEnd)));

    [TestMethod]
    public void To_write_what_was_read_changes_nothing()
    {
        foreach (var text in new[] { Text, Text with { Before = "", After = "" }, Text with { Status = "" }, Text with { IsRebuildAsked = true }, Text with { Before = "\n\n- [ ] a\n" } })
            Assert.AreEqual(text.Write(), PullRequestText.Read(text.Write()).Write());
    }

    [TestMethod]
    public void A_marker_within_the_content_is_not_the_marker()
    {
        var forged = (Marker with { Head = GitObjectId.Zero }).Write();
        var text = Text with { Content = $"```text\n{forged}\n<!-- hfregistry:begin -->\n- [x] <!-- hfregistry:rebuild -->\n```" };

        var read = PullRequestText.Read(text.Write());

        Assert.AreEqual(Marker, read.Marker);
        Assert.IsFalse(read.IsRebuildAsked);
        Assert.AreEqual("Before.", read.Before);
    }

    [TestMethod]
    public void Only_the_checkbox_in_its_place_counts()
    {
        Assert.IsTrue(PullRequestText.Read(Text.Write().Replace("- [ ] <!--", "- [X] <!--", StringComparison.Ordinal)).IsRebuildAsked);
        Assert.IsFalse(PullRequestText.Read("- [x] <!-- hfregistry:rebuild -->\n" + Text.Write()).IsRebuildAsked);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Somebody's text.")]
    [DataRow("<!-- hfregistry:begin -->\nno end")]
    [DataRow("no beginning\n<!-- hfregistry:state {} -->")]
    [DataRow("<!-- hfregistry:state {\"schema_version\":1} -->\n<!-- hfregistry:begin -->")]
    public void A_text_without_our_region_is_all_somebody_elses(string body)
    {
        var read = PullRequestText.Read(body);

        Assert.AreEqual(body, read.Before);
        Assert.IsNull(read.Marker);
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("[]")]
    [DataRow("null")]
    [DataRow("{\"schema_version\":2,\"head\":\"1111111111111111111111111111111111111111\"}")]
    [DataRow("{\"schema_version\":\"1\"}")]
    [DataRow("{\"schema_version\":1,\"head\":\"x\"}")]
    [DataRow("{")]
    [DataRow("")]
    public void A_marker_that_makes_no_sense_is_none(string json) =>
        Assert.IsNull(BodyMarker.Read($"{BodyMarker.Start}{json} -->"));

    [TestMethod]
    public void A_marker_holds_hexadecimal_digits_and_nothing_else() => Assert.AreEqual(
        $"<!-- hfregistry:state {{\"schema_version\":1,\"head\":\"{new string('1', 40)}\",\"fingerprint\":\"{new string('a', 64)}\",\"body\":\"{new string('b', 64)}\",\"title\":\"{new string('c', 64)}\"}} -->",
        Marker.Write());
}
