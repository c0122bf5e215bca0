using System.Diagnostics;
using System.Globalization;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>
/// The executable that the suite's command lines run on when <c>HFREGISTRY_BINARY</c> names one: what trimming took away shows only there.
/// A test that such a run cannot be true to is inconclusive with its reason; so is one that never ran the binary.
/// </summary>
[TestClass]
public static class PublishedBinary
{
    // Long before a waiting command would time out its suite, and after all that a command waits for by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static int _starts;
    private static int _startsBefore;

    /// <summary>The executable, or null when the command runs within the tests' process.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("HFREGISTRY_BINARY") is { Length: > 0 } path ? path : null;

    /// <summary>The library that sets a process's clock (libfaketime), or null.</summary>
    private static string? ClockLibrary { get; } = Environment.GetEnvironmentVariable("HFREGISTRY_BINARY_CLOCK") is { Length: > 0 } path ? path : null;

    [GlobalTestInitialize]
    public static void CountFromHere(TestContext context) => _startsBefore = _starts;

    [GlobalTestCleanup]
    public static void HoldsOnlyForWhatRan(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Path is not null && _starts == _startsBefore && context.CurrentTestOutcome == UnitTestOutcome.Passed)
            Assert.Inconclusive("Not on the published binary: the test runs no command.");
    }

    /// <summary>Counts a start of the binary, and gives what to start: the binary, or the command as it was built.</summary>
    internal static ProcessStartInfo Start(IEnumerable<string> args)
    {
        Interlocked.Increment(ref _starts);
        return Path is null ? new ProcessStartInfo("dotnet", [typeof(HfRegistryCommand).Assembly.Location, .. args]) : new ProcessStartInfo(Path, args);
    }

    /// <summary>Runs a command line as <see cref="Shell.RunAsync(string[], CancellationToken)"/> does, in a process of its own.</summary>
    internal static async Task<CommandRun> RunAsync(Shell shell, string[] args, CancellationToken cancellationToken)
    {
        Needs(!shell.IsTerminal, "a process with captured streams has no terminal");
        Needs(shell.SystemRoot is null, "a process has the machine's own description");
        Needs(!cancellationToken.CanBeCanceled, "a process is canceled by a signal");
        var start = Start(args);
        start.WorkingDirectory = shell.PathOf(shell.WorkingFolder);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment.Clear();
        foreach (var (name, value) in shell.Variables)
            start.Environment[name] = value;
        SetClock(start, shell.Clock);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await TypeAsync(process, shell.Input);
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"`hfregistry {string.Join(' ', args)}` did not end within {Patience}.\nout:\n{await output}\nerror:\n{await error}");
        }

        return new CommandRun(process.ExitCode, await output, await error);
    }

    // A fake clock stands still and so does the process's; its timers run on, as the clock that only measures is the machine's.
    private static void SetClock(ProcessStartInfo start, TimeProvider clock)
    {
        if (clock == TimeProvider.System)
            return;
        Needs(clock is FakeClock, $"a process cannot be given a {clock.GetType().Name}");
        Needs(ClockLibrary is not null, "HFREGISTRY_BINARY_CLOCK names no library that sets a process's clock");
        start.Environment["LD_PRELOAD"] = ClockLibrary;
        start.Environment["FAKETIME"] = clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        start.Environment["TZ"] = "UTC";
    }

    private static async Task TypeAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading what was typed.
        }
    }

    private static void Needs(bool condition, string otherwise)
    {
        if (!condition)
            Assert.Inconclusive($"Not on the published binary: {otherwise}.");
    }
}
