using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HfRegistry.ExtraTests.Browsing;

/// <summary>A tab of a <see cref="Browser"/>, and everything that it complains about or asks for.</summary>
internal sealed class BrowserTab
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DevTools _tools;
    private readonly string _session;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private TaskCompletionSource _downloaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BrowserTab(DevTools tools, string session)
    {
        _tools = tools;
        _session = session;
        _tools.Heard += Hear;
    }

    /// <summary>What its console shows, errors of scripts and what its policy refused.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>What it asked for: the addresses.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public async Task PrepareAsync(int width, int height, bool isPhone, bool isDark)
    {
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
            await SendAsync($"{domain}.enable");
        await SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = isPhone ? 2 : 1, ["mobile"] = isPhone });
        await SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
    }

    /// <summary>Opens a file or an address and waits until it is loaded.</summary>
    public async Task GoToAsync(string place)
    {
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(place).AbsoluteUri });
        await _loaded.Task.WaitAsync(Patience);
    }

    /// <summary>The value of an expression.</summary>
    /// <exception cref="InvalidOperationException">It threw.</exception>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        if (answer.TryGetProperty("exceptionDetails", out var thrown))
            throw new InvalidOperationException($"{expression}: {thrown}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Waits until an expression is true of the page, which is asked again at each of its changes.</summary>
    public Task UntilAsync(string condition) => EvaluateAsync(
        $"new Promise(done => {{ const check = () => {{ if ({condition}) {{ changes.disconnect(); done(true); }} }}; const changes = new MutationObserver(check); changes.observe(document, {{ subtree: true, childList: true, attributes: true, characterData: true }}); check(); }})");

    /// <summary>A list of texts that an expression gives.</summary>
    public async Task<List<string>> TextsAsync(string expression) => [.. (await EvaluateAsync(expression)).EnumerateArray().Select(static text => text.GetString()!)];

    /// <summary>Presses a key as a person does.</summary>
    public async Task PressAsync(string key, string code, int keyCode, string text = "")
    {
        foreach (var type in new[] { "keyDown", "keyUp" })
        {
            var press = new JsonObject { ["type"] = type, ["key"] = key, ["code"] = code, ["windowsVirtualKeyCode"] = keyCode };
            if (type == "keyDown" && text.Length > 0)
                press["text"] = text;
            await SendAsync("Input.dispatchKeyEvent", press);
        }
    }

    /// <summary>Types a text where the focus is.</summary>
    public Task TypeAsync(string text) => SendAsync("Input.insertText", new JsonObject { ["text"] = text });

    /// <summary>Clicks the middle of an element with the mouse.</summary>
    public async Task ClickAsync(string selector)
    {
        var place = await EvaluateAsync(
            $"(() => {{ const e = document.querySelector({JsonSerializer.Serialize(selector)}); e.scrollIntoView({{block: 'center'}}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }})()");
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
        {
            await SendAsync("Input.dispatchMouseEvent", new JsonObject
            {
                ["type"] = type,
                ["x"] = place[0].GetDouble(),
                ["y"] = place[1].GetDouble(),
                ["button"] = "left",
                ["clickCount"] = 1,
            });
        }
    }

    /// <summary>Clicks an element that downloads a file, and waits until the file is in a folder.</summary>
    public async Task DownloadAsync(string selector, string folder)
    {
        _downloaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync("Page.setDownloadBehavior", new JsonObject { ["behavior"] = "allow", ["downloadPath"] = folder });
        await ClickAsync(selector);
        await _downloaded.Task.WaitAsync(Patience);
    }

    /// <summary>A picture of what is in view, as PNG.</summary>
    public async Task<byte[]> PictureAsync() =>
        Convert.FromBase64String((await SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png" })).GetProperty("data").GetString()!);

    private Task<JsonElement> SendAsync(string method, JsonObject? parameters = null) => _tools.SendAsync(method, parameters, _session);

    private void Hear(string? session, string method, JsonElement parameters)
    {
        if (session != _session)
            return;
        switch (method)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Page.downloadProgress" when parameters.GetProperty("state").GetString() == "completed":
                _downloaded.TrySetResult();
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded":
                _complaints.Enqueue(parameters.ToString());
                break;
            case "Network.requestWillBeSent":
                _requests.Enqueue(parameters.GetProperty("request").GetProperty("url").GetString()!);
                break;
        }
    }
}
