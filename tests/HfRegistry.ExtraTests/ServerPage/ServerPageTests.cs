using HfRegistry.ExtraTests.Browsing;
using HfRegistry.ExtraTests.Report;
using HfRegistry.Server.Access;
using HfRegistry.Server.Tests;
using HfRegistry.Testing;

namespace HfRegistry.ExtraTests.ServerPage;

/// <summary>The server's page in the browser of a person who has a mouse, only a keyboard, only a phone, or an enemy.</summary>
[TestClass]
internal sealed class ServerPageTests
{
    private const string Hostile = "<img src=x onerror=\"document.title='hit'\">";
    private const string HostileFile = "&lt;img src=x onerror='alert(1)'&gt; ${7} {{7}}.txt";
    private const string LicenseOnly = """{"gate":{"preset":"license-only"}}""";
    private const string Overview = "!document.getElementById('overview').hidden";
    private const string JobState = "document.querySelector('.job .badge')?.textContent";
    private const string PackageShown = "document.querySelector('#package .facts')";

    private static Browser? _browser;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _ = context;
        _browser = await Browser.StartAsync();
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    [TestMethod]
    public async Task Model_is_ingested_and_shown()
    {
        await using var scene = await StartServerAsync();
        var tab = await OpenAsync(scene);

        await SignInAsync(tab);
        await IngestAsync(tab, ServerScene.Bird);
        await tab.UntilAsync($"{JobState} === 'stored' && document.querySelector('.packages tbody tr')");
        Assert.AreEqual("garden/bird 1.0.0", await TextAsync(tab, ".packages tbody td"));
        Assert.AreEqual("apache-2.0", await TextAsync(tab, ".packages tbody td:nth-child(2)"));
        Assert.AreEqual("1–1 of 1", await TextAsync(tab, "#found"));

        await tab.ClickAsync(".job .end a");
        await tab.UntilAsync(PackageShown);
        Assert.AreEqual("garden/bird 1.0.0", await TextAsync(tab, "#package-title"));
        Assert.AreEqual("package-title", await FocusAsync(tab));
        Assert.Contains("garden/egg (not in the catalog)", await TextAsync(tab, ".facts"));
        Assert.AreSequenceEqual(["README.md", "config.json", "model.safetensors"], await tab.TextsAsync("[...document.querySelectorAll('.files tbody tr')].map(row => row.cells[0].textContent)"));
        Assert.AreEqual(8, (await tab.EvaluateAsync("document.querySelectorAll('.metrics li').length")).GetInt32());
        AssertQuiet(scene, tab);
    }

    [TestMethod]
    public async Task Package_and_its_bill_of_materials_are_downloaded()
    {
        await using var scene = await StartServerAsync();
        var stored = (await scene.IngestAsync()).Json;
        var tab = await OpenAsync(scene);
        await SignInAsync(tab);
        await tab.UntilAsync("document.querySelector('.packages tbody a')");
        await tab.ClickAsync(".packages tbody a");
        await tab.UntilAsync(PackageShown);
        var folder = Directory.CreateTempSubdirectory("hfregistry-downloads-");

        await tab.DownloadAsync(".actions button", folder.FullName);
        await tab.DownloadAsync(".actions button + button", folder.FullName);

        Assert.AreEqual((long)stored["size_bytes"]!, new FileInfo(Path.Combine(folder.FullName, "garden--bird-1.0.0.zip")).Length);
        Assert.Contains("CycloneDX", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "garden--bird-1.0.0.cdx.json")));
        AssertQuiet(scene, tab, "blob:");
        folder.Delete(recursive: true);
    }

    [TestMethod]
    public async Task Steps_are_shown_while_they_run_and_a_job_can_be_canceled()
    {
        await using var scene = await StartServerAsync();
        scene.Hub.FailWith(Faults.SaysNothing);
        var tab = await OpenAsync(scene);
        await SignInAsync(tab);

        await IngestAsync(tab, ServerScene.Bird);
        await tab.UntilAsync("document.querySelector('.job .step')?.textContent === 'Step 1 of 10: resolve'");
        Assert.AreEqual("garden/bird 1.0.0: Step 1 of 10: resolve", await TextAsync(tab, "#news"));
        await tab.ClickAsync(".job button");

        await tab.UntilAsync($"{JobState} === 'canceled'");
        Assert.IsTrue((await tab.EvaluateAsync("document.querySelector('.job progress').hidden")).GetBoolean());
    }

    [TestMethod]
    public async Task Refused_model_is_shown_with_its_reasons_also_after_a_reload()
    {
        await using var scene = await StartServerAsync("""{"gate":{"thresholds":{"ramp_up_time":1.0,"bus_factor":1.0}}}""");
        var tab = await OpenAsync(scene);
        await SignInAsync(tab);

        await IngestAsync(tab, ServerScene.Bird);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await tab.UntilAsync($"{JobState} === 'not stored'");
            Assert.Contains("It stopped at step 5: gate.", await TextAsync(tab, ".job .end"));
            var reasons = await tab.TextsAsync("[...document.querySelectorAll('.job .end li')].map(e => e.textContent)");
            Assert.IsTrue(reasons.Any(static reason => reason.StartsWith("Ramp-Up Time (", StringComparison.Ordinal)), string.Join('\n', reasons));
            await ReportLooks.KeepPictureAsync(tab, "server-refused");
            await tab.GoToAsync(scene.Http.BaseAddress!.ToString());
        }
    }

    [TestMethod]
    public async Task Errors_of_the_server_are_told_where_they_belong()
    {
        await using var scene = await StartServerAsync(LicenseOnly, [Right.Search]);
        var tab = await OpenAsync(scene);

        await TypeAsync(tab, "#username", "alice");
        await TypeAsync(tab, "#password", "wrong password");
        await tab.ClickAsync("#sign-in button");
        await tab.UntilAsync("document.querySelector('#sign-in .problem').textContent === 'The user name or the password is wrong.'");
        await tab.EvaluateAsync("document.querySelector('#sign-in form').reset()");
        await SignInAsync(tab);
        await IngestAsync(tab, ServerScene.Bird);
        await tab.UntilAsync("document.querySelector('#ingest .problem').textContent === \"You lack the right 'upload'.\"");
        await scene.Users.RemoveAsync("alice", CancellationToken.None);
        await TypeAsync(tab, "#name", "b");
        await tab.UntilAsync("document.querySelector('#sign-in .problem').textContent === 'Your session has ended. Sign in again.'");

        Assert.AreEqual(0, (await tab.EvaluateAsync("sessionStorage.length")).GetInt32());
    }

    [TestMethod]
    public async Task Hostile_texts_are_read_and_do_nothing()
    {
        var model = ServerScene.Named("garden/weed") with { Tags = ["license:mit", $"base_model:{Hostile}"], CardData = $$"""{"license":"mit","license_name":{{Quote(Hostile)}},"base_model":{{Quote(Hostile)}}}""" };
        await using var scene = await StartServerAsync(LicenseOnly, [Right.Upload, Right.Search, Right.Download], model.With(HostileFile, "x"u8.ToArray()));
        var stored = await scene.IngestAsync(new { model_id = "garden/weed", description = Hostile });
        Assert.AreEqual(200, stored.Status, stored.Text);
        var tab = await OpenAsync(scene);
        await SignInAsync(tab);
        await IngestAsync(tab, Hostile);
        await tab.UntilAsync("document.querySelector('#ingest .problem').textContent !== ''");
        Assert.Contains(Hostile, await TextAsync(tab, "#ingest .problem"));

        await tab.UntilAsync("document.querySelector('.packages tbody a')");
        await tab.ClickAsync(".packages tbody a");
        await tab.UntilAsync(PackageShown);

        Assert.AreEqual(Hostile, await TextAsync(tab, "#package .lead"));
        Assert.Contains(HostileFile, await tab.TextsAsync("[...document.querySelectorAll('.files tbody tr')].map(row => row.cells[0].textContent)"));
        Assert.AreEqual("img:1 b:0", (await tab.EvaluateAsync("['img', 'b'].map(name => name + ':' + document.querySelectorAll(name).length).join(' ')")).GetString());
        Assert.AreEqual("Model packages", (await tab.EvaluateAsync("document.title")).GetString());
        Assert.IsTrue(tab.Requests.All(address => address.StartsWith(scene.Http.BaseAddress!.ToString(), StringComparison.Ordinal)), string.Join('\n', tab.Requests));
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => tab.EvaluateAsync("document.body.insertAdjacentHTML('beforeend', '<i>markup</i>')"));
    }

    [TestMethod]
    public async Task Keyboard_alone_does_everything_in_order()
    {
        await using var scene = await StartServerAsync();
        var tab = await OpenAsync(scene);

        Assert.AreEqual("username", await FocusAsync(tab));
        await tab.TypeAsync("alice");
        await TabAsync(tab);
        await tab.TypeAsync(ServerScene.Password);
        await EnterAsync(tab);
        await tab.UntilAsync(Overview);
        Assert.AreEqual("model", await FocusAsync(tab));
        await tab.TypeAsync(ServerScene.Bird);
        await EnterAsync(tab);
        await tab.UntilAsync($"{JobState} === 'stored' && document.querySelector('.packages tbody tr')");
        var reached = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            await TabAsync(tab);
            reached.Add((await tab.EvaluateAsync("document.activeElement.id || document.activeElement.textContent")).GetString());
            Assert.AreNotEqual("none", (await tab.EvaluateAsync("getComputedStyle(document.activeElement).outlineStyle")).GetString(), "one sees where the focus is");
        }

        Assert.AreSequenceEqual(["version", "Ingest", "Show the package", "name", "garden/bird 1.0.0"], reached);
        await EnterAsync(tab);
        await tab.UntilAsync(PackageShown);
        Assert.AreEqual("package-title", await FocusAsync(tab));
        var unnamed = await tab.TextsAsync("[...document.querySelectorAll('input, button, a, table, nav, progress')].filter(e => !(e.labels?.length || e.textContent.trim() || e.ariaLabel)).map(e => e.outerHTML)");
        Assert.IsEmpty(unnamed, string.Join('\n', unnamed));
    }

    [TestMethod]
    [DataRow("server-desktop", 1_280, 900, false, false)]
    [DataRow("server-desktop-dark", 1_280, 900, false, true)]
    [DataRow("server-phone", 320, 640, true, false)]
    [DataRow("server-phone-dark", 320, 640, true, true)]
    public async Task Page_fits_and_can_be_read(string name, int width, int height, bool isPhone, bool isDark)
    {
        var longest = $"{new string('o', 40)}/{new string('n', 90)}";
        await using var scene = await StartServerAsync(LicenseOnly, [Right.Upload, Right.Search, Right.Download], ServerScene.Model, ServerScene.Named(longest).With($"{new string('d', 120)}/{new string('f', 120)}.pkl", [1]));
        foreach (var id in new[] { longest, ServerScene.Bird })
            Assert.AreEqual(200, (await scene.IngestAsync(new { model_id = id, description = "For the evaluation of bird songs" })).Status);
        var tab = await _browser!.OpenAsync(width, height, isPhone, isDark);
        await tab.GoToAsync(scene.Http.BaseAddress!.ToString());
        await LookAsync(tab, $"{name}-sign-in", width);

        await SignInAsync(tab);
        await IngestAsync(tab, "garden/fish");
        await tab.UntilAsync($"{JobState} === 'not stored' && document.querySelectorAll('.packages tbody tr').length === 2");
        await LookAsync(tab, name, width);
        await tab.EvaluateAsync("document.getElementById('packages-title').scrollIntoView()");
        await ReportLooks.KeepPictureAsync(tab, $"{name}-packages");

        // By script: a link of two lines has its middle between them.
        await tab.EvaluateAsync("document.querySelector('.packages tbody tr:last-child a').click()");
        await tab.UntilAsync(PackageShown);
        await LookAsync(tab, $"{name}-package", width);
        await tab.EvaluateAsync("document.querySelector('.files').scrollIntoView()");
        await ReportLooks.KeepPictureAsync(tab, $"{name}-files");
        AssertQuiet(scene, tab);
    }

    private static async Task<ServerScene> StartServerAsync(string policy = LicenseOnly, Right[]? rights = null, params LocalModel[] models)
    {
        var scene = await ServerScene.StartAsync(configure: null, policy, models);
        await scene.SignInAsync(rights ?? [Right.Upload, Right.Search, Right.Download]);
        return scene;
    }

    private static async Task<BrowserTab> OpenAsync(ServerScene scene)
    {
        var tab = await _browser!.OpenAsync(1_280, 900);
        await tab.GoToAsync(scene.Http.BaseAddress!.ToString());
        return tab;
    }

    private static async Task SignInAsync(BrowserTab tab)
    {
        await TypeAsync(tab, "#username", "alice");
        await TypeAsync(tab, "#password", ServerScene.Password);
        await tab.ClickAsync("#sign-in button");
        await tab.UntilAsync(Overview);
    }

    private static async Task IngestAsync(BrowserTab tab, string id)
    {
        await TypeAsync(tab, "#model", id);
        await tab.ClickAsync("#ingest button");
    }

    private static async Task TypeAsync(BrowserTab tab, string selector, string text)
    {
        await tab.EvaluateAsync($"document.querySelector('{selector}').focus()");
        await tab.TypeAsync(text);
    }

    private static async Task LookAsync(BrowserTab tab, string name, int width)
    {
        await ReportLooks.KeepPictureAsync(tab, name);
        Assert.AreEqual(width, (await tab.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32(), $"{name}: nothing has to be scrolled sideways");
        var worst = await tab.EvaluateAsync(ReportLooks.WorstContrast);
        Assert.IsGreaterThanOrEqualTo(4.5, worst.GetProperty("ratio").GetDouble(), $"{name}: {worst.GetProperty("what").GetString()}");
    }

    private static void AssertQuiet(ServerScene scene, BrowserTab tab, string prefix = "")
    {
        Assert.IsEmpty(tab.Complaints, string.Join('\n', tab.Complaints));
        Assert.IsTrue(tab.Requests.All(address => (prefix.Length > 0 && address.StartsWith(prefix, StringComparison.Ordinal)) || (address.StartsWith(scene.Http.BaseAddress!.ToString(), StringComparison.Ordinal) && !address.Contains("hfr_", StringComparison.Ordinal))), string.Join('\n', tab.Requests));
    }

    private static Task TabAsync(BrowserTab tab) => tab.PressAsync("Tab", "Tab", 9);

    private static Task EnterAsync(BrowserTab tab) => tab.PressAsync("Enter", "Enter", 13, "\r");

    private static async Task<string?> FocusAsync(BrowserTab tab) => (await tab.EvaluateAsync("document.activeElement.id")).GetString();

    private static async Task<string> TextAsync(BrowserTab tab, string selector) => (await tab.EvaluateAsync($"document.querySelector('{selector}').textContent")).GetString()!;

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
