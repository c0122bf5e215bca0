using HfRegistry.ExtraTests.Browsing;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.ExtraTests.Report;

/// <summary>How the page looks: it fits, it can be read, and a picture of it is kept for people in <c>artifacts</c>.</summary>
[TestClass]
internal sealed class ReportLooks
{
    // The contrast of every text against what is painted behind it, by the formula of WCAG 2; the worst one is told.
    internal const string WorstContrast = """
        (() => {
          const channels = color => color.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          const behind = e => { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
          const texts = [...document.querySelectorAll('h1, h2, h3, p, dt, dd, small, td, th button, a, .badge, .none, label, output, svg text')].filter(e => e.textContent.trim() !== '').slice(0, 2000);
          return texts.map(e => {
            const style = getComputedStyle(e);
            const [a, b] = [light(channels(e instanceof SVGElement ? style.fill : style.color)), light(behind(e))];
            return { ratio: (Math.max(a, b) + .05) / (Math.min(a, b) + .05), what: e.tagName + ' ' + e.className + ' ' + e.textContent.slice(0, 40) };
          }).sort((a, b) => a.ratio - b.ratio)[0];
        })()
        """;

    [TestMethod]
    [DataRow("report-desktop", 1_280, 1_600, false, false)]
    [DataRow("report-desktop-dark", 1_280, 1_600, false, true)]
    [DataRow("report-tablet", 800, 1_200, false, false)]
    [DataRow("report-phone", 390, 844, true, false)]
    [DataRow("report-small-phone", 320, 640, true, true)]
    public async Task It_fits_and_can_be_read(string name, int width, int height, bool isPhone, bool isDark)
    {
        await using var browser = await Browser.StartAsync();
        using var pages = new ReportPages();
        var tab = await OpenAsync(browser, pages.Write(EmbeddedRegistry.Registry), width, height, isPhone, isDark);
        await KeepPictureAsync(tab, name);
        await tab.EvaluateAsync("document.getElementById('types').scrollIntoView()");
        await KeepPictureAsync(tab, $"{name}-types");

        Assert.AreEqual(width, (await tab.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32(), "nothing has to be scrolled sideways");
        var worst = await tab.EvaluateAsync(WorstContrast);
        Assert.IsGreaterThanOrEqualTo(4.5, worst.GetProperty("ratio").GetDouble(), worst.GetProperty("what").GetString());
        var smallest = (await tab.EvaluateAsync("Math.min(...[...document.querySelectorAll('svg text')].map(e => parseFloat(getComputedStyle(e).fontSize) * e.ownerSVGElement.getScreenCTM().a))")).GetDouble();
        Assert.IsGreaterThanOrEqualTo(9.5, smallest, "the charts' letters in CSS pixels");
        Assert.IsLessThan(123, (await tab.EvaluateAsync("Math.max(...[...document.querySelectorAll('svg .label')].map(e => e.getComputedTextLength()))")).GetDouble(), "a label ends before its bar begins");
        if (isPhone)
            Assert.IsGreaterThanOrEqualTo(40, (await tab.EvaluateAsync("Math.min(...[...document.querySelectorAll('th button')].map(e => e.getBoundingClientRect().height))")).GetDouble(), "a finger meets a header");
    }

    [TestMethod]
    [DataRow(390)]
    [DataRow(1_280)]
    public async Task The_longest_names_and_reasons_do_not_break_the_page(int width)
    {
        var id = ModelId.Parse($"{new string('o', 96)}/{new string('n', 96)}");
        var registry = ModelRegistry.Of([new RegistryEntry
        {
            Type = ModelType.Parse(new string('t', 96)),
            DefaultModel = id,
            DefaultReason = new string('w', 5_000),
            Models = [new ModelRecord { Id = id, License = new string('l', 200), PipelineTag = new string('p', 200), RenamedFrom = [ModelId.Parse(new string('f', 96))], Downloads30d = 999_999_999_999, Size = ByteSize.FromMegabytes(9_999_999_999) }],
        }]);
        await using var browser = await Browser.StartAsync();
        using var pages = new ReportPages();

        var tab = await OpenAsync(browser, pages.Write(registry), width, 800);

        Assert.AreEqual(width, (await tab.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32());
    }

    /// <summary>Opens a page in a new tab.</summary>
    internal static async Task<BrowserTab> OpenAsync(Browser browser, string page, int width, int height, bool isPhone = false, bool isDark = false)
    {
        var tab = await browser.OpenAsync(width, height, isPhone, isDark);
        await tab.GoToAsync(page);
        return tab;
    }

    internal static async Task KeepPictureAsync(BrowserTab tab, string name)
    {
        Directory.CreateDirectory(RepositoryFiles.PathOf("artifacts"));
        await File.WriteAllBytesAsync(RepositoryFiles.PathOf("artifacts", $"{name}.png"), await tab.PictureAsync());
    }
}
