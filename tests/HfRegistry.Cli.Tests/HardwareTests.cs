using HfRegistry.Cli.Commands.Hardware;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class HardwareTests
{
    private static readonly HardwareProfile[] Profiles =
    [
        new("cpu-small", ByteSize.FromMegabytes(500), ""), new("cpu-medium", ByteSize.FromMegabytes(2_000), ""),
        new("gpu-small", ByteSize.FromMegabytes(5_000), ""), new("cpu-large", ByteSize.FromMegabytes(10_000), ""),
        new("gpu-medium", ByteSize.FromMegabytes(15_000), ""), new("gpu-large", ByteSize.FromMegabytes(50_000), ""),
    ];

    [TestMethod]
    public async Task The_profiles_are_listed_smallest_first()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("hardware --json")).Ended(ExitCode.Done);

        var profiles = (await run.JsonOfAsync("hardware")).GetProperty("profiles").EnumerateArray().ToList();
        Assert.AreEqual("cpu-small", profiles[0].GetProperty("name").GetString());
        Assert.AreEqual(500_000_000, profiles[0].GetProperty("max_weights_bytes").GetInt64());
        Assert.MatchesRegex(@"(?m)^gpu-large +50 GB", (await shell.RunAsync("hardware")).Out);
    }

    [TestMethod]
    [DataRow("MemTotal:       24619172 kB", "", "cpu-large", "/proc/meminfo")]
    [DataRow("MemTotal:        8052108 kB", "", "cpu-medium", "/proc/meminfo")]
    [DataRow("MemTotal:         504000 kB", "", "cpu-small", "less than any profile allows")]
    [DataRow("MemTotal:       24619172 kB", "4294967296", "cpu-medium", "the container's memory limit")]
    [DataRow("MemTotal:       24619172 kB", "max", "cpu-large", "/proc/meminfo")]
    public async Task Detection_names_a_profile_and_says_what_it_saw(string memory, string limit, string profile, string said)
    {
        using var shell = new Shell();
        shell.SystemRoot = shell.PathOf("system");
        shell.Write("system/proc/meminfo", $"{memory}\nMemFree: 1 kB\n");
        shell.Write("system/proc/self/cgroup", "0::/user.slice/app\n");
        shell.Write("system/sys/fs/cgroup/user.slice/memory.max", $"{limit}\n");

        var run = (await shell.RunAsync("hardware --detect --json")).Ended(ExitCode.Done);

        var detected = (await run.JsonOfAsync("hardware")).GetProperty("detected");
        Assert.AreEqual(profile, detected.GetProperty("profile").GetString());
        Assert.Contains(said, detected.GetProperty("reasons").ToString());
        Assert.StartsWith($"{profile}\n  - ", (await shell.RunAsync("hardware --detect")).Out);
    }

    [TestMethod]
    public void A_limit_of_the_older_groups_binds_too()
    {
        using var shell = new Shell();
        shell.Write("proc/meminfo", "MemTotal: 24619172 kB\n");
        shell.Write("proc/self/cgroup", "12:cpu,cpuacct:/x\n9:memory:/docker/abc\n");
        shell.Write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "2147483648\n");
        shell.Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        Assert.AreEqual((new ByteSize(2_147_483_648), "the container's memory limit"), MemoryLimit.Read(shell.Folder));
    }

    [TestMethod]
    public void Without_a_description_of_the_machine_the_runtime_is_asked()
    {
        using var shell = new Shell();

        var (memory, source) = MemoryLimit.Read(shell.Folder);

        Assert.IsGreaterThan(0, memory.Bytes);
        Assert.AreEqual("the .NET runtime", source);
    }

    [TestMethod]
    [DataRow("NVIDIA A100-SXM4-80GB, 81920", "gpu-large")]
    [DataRow("Tesla T4, 15360", "gpu-small")]
    [DataRow("NVIDIA GeForce RTX 4090, 24564", "gpu-medium")]
    [DataRow("Tesla T4, 15360\nNVIDIA A100-SXM4-80GB, 81920", "gpu-large")]
    [DataRow("Quadro K620, 2000", "cpu-large")]
    [DataRow("NVIDIA GB10, [N/A]", "cpu-large")]
    [DataRow("", "cpu-large")]
    [DataRow("Failed to initialize NVML: Driver/library version mismatch", "cpu-large")]
    public void The_largest_GPU_decides_when_a_profile_fits_it(string answer, string profile)
    {
        var machine = new MachineFacts(ByteSize.FromMegabytes(25_000), "a test", NvidiaProbe.Parse(answer), "asked");

        Assert.AreEqual(profile, ProfileChoice.For(machine, [.. Profiles]).Profile.Name);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("echo 'Tesla T4, 15360'", "gpu-small", "nvidia-smi named 1")]
    [DataRow("exit 9", "cpu-", "named no GPU")]
    [DataRow("#", "cpu-", "named no GPU")]
    public async Task The_driver_s_tool_is_found_on_the_PATH(string script, string profile, string said)
    {
        using var shell = new Shell();
        Tool(shell, script);

        var detected = (await shell.RunAsync("hardware --detect --json")).Ended(ExitCode.Done).Json.GetProperty("detected");

        Assert.StartsWith(profile, detected.GetProperty("profile").GetString());
        Assert.Contains(said, detected.GetProperty("reasons").ToString());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [InProcess("a process's clock does not move on a test's word")]
    public async Task A_driver_s_tool_that_hangs_is_given_up_after_two_seconds()
    {
        var clock = new FakeClock();
        using var shell = new Shell { Clock = clock };
        Tool(shell, "exec sleep 60");

        var run = shell.RunAsync("hardware --detect");
        await clock.UntilWaitingAsync(1).WaitAsync(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("gave no answer within 2 s", (await run).Ended(ExitCode.Done).Out);
    }

    private static void Tool(Shell shell, string script)
    {
        var path = shell.Write("bin/nvidia-smi", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        shell.Variables["PATH"] = shell.PathOf("bin");
    }
}
