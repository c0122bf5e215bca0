using System.Globalization;
using HfRegistry.Configuration;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>The basis of a recorded size, in words.</summary>
internal static class SizeBasisText
{
    /// <summary>Returns the basis as a clause: "estimated from 88 M parameters at 4 bytes each".</summary>
    public static string Of(ModelRecord model) => model.SizeBasis switch
    {
        SizeBasis.Parameters => "from its parameters by dtype",
        SizeBasis.Files => "from its weight files",
        SizeBasis.Stated => $"stated in {HfConfiguration.FileName}",
        SizeBasis.Estimate when model.ParameterCount is { } count => $"estimated from {Count(count)} parameters at {Width(model, count)} each",
        SizeBasis.Estimate => "estimated from its parameter count",
        SizeBasis.Name => "estimated from the parameter count in its name",
        SizeBasis.Disputed when model.ParameterCount is { } count => $"its name contradicts the {Count(count)} parameters that are recorded: the larger count",
        SizeBasis.Disputed => "its name contradicts its recorded weights: the larger size",
        SizeBasis.Typical => "typical of published models of its type and size word",
        SizeBasis.Storage => "at most what its repository stores",
        _ => "unknown",
    };

    private static string Width(ModelRecord model, long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{(model.Size?.Bytes ?? 0) / (double)count:0.#} bytes");

    private static string Count(long count) => count switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.#} B"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0} M"),
        _ => count.ToString(CultureInfo.InvariantCulture),
    };
}
