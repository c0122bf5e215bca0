using System.Collections.Immutable;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Hardware;

/// <summary>An NVIDIA GPU.</summary>
/// <param name="Name">The name that its driver gives it.</param>
/// <param name="Memory">All of its memory.</param>
internal sealed record Gpu(string Name, ByteSize Memory);

/// <summary>The memory and the accelerators of a machine.</summary>
/// <param name="Memory">The memory that this process may use.</param>
/// <param name="MemorySource">Where that is known from.</param>
/// <param name="Gpus">The NVIDIA GPUs, in the driver's order.</param>
/// <param name="GpuNote">What there is to say about the search for GPUs, as a clause.</param>
internal sealed record MachineFacts(ByteSize Memory, string MemorySource, ImmutableArray<Gpu> Gpus, string GpuNote)
{
    /// <summary>Looks at this machine. What cannot be seen is not there; nothing here is an error.</summary>
    public static async Task<MachineFacts> ReadAsync(CommandIO io, CancellationToken cancellationToken)
    {
        var (memory, source) = MemoryLimit.Read(io.SystemRoot);
        var (gpus, note) = await NvidiaProbe.AskAsync(io, cancellationToken);
        return new MachineFacts(memory, source, gpus, note);
    }
}
