using System.Globalization;
using HfRegistry.ExtraTests.Browsing;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.ExtraTests.Report;

/// <summary>The page of <c>hfregistry report --format html</c> in the browser of a person who has only a keyboard, only a phone, or an enemy.</summary>
[TestClass]
internal sealed class ReportInABrowser
{
    private const string ShownTypes = "[...document.querySelectorAll('.types tbody tr')].filter(row => !row.hidden).map(row => row.cells[0].textContent)";
    private const string SortKeys = "[...document.querySelectorAll('.types tbody tr')].map(row => row.cells[2].dataset.sort)";
    private const string SizeHeader = ".types th:nth-child(3)";

    private static Browser? _browser;
    private static ReportPages? _pages;
    private static string _embedded = "";

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _ = context;
        _browser = await Browser.StartAsync();
        _pages = new ReportPages();
        _embedded = _pages.Write(EmbeddedRegistry.Registry);
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        _pages?.Dispose();
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    [TestMethod]
    public async Task It_shows_every_type_without_a_complaint_and_asks_for_nothing_but_itself()
    {
        var tab = await OpenAsync(_embedded);

        Assert.AreSequenceEqual(EmbeddedRegistry.Registry.Entries.Select(entry => entry.Type.Name), await tab.TextsAsync(ShownTypes));
        Assert.AreEqual(4, (await tab.EvaluateAsync("document.querySelectorAll('svg[role=img]').length")).GetInt32());
        Assert.AreSequenceEqual([new Uri(_embedded).AbsoluteUri], tab.Requests);
        Assert.IsEmpty(tab.Complaints, string.Join('\n', tab.Complaints));
    }

    [TestMethod]
    [DataRow("mouse")]
    [DataRow("Enter")]
    [DataRow("Space")]
    public async Task A_header_sorts_by_its_numbers_and_back_with(string means)
    {
        var tab = await OpenAsync(_embedded);
        async Task Press()
        {
            if (means == "mouse")
                await tab.ClickAsync($"{SizeHeader} button");
            else
                await (means == "Enter" ? tab.PressAsync("Enter", "Enter", 13, "\r") : tab.PressAsync(" ", "Space", 32, " "));
        }

        await tab.EvaluateAsync($"document.querySelector('{SizeHeader} button').focus()");
        await Press();
        var descending = await tab.TextsAsync(SortKeys);
        Assert.AreEqual("descending", await SortOfAsync(tab));
        await Press();
        var ascending = await tab.TextsAsync(SortKeys);
        Assert.AreEqual("ascending", await SortOfAsync(tab));

        var sizes = EmbeddedRegistry.Registry.Entries.Select(entry => entry.DefaultModel is { } id ? entry.Find(id)?.Size?.Bytes : null).ToList();
        Assert.AreSequenceEqual(sizes.OfType<long>().Order(), ascending.Where(key => key.Length > 0).Select(key => long.Parse(key, CultureInfo.InvariantCulture)));
        Assert.AreSequenceEqual(ascending.Where(key => key.Length > 0).Reverse(), descending.Where(key => key.Length > 0));
        Assert.IsTrue(ascending[^1].Length == 0 && descending[^1].Length == 0, "what is not known stands last");
        Assert.AreEqual(1, (await tab.EvaluateAsync("document.querySelectorAll('.types th:not([aria-sort=none])').length")).GetInt32());
    }

    [TestMethod]
    public async Task The_keyboard_alone_reaches_the_filter_and_every_header_in_order()
    {
        var tab = await OpenAsync(_embedded);
        await tab.EvaluateAsync("document.getElementById('filter-types').focus()");

        var reached = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            await tab.PressAsync("Tab", "Tab", 9);
            reached.Add((await tab.EvaluateAsync("document.activeElement.textContent")).GetString()!);
        }

        Assert.AreSequenceEqual(["Type", "Default model", "Size", "License", "Task", "Downloads", "Models", "Facts"], reached);
        Assert.AreNotEqual("none", (await tab.EvaluateAsync("getComputedStyle(document.activeElement).outlineStyle")).GetString(), "one sees where the focus is");
    }

    [TestMethod]
    public async Task The_filter_leaves_the_rows_with_all_of_its_words_and_says_how_many()
    {
        var tab = await OpenAsync(_embedded);
        await tab.EvaluateAsync("document.getElementById('filter-types').focus()");

        await tab.TypeAsync("GPT2  openai");

        var shown = await tab.TextsAsync(ShownTypes);
        Assert.Contains("gpt2", shown);
        Assert.IsLessThan(20, shown.Count);
        Assert.AreEqual($"{shown.Count} of {EmbeddedRegistry.Registry.Count} rows", (await tab.EvaluateAsync("document.querySelector('output[for=filter-types]').textContent")).GetString());
    }

    [TestMethod]
    public async Task Hostile_texts_are_read_and_do_nothing()
    {
        var tab = await OpenAsync(_pages!.Write(HostileRegistry.Of([.. HostileRegistry.Texts, .. HostileRegistry.Unprintable])));

        // Whoever runs on a hover, a focus or an error gets the time to do so.
        await tab.EvaluateAsync("document.querySelectorAll('a, button, input').forEach(e => e.focus()), new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))");

        Assert.StartsWith("Model registry report", (await tab.EvaluateAsync("document.title")).GetString()!);
        Assert.IsEmpty(tab.Complaints, string.Join('\n', tab.Complaints));
        Assert.HasCount(1, tab.Requests);
        Assert.AreEqual("script:1 style:1 h1:1 img:0 b:0", (await tab.EvaluateAsync("['script', 'style', 'h1', 'img', 'b'].map(name => name + ':' + document.querySelectorAll(name).length).join(' ')")).GetString());
        Assert.IsTrue((await tab.EvaluateAsync("[...document.querySelectorAll('a')].every(a => a.href.startsWith('https://huggingface.co/hostile/'))")).GetBoolean());
        var reasons = await tab.TextsAsync("[...document.querySelectorAll('.types .default small')].map(e => e.textContent)");
        Assert.AreSequenceEqual(HostileRegistry.Texts.Order(StringComparer.Ordinal), reasons.Where(HostileRegistry.Texts.Contains).Order(StringComparer.Ordinal));
    }

    [TestMethod]
    public async Task A_script_that_is_not_the_page_s_own_is_refused_by_its_policy()
    {
        var tab = await OpenAsync(_embedded);

        await tab.EvaluateAsync($"document.body.append(Object.assign(document.createElement('script'), {{ textContent: \"document.title = '{HostileRegistry.Mark}'\" }}))");
        await tab.EvaluateAsync("document.body.insertAdjacentHTML('beforeend', \"<img src='https://evil.example/x.png'><p style='color: red' id='painted'></p>\")");

        Assert.StartsWith("Model registry report", (await tab.EvaluateAsync("document.title")).GetString()!);
        Assert.AreNotEqual("rgb(255, 0, 0)", (await tab.EvaluateAsync("getComputedStyle(document.getElementById('painted')).color")).GetString());
        Assert.Contains("Content Security Policy", string.Join('\n', tab.Complaints));
    }

    private static Task<BrowserTab> OpenAsync(string page) => ReportLooks.OpenAsync(_browser!, page, 1_280, 900);

    private static async Task<string?> SortOfAsync(BrowserTab tab) => (await tab.EvaluateAsync($"document.querySelector('{SizeHeader}').getAttribute('aria-sort')")).GetString();
}
