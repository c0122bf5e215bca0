using System.Diagnostics;
using System.Globalization;
using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.ExtraTests;

/// <summary>The suite that asks the real Hub, run as the weekly workflow runs it, with a local Hub in the real one's place.</summary>
[TestClass]
internal sealed class LiveSuite
{
    [TestMethod]
    public async Task It_passes_on_a_Hub_that_answers_as_assumed()
    {
        await using var hub = await HubContract.StartLocalHubAsync();

        var (exitCode, told) = await RunAsync(("HFREGISTRY_LIVE", "1"), ("HF_ENDPOINT", hub.Endpoint.ToString()));

        Assert.AreEqual(0, exitCode, told);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"succeeded: {HubContract.Questions.Length}"), told);
        Assert.HasCount(HubContract.Questions.Length, hub.Requests);
    }

    [TestMethod]
    public async Task It_tells_drift_in_words_and_fails()
    {
        await using var hub = await HubContract.StartLocalHubAsync();
        hub.FailWith(Faults.When("bert-base-uncased?blobs=true", Faults.Status(StatusCodes.Status410Gone, "{}")));

        var (exitCode, told) = await RunAsync(("HFREGISTRY_LIVE", "1"), ("HF_ENDPOINT", hub.Endpoint.ToString()));

        Assert.AreNotEqual(0, exitCode);
        Assert.Contains("The Hub has drifted. With blobs the files have sizes: the status was assumed to be 200 and is 410", told);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"succeeded: {HubContract.Questions.Length - 1}"), told);
    }

    [TestMethod]
    public async Task Without_its_switch_it_asks_nothing_says_so_and_is_not_green()
    {
        await using var hub = await HubContract.StartLocalHubAsync();

        var (exitCode, told) = await RunAsync(("HFREGISTRY_LIVE", ""), ("HF_ENDPOINT", hub.Endpoint.ToString()));

        Assert.AreNotEqual(0, exitCode);
        Assert.Contains("Nothing was asked: this suite asks the real Hub over the network, and does so only with HFREGISTRY_LIVE=1.", told);
        Assert.IsEmpty(hub.Requests);
    }

    private static async Task<(int ExitCode, string Told)> RunAsync(params (string Name, string Value)[] variables)
    {
        // The suite was built with this one, in the same configuration.
        var built = Path.GetDirectoryName(typeof(LiveSuite).Assembly.Location)!.Replace("HfRegistry.ExtraTests", "HfRegistry.LiveTests", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(built, "HfRegistry.LiveTests.dll"));
        foreach (var argument in new[] { "--no-ansi", "--no-progress", "--output", "Detailed" })
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        start.Environment.Remove("HF_TOKEN");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
