using System.Diagnostics;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>The real process: what only it can show.</summary>
[TestClass]
internal sealed class ProcessTests
{
    [TestMethod]
    public async Task An_answer_and_its_exit_code_leave_the_process()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        using var process = Start(shell, "find", "--type", "bert", "--offline", "--json");

        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.AreEqual(ExitCode.Done, process.ExitCode);
        Assert.StartsWith("{\n", output);
        Assert.Contains("google-bert/bert-base-uncased", output);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("\"$0\" \"$@\" > /dev/full", ExitCode.Usage, "HFR7002")]
    [DataRow("\"$0\" \"$@\" >&-", ExitCode.Usage, "HFR7002")]
    [DataRow("\"$0\" \"$@\" > /dev/null 2>&-", ExitCode.Done, "")]
    [DataRow("mkdir gone && cd gone && rmdir ../gone && \"$0\" \"$@\"", ExitCode.Usage, "HFR7003")]
    public async Task A_stream_or_a_folder_that_is_not_there_is_no_crash(string script, int exitCode, string code)
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var command = PublishedBinary.Start(["types"]);
        using var process = Start(shell, new ProcessStartInfo("bash", ["-c", script, command.FileName, .. command.ArgumentList]));

        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.AreEqual(exitCode, process.ExitCode, error);
        Assert.Contains(code, error);
        Assert.DoesNotContain("   at ", error + await output);
    }

    [TestMethod]
    [InProcess("the command is not in the container image")]
    public async Task Missing_sdk_is_an_error_and_nothing_else_is_in_the_answer()
    {
        using var shell = new Shell();
        shell.Write("App.csproj", "<Project />");
        shell.Write("global.json", """{"sdk":{"version":"99.0.100","rollForward":"disable"}}""");
        using var process = Start(shell, "list", "--json");

        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.AreEqual(ExitCode.Usage, process.ExitCode, await error);
        Assert.AreEqual("HFR8002", new CommandRun(process.ExitCode, output, await error).Json.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Contains("global.json: error HFR8002: The .NET SDK 99.0.100, which global.json asks for, is not installed.", await error);
    }

    [TestMethod]
    public async Task A_Hub_that_says_nothing_does_not_hold_the_process_up()
    {
        await using var hub = await LocalHub.StartAsync([], new LocalHubOptions { Faults = [Faults.SaysNothing] });
        using var shell = new Shell().With(SmallRegistry.Create()).With(hub);
        using var process = Start(shell, "find", "--type", "bert", "--online");

        // The Hub never answers; how long the command gives it is a matter of the budget's own tests, under a fake clock.
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.AreEqual(ExitCode.Done, process.ExitCode);
        Assert.StartsWith("google-bert/bert-base-uncased\n", output);
    }

    [TestMethod]
    [DataRow(ExitCode.Done, "--version")]
    [DataRow(ExitCode.Findings, "find", "--type", "bert", "--max-size", "1", "--offline")]
    [DataRow(ExitCode.Usage, "fnd")]
    [DataRow(ExitCode.Refused, "refresh")]
    public async Task Exit_codes_are_those_of_the_contract(int exitCode, params string[] args)
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Variables["HF_HUB_OFFLINE"] = "1";
        using var process = Start(shell, args);

        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());

        Assert.AreEqual(exitCode, process.ExitCode);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Ctrl_C_ends_a_refresh_cleanly_and_the_file_is_the_old_one()
    {
        var asked = new TaskCompletionSource();
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith((context, next) =>
        {
            asked.TrySetResult();
            return Faults.SaysNothing(context, next);
        });
        using var shell = new Shell().With(SmallRegistry.Create()).With(hub);
        var before = await File.ReadAllBytesAsync(shell.RegistryPath);
        // What a shell started in the background is deaf to Ctrl+C, and so is all that it starts: these tests may have been.
        var command = PublishedBinary.Start(["refresh", "--type", "bert"]);
        using var process = Start(shell, new ProcessStartInfo("env", ["--default-signal=INT", command.FileName, .. command.ArgumentList]));

        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.AreEqual(ExitCode.Canceled, process.ExitCode, error);
        Assert.Contains("canceled", error);
        CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(shell.RegistryPath));
        Assert.HasCount(1, Directory.GetFiles(shell.Folder));
    }

    [TestMethod]
    public async Task A_refresh_that_was_killed_is_gone_on_with_and_asks_only_for_what_is_missing()
    {
        var types = TypeCatalog.BuiltIn.All.Where(info => info is { IsCurrent: true, ComponentOf: null }).Select(info => info.Type.Name).Take(40).ToList();
        string[] command = ["refresh", "--json", .. types.SelectMany(type => new[] { "--type", type })];
        await using var hub = await LocalHub.StartAsync([.. Population.OfEach(types, 3)]);
        var allWait = new TaskCompletionSource();
        var held = 0;
        hub.FailWith(Faults.After(20, (context, next) =>
        {
            // All of its workers wait for an answer: what was answered before, they have written down.
            if (Interlocked.Increment(ref held) == 16)
                allWait.SetResult();
            return Faults.SaysNothing(context, next);
        }));
        using var shell = new Shell { Clock = TimeProvider.System }.With(hub);
        shell.Variables["HF_ASSETS_CACHE"] = shell.PathOf("assets");
        using (var process = Start(shell, command))
        {
            await allWait.Task.WaitAsync(TimeSpan.FromMinutes(2));
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.IsFalse(File.Exists(shell.RegistryPath));
        hub.FailWith();
        var before = hub.Requests.Length;

        var run = (await shell.RunAsync(command)).Ended(ExitCode.Done);

        Assert.AreEqual(20, hub.Requests.Length - before);
        Assert.AreEqual(20, run.Json.GetProperty("resumed").GetInt32());
        Assert.Contains("HFR4120", run.Error);
        Assert.HasCount(40, RegistryFile.Load(shell.RegistryPath).Value!.Entries.Where(entry => entry.DefaultModel is not null).ToList());
        Assert.IsEmpty(Directory.GetFiles(shell.PathOf("assets"), "*", SearchOption.AllDirectories));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_reader_that_has_seen_enough_is_no_error()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var command = PublishedBinary.Start(["types", "--json"]);
        using var process = Start(shell, new ProcessStartInfo("bash", ["-c", "\"$0\" \"$@\" | head -n 1; echo \"${PIPESTATUS[0]}\"", command.FileName, .. command.ArgumentList]));

        var output = await process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.AreEqual("{\n0\n", output);
        Assert.AreEqual("", error);
    }

    private static Process Start(Shell shell, params IReadOnlyList<string> args) => Start(shell, PublishedBinary.Start(args));

    private static Process Start(Shell shell, ProcessStartInfo start)
    {
        start.WorkingDirectory = shell.Folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var name in (string[])["HF_ENDPOINT", "HF_TOKEN", "HF_HUB_OFFLINE", "HF_API_DISABLED", "USE_STATIC_REGISTRY", .. BuildServer.Variables])
            start.Environment.Remove(name);
        // A process that is killed would leave its debugger's pipes in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        // Not the user's own cache.
        start.Environment["HF_ASSETS_CACHE"] = shell.PathOf("assets");
        foreach (var (name, value) in shell.Variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
