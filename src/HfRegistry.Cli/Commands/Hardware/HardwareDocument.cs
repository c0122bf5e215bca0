using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Hardware;

/// <summary>A hardware profile.</summary>
internal sealed record ProfileRow(string Name, long MaxWeightsBytes, string Description);

/// <summary>An NVIDIA GPU.</summary>
internal sealed record GpuRow(string Name, long MemoryBytes);

/// <summary>The result of <c>hardware --detect</c>.</summary>
internal sealed record DetectedRow(
    string Profile, long MemoryBytes, string MemorySource, IReadOnlyList<GpuRow> Gpus, IReadOnlyList<string> Reasons);

/// <summary><c>hardware</c>.</summary>
internal sealed record HardwareDocument(IReadOnlyList<ProfileRow> Profiles) : Document
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DetectedRow? Detected { get; init; }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HardwareDocument))]
internal sealed partial class HardwareJson : JsonSerializerContext;
