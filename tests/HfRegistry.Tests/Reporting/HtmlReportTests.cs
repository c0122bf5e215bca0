using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HfRegistry.Registry;
using HfRegistry.Reporting;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Reporting;

[TestClass]
internal sealed partial class HtmlReportTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [TestMethod]
    public void An_equal_registry_on_an_equal_day_gives_equal_bytes()
    {
        var again = RegistryFile.Parse(RegistryFile.Render(EmbeddedRegistry.Registry), "f").Value!;

        CollectionAssert.AreEqual(
            HtmlReport.Render(RegistryReport.Of(EmbeddedRegistry.Registry, Today, 30), "r.json"),
            HtmlReport.Render(RegistryReport.Of(again, Today, 30), "r.json"));
    }

    [TestMethod]
    public void Every_type_and_every_default_is_on_the_page()
    {
        var page = Render(EmbeddedRegistry.Registry);

        foreach (var entry in EmbeddedRegistry.Registry.Entries)
        {
            Assert.Contains($">{entry.Type.Name}</td>", page);
            if (entry.DefaultModel is { } id)
                Assert.Contains($">{id}</a>", page);
        }
    }

    [TestMethod]
    public void The_page_loads_nothing_and_allows_only_its_own_style_and_script()
    {
        var page = Render(EmbeddedRegistry.Registry);
        var (style, script) = (Element("style").Match(page).Groups[1].Value, Element("script").Match(page).Groups[1].Value);

        var policy = System.Net.WebUtility.HtmlDecode(Policy().Match(page).Groups[1].Value);
        Assert.AreEqual($"default-src 'none'; style-src '{HashOf(style)}'; script-src '{HashOf(script)}'; base-uri 'none'; form-action 'none'", policy);
        Assert.IsFalse(Loading().IsMatch(page), Loading().Match(page).Value);
        Assert.DoesNotContain("url(", style);
        Assert.DoesNotContain("@import", style);
        Assert.DoesNotContain("innerHTML", script);
    }

    [TestMethod]
    public void Hostile_texts_add_no_tag_and_no_attribute()
    {
        var hostile = Render(HostileRegistry.Of([.. HostileRegistry.Texts, .. HostileRegistry.Unprintable]));
        var harmless = Render(HostileRegistry.Of(Enumerable.Range(0, HostileRegistry.Texts.Length + HostileRegistry.Unprintable.Length).Select(i => $"text {i}")));

        foreach (var mark in "<>\"'")
            Assert.AreEqual(harmless.Count(c => c == mark), hostile.Count(c => c == mark), $"the number of {mark}");
        Assert.IsTrue(hostile.All(c => c == '\n' || TextSanitizer.IsSafe(c.ToString())));
        Assert.Contains("&lt;script&gt;document.title=&#x27;owned&#x27;&lt;/script&gt;", hostile);
    }

    [TestMethod]
    public void A_reason_of_any_length_takes_a_bounded_place()
    {
        var page = Render(HostileRegistry.Of([new string('x', 1_000_000)]));

        Assert.IsLessThan(100_000, page.Length);
    }

    private static string Render(ModelRegistry registry) => Encoding.UTF8.GetString(HtmlReport.Render(RegistryReport.Of(registry, Today, 30), "<r>.json"));

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static Regex Element(string name) => new($"<{name}>(.*?)</{name}>", RegexOptions.Singleline);

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">")]
    private static partial Regex Policy();

    [GeneratedRegex("<(link|img|iframe|object|embed|base|form|source|video|audio|use|image)\\b|\\s(src|srcset|style|on[a-z]+)=")]
    private static partial Regex Loading();
}
