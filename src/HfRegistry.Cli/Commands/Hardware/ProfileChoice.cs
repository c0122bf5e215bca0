using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Cli.Commands.Hardware;

/// <summary>The profile that a machine has room for, and why.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Reasons">How it was decided, as clauses.</param>
internal sealed record ProfileChoice(HardwareProfile Profile, ImmutableArray<string> Reasons)
{
    private const string GpuPrefix = "gpu";

    /// <summary>Of main memory, half: activations, the runtime and the rest of the machine want theirs.</summary>
    private const double ShareOfMemory = 0.5;

    /// <summary>Of a GPU's memory, four fifths: the rest holds activations and the driver's own.</summary>
    private const double ShareOfGpu = 0.8;

    /// <summary>Returns the largest profile whose weights fit: a GPU's if one fits the largest GPU, else one for main memory.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="profiles">The profiles, smallest first; those for a GPU have names that begin with <c>gpu</c>.</param>
    public static ProfileChoice For(MachineFacts machine, ImmutableArray<HardwareProfile> profiles)
    {
        var forGpu = profiles.Where(static profile => profile.Name.StartsWith(GpuPrefix, StringComparison.OrdinalIgnoreCase)).ToList();
        var reasons = ImmutableArray.CreateBuilder<string>();
        reasons.Add($"{machine.Memory} of memory, by {machine.MemorySource}");
        reasons.Add(machine.GpuNote);
        if (machine.Gpus.MaxBy(static gpu => gpu.Memory) is { } gpu)
        {
            var room = Share(gpu.Memory, ShareOfGpu);
            if (Largest(forGpu, room) is { } fits)
                return Chosen(fits, reasons, $"{Percent(ShareOfGpu)} of the {gpu.Memory} of {gpu.Name} are {room} for weights");
            reasons.Add($"{Percent(ShareOfGpu)} of the {gpu.Memory} of {gpu.Name} are {room} for weights, too little for any GPU profile");
        }

        var forMemory = profiles.Except(forGpu).DefaultIfEmpty(profiles[0]).ToList();
        var memoryRoom = Share(machine.Memory, ShareOfMemory);
        var said = $"{Percent(ShareOfMemory)} of the memory are {memoryRoom} for weights";
        return Largest(forMemory, memoryRoom) is { } profile
            ? Chosen(profile, reasons, said)
            : Chosen(forMemory[0], reasons, $"{said}, less than any profile allows: the smallest one");
    }

    private static ProfileChoice Chosen(HardwareProfile profile, ImmutableArray<string>.Builder reasons, string decision) =>
        new(profile, [.. reasons, $"{decision}; {profile.Name} allows {profile.MaxWeights}"]);

    private static HardwareProfile? Largest(IEnumerable<HardwareProfile> profiles, ByteSize room) =>
        profiles.Where(profile => profile.MaxWeights <= room).MaxBy(static profile => profile.MaxWeights);

    private static ByteSize Share(ByteSize size, double share) => new((long)(size.Bytes * share));

    private static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);
}
