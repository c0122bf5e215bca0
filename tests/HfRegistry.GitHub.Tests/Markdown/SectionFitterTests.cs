using System.Globalization;
using System.Text;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Tests.Markdown;

[TestClass]
internal sealed class SectionFitterTests
{
    [TestMethod]
    public void What_fits_is_left_as_it_is()
    {
        var fitted = SectionFitter.Fit([new("a", "A"), new("nothing", ""), new("b", "B")], 100, 100);

        Assert.AreEqual("A\n\nB", fitted.Markdown);
        Assert.IsEmpty(fitted.LeftOut);
    }

    [TestMethod]
    public void What_is_least_important_goes_first_and_of_equals_the_last()
    {
        BodySection[] sections = [new("a", new string('a', 100), 2), new("b", new string('b', 100)), new("c", new string('c', 100)), new("d", new string('d', 100), 1)];

        CollectionAssert.AreEqual(new[] { "c" }, SectionFitter.Fit(sections, 400, 400).LeftOut.ToArray());
        CollectionAssert.AreEqual(new[] { "b", "c" }, SectionFitter.Fit(sections, 310, 310).LeftOut.ToArray());
        CollectionAssert.AreEqual(new[] { "b", "c", "d" }, SectionFitter.Fit(sections, 220, 220).LeftOut.ToArray());
        StringAssert.StartsWith(SectionFitter.Fit(sections, 220, 220).Markdown, new string('a', 100) + "\n\n> [!NOTE]\n> 3 parts were left out");
    }

    [TestMethod]
    public void Bytes_count_as_well_as_characters()
    {
        BodySection[] sections = [new("a", "short", 1), new("emoji", string.Concat(Enumerable.Repeat("🤗", 1_000)))];

        Assert.IsEmpty(SectionFitter.Fit(sections, 2_100, 4_100).LeftOut);
        CollectionAssert.AreEqual(new[] { "emoji" }, SectionFitter.Fit(sections, 2_100, 4_000).LeftOut.ToArray());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(500)]
    public void A_pull_request_of_any_number_of_models_stays_under_both_limits_with_its_controls(int models)
    {
        var marker = new BodyMarker(GitObjectId.Zero, new string('a', 64), new string('b', 64), new string('c', 64));
        var sections = Enumerable.Range(0, models).Select(i => new BodySection(
            string.Create(CultureInfo.InvariantCulture, $"the details of model {i}"),
            MarkdownEscaper.Details(MarkdownEscaper.Html($"model {i} </details> 🤗"), string.Join('\n', Enumerable.Repeat(MarkdownEscaper.Code("évidence e\u0301 🤗 ```"), 15)))))
            .Prepend(new BodySection("the summary", "Something changed.", 9));

        var around = PullRequestText.Around("What a person wrote.");
        var fitted = around.Fit(sections);
        var body = (around with { Content = fitted.Markdown, Marker = marker, Status = new string('s', 1_000) }).Write();

        Assert.IsLessThanOrEqualTo(PullRequestText.MaxUtf16Units, body.Length);
        Assert.IsLessThanOrEqualTo(PullRequestText.MaxUtf8Bytes, Encoding.UTF8.GetByteCount(body));
        Assert.AreEqual(models == 500, fitted.LeftOut.Length > 0);
        Assert.AreEqual(Count(body, "<details>"), Count(body, "</details>"), "no block is left open");
        StringAssert.Contains(body, "Something changed.");
        StringAssert.Contains(body, "- [ ] <!-- hfregistry:rebuild -->");
        Assert.AreEqual(marker, PullRequestText.Read(body).Marker);
    }

    private static int Count(string text, string word) => text.Split(word).Length - 1;
}
