using System.Diagnostics;
using System.Text.Json.Nodes;

namespace HfRegistry.ExtraTests.Browsing;

/// <summary>A headless Chromium of its own profile.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Listening = "DevTools listening on ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly Process _process;
    private readonly DirectoryInfo _profile;

    private Browser(Process process, DirectoryInfo profile)
    {
        _process = process;
        _profile = profile;
    }

    private DevTools? Tools { get; set; }

    /// <summary>Starts the browser that the machine has.</summary>
    /// <exception cref="InvalidOperationException">It has none, or the one that it has does not start.</exception>
    public static async Task<Browser> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("hfregistry-browser-");
        var start = new ProcessStartInfo(Find()) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in Arguments(profile.FullName))
            start.ArgumentList.Add(argument);
        var browser = new Browser(Process.Start(start)!, profile);
        try
        {
            browser.Tools = await DevTools.ConnectAsync(await browser.AddressAsync().WaitAsync(Patience));
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a tab of a size in CSS pixels.</summary>
    /// <param name="width">The width.</param>
    /// <param name="height">The height.</param>
    /// <param name="isPhone">Whether it is a phone's: two pixels to a CSS pixel, and touch.</param>
    /// <param name="isDark">Whether its user prefers dark pages.</param>
    public async Task<BrowserTab> OpenAsync(int width, int height, bool isPhone = false, bool isDark = false)
    {
        var target = await Tools!.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await Tools.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target.GetProperty("targetId").GetString(), ["flatten"] = true });
        var tab = new BrowserTab(Tools, attached.GetProperty("sessionId").GetString()!);
        await tab.PrepareAsync(width, height, isPhone, isDark);
        return tab;
    }

    public async ValueTask DisposeAsync()
    {
        if (Tools is not null)
            await Tools.DisposeAsync();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _profile.Delete(recursive: true);
    }

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"None of {string.Join(", ", Names)} is on the PATH. Install one (apt-get install chromium): a page is not checked without a browser.");
    }

    private static IEnumerable<string> Arguments(string profile)
    {
        yield return "--headless=new";
        yield return "--remote-debugging-port=0";
        yield return $"--user-data-dir={profile}";
        yield return "--no-first-run";
        yield return "--disable-gpu";
        yield return "--disable-dev-shm-usage";
        yield return "--hide-scrollbars";
        // Chromium refuses to sandbox root, and a container often forbids the name spaces that a sandbox is made of. The pages are our own.
        if (Environment.UserName == "root" || Environment.GetEnvironmentVariable("CI") is not null)
            yield return "--no-sandbox";
        yield return "about:blank";
    }

    private async Task<Uri> AddressAsync()
    {
        var told = new List<string>();
        // What it says later has to be read too, or it would wait for somebody to do so.
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Listening, StringComparison.Ordinal))
            {
                told.Add(line);
                continue;
            }

            _ = _process.StandardError.ReadToEndAsync();
            return new Uri(line[Listening.Length..]);
        }

        throw new InvalidOperationException($"{_process.StartInfo.FileName} ended: {string.Join('\n', told)}");
    }
}
