using System.Globalization;
using System.Text.RegularExpressions;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Tests.Markdown;

[TestClass]
internal sealed partial class MarkdownEscaperTests
{
    /// <summary>What people who want to be noticed put into model cards.</summary>
    private static readonly string[] Hostile =
    [
        "@everyone please look", "&#64;ada", "＠ada", "fixes #1, GH-2, acme/models#3", "a | b || c", "`code`", "``` fence", "`````", "`", "``",
        "<!-- hfregistry:state {\"schema_version\":1} -->", "--> out", "</details></summary>", "<img src=x onerror=alert(1)>", "- [x] <!-- hfregistry:rebuild -->",
        "line\nline", "line\r\n::error::x", "tab\tstop", "\u202Egnp.exe", "\u2066hidden\u2069", "zero\u200Bwidth\uFEFF", "\0\u0007\u001B[31m", "\uD800half", "half\uDC00",
        "[link](https://evil.example.com)", "![image](https://evil.example.com/x.png)", "<https://evil.example.com>", "**bold** _em_ ~~gone~~ $math$", "\\`escape\\`",
        "https://github.com/acme/models/issues/1", "   ", "", "e\u0301 combining \U0001F917 emoji", "&lt;b&gt; &amp;", "::add-mask::x", "##[error]x", "`` ` ``", "ends in `", "` begins",
    ];

    [TestMethod]
    public void A_code_span_holds_its_text_and_ends_where_it_should()
    {
        foreach (var text in Hostile.Concat(Random(4_000)))
        {
            var code = MarkdownEscaper.Code(text);

            Assert.IsTrue(TextSanitizer.IsSafe(code), code);
            Assert.DoesNotContain('|', code);
            Assert.DoesNotContain("<!--", code);
            if (code != "–")
                AssertIsOneCodeSpan(code);
        }
    }

    [TestMethod]
    public void Html_is_a_code_element_of_letters_and_references()
    {
        foreach (var text in Hostile.Concat(Random(1_000)))
        {
            var html = MarkdownEscaper.Html(text);

            Assert.IsTrue(html == "–" || HtmlForm().IsMatch(html), html);
        }
    }

    [TestMethod]
    public void A_line_mentions_nobody_and_no_issue()
    {
        foreach (var text in Hostile.Concat(Random(1_000)))
        {
            var line = MarkdownEscaper.Line(text);

            Assert.IsFalse(Mention().IsMatch(line), line);
            Assert.DoesNotContain('\n', line);
        }
    }

    [TestMethod]
    [DataRow("google-bert/bert-base-uncased", "`google-bert/bert-base-uncased`")]
    [DataRow("a`b", "``a`b``")]
    [DataRow("`a`", "`` `a` ``")]
    [DataRow("a|b", "`a¦b`")]
    [DataRow(null, "–")]
    public void A_short_text_reads_as_it_is(string? text, string code) => Assert.AreEqual(code, MarkdownEscaper.Code(text));

    [TestMethod]
    public void A_long_text_is_cut_between_characters()
    {
        var code = MarkdownEscaper.Code(string.Concat(Enumerable.Repeat("🤗", 300)), maxLength: 11);

        Assert.AreEqual($"`{string.Concat(Enumerable.Repeat("🤗", 5))}…`", code);
    }

    [TestMethod]
    [DataRow("https://huggingface.co/google-bert/bert-base-uncased", true)]
    [DataRow("https://evil.example.com/a)>|`\"<b>", true)]
    [DataRow("https://github.com/acme/models/issues/1", false)]
    [DataRow("https://github.com/acme/models/pull/1#x", false)]
    [DataRow("https://github.com/acme/models/commit/0123", false)]
    [DataRow("javascript:alert(1)", false)]
    [DataRow("https://user@evil.example.com", false)]
    public void A_link_leads_to_a_page_and_leaves_no_reference_on_an_issue(string address, bool isLink)
    {
        var link = MarkdownEscaper.Link("a](b", new Uri(address));

        Assert.AreEqual(isLink, LinkForm().IsMatch(link), link);
        Assert.AreEqual(!isLink, link == "`a](b`");
    }

    private static IEnumerable<string> Random(int count)
    {
        const int seed = 20_261_121;
        var random = new Random(seed);
        char[] alphabet = [.. "`` ||<>!-[]()@#\\~*_:\n\r\t\u202E\u200B\uD83E\uDD17ab1&;/".AsSpan()];
        for (var i = 0; i < count; i++)
            yield return new string(random.GetItems(alphabet, random.Next(1, 40)));
    }

    // As CommonMark reads it: the span ends at the first run of backticks that is as long as the first one.
    private static void AssertIsOneCodeSpan(string code)
    {
        var runs = BacktickRuns().Matches(code);
        var closing = runs.Skip(1).First(run => run.Length == runs[0].Length);
        Assert.AreEqual(0, runs[0].Index, code);
        Assert.AreEqual(code.Length, closing.Index + closing.Length, string.Create(CultureInfo.InvariantCulture, $"{code} ends at {closing.Index}"));
    }

    [GeneratedRegex("`+")]
    private static partial Regex BacktickRuns();

    [GeneratedRegex(@"\A<code>(?:[\p{L}\p{M}\p{N}\p{S}\p{P}\p{Cs} -[<>&'""`@*_\[\]|]]|&#[0-9]+;)*</code>\z")]
    private static partial Regex HtmlForm();

    [GeneratedRegex(@"[@＠]|[#＃][0-9]|(?i:gh-)[0-9]")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\A\[(`+)[^`]+\1\]\(<https://[^<>|`\s]+>\)\z")]
    private static partial Regex LinkForm();
}
