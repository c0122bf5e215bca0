using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
[InProcess("a process cannot be given a clock")]
internal sealed class VerbosityTests
{
    private const string Retry = "Retrying in 1 s: the Hub cannot be reached: status 502";
    private const string Request = "GET http";

    [TestMethod]
    [DataRow("", false, false)]
    [DataRow(" --verbosity minimal", false, false)]
    [DataRow(" -v normal", true, false)]
    [DataRow(" -v N", true, false)]
    [DataRow(" -v detailed --json", true, true)]
    [DataRow(" --verbosity diagnostic", true, true)]
    public async Task Levels_add_retries_and_then_requests_to_standard_error(string option, bool tellsRetries, bool tellsRequests)
    {
        var error = await ErrorOfAsync(option);

        Assert.AreEqual(tellsRetries, error.Contains(Retry, StringComparison.Ordinal), error);
        Assert.AreEqual(tellsRequests, error.Contains(Request, StringComparison.Ordinal), error);
    }

    [TestMethod]
    [DataRow("RUNNER_DEBUG", "1")]
    [DataRow("ACTIONS_STEP_DEBUG", "true")]
    public async Task A_workflow_that_debugs_sees_the_requests(string name, string value)
    {
        Assert.Contains(Request, await ErrorOfAsync("", (name, value)));
        Assert.DoesNotContain(Request, await ErrorOfAsync(" -v minimal", (name, value)));
    }

    [TestMethod]
    public async Task Quiet_leaves_errors_alone()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Status(502));
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(hub);

        Assert.Contains("warning HFR", (await shell.RunAsync("find --type bert --online")).Ended(ExitCode.Done).Error);
        Assert.AreEqual("", (await shell.RunAsync("find --type bert --online -v quiet")).Ended(ExitCode.Done).Error);
        Assert.Contains("error HFR", (await shell.RunAsync("verify acme/zebra -v quiet")).Ended(ExitCode.Network).Error);
    }

    [TestMethod]
    [DataRow("loud")]
    [DataRow("3")]
    public async Task Unknown_level_is_an_error_that_lists_the_levels(string level)
    {
        using var shell = new Shell();

        var error = (await shell.RunAsync($"types -v {level}")).Ended(ExitCode.Usage).Error;

        Assert.Contains($"--verbosity is '{level}'. Use quiet, minimal, normal, detailed or diagnostic.", error);
    }

    private static async Task<string> ErrorOfAsync(string option, params (string Name, string Value)[] variables)
    {
        await using var hub = await LocalHub.StartAsync(LocalModel.Of("acme/zebra", "bert", 5_000));
        hub.FailWith(Faults.First(1, Faults.Status(502)));
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(hub);
        foreach (var (name, value) in variables)
            shell.Variables[name] = value;
        return (await shell.RunAsync($"verify acme/zebra{option}")).Error;
    }
}
