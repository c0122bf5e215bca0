using System.CommandLine;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Hardware;

/// <summary><c>hardware</c>: the profiles, and the one that this machine has room for.</summary>
internal static class HardwareCommand
{
    public static Command Create(CommandIO io)
    {
        var detect = new Option<bool>("--detect") { Description = "Look at this machine (memory, NVIDIA GPUs) and name its profile." };
        var command = new Command("hardware", "List the hardware profiles, or name the one of this machine.") { detect };
        return command.WithWorkspace(io, async (parsed, workspace, answer, cancellationToken) =>
        {
            var profiles = workspace.Context.Profiles;
            var rows = profiles.Select(static profile => new ProfileRow(profile.Name, profile.MaxWeights.Bytes, TextSanitizer.Sanitize(profile.Description)));
            var document = new HardwareDocument([.. rows]);
            if (parsed.GetValue(detect))
            {
                var machine = await MachineFacts.ReadAsync(io, cancellationToken);
                document = document with { Detected = Row(machine, ProfileChoice.For(machine, profiles)) };
            }

            answer.Write(document, static () => HardwareJson.Default.HardwareDocument, WriteText);
            return ExitCode.Done;
        });
    }

    private static DetectedRow Row(MachineFacts machine, ProfileChoice choice) => new(
        choice.Profile.Name,
        machine.Memory.Bytes,
        machine.MemorySource,
        [.. machine.Gpus.Select(static gpu => new GpuRow(gpu.Name, gpu.Memory.Bytes))],
        choice.Reasons);

    private static void WriteText(HardwareDocument hardware, CommandIO io)
    {
        if (hardware.Detected is { } detected)
        {
            io.Out.WriteLine(detected.Profile);
            foreach (var gpu in detected.Gpus)
                io.Out.WriteLine($"  - {gpu.Name}: {new ByteSize(gpu.MemoryBytes)}");
            foreach (var reason in detected.Reasons)
                io.Out.WriteLine($"  - {reason}");
            return;
        }

        var table = new TextTable(new Column("profile"), new Column("weights up to", IsNumber: true), new Column("for"));
        foreach (var profile in hardware.Profiles)
            table.Add(profile.Name, new ByteSize(profile.MaxWeightsBytes).ToString(), profile.Description);
        table.Write(io);
    }
}
