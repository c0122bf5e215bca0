namespace HfRegistry.Models;

/// <summary>The room of a machine for a model's weights (10^6 bytes a MB, as the Hub counts).</summary>
/// <param name="Name">The name, such as <c>cpu-small</c>.</param>
/// <param name="MaxWeights">The most that the weights may take.</param>
/// <param name="Description">For whom it is, in a few words.</param>
internal sealed record HardwareProfile(string Name, ByteSize MaxWeights, string Description);
