using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>The quantization of a repository's weights: from its configuration, its tags, then its name.</summary>
internal static class Quantization
{
    private static readonly ImmutableArray<string> Methods =
        ["gguf", "awq", "gptq", "bitsandbytes", "bnb", "mlx", "exl2", "exl3", "fp8", "nvfp4", "mxfp4", "compressed-tensors", "aqlm", "hqq", "quanto"];

    private static readonly ImmutableArray<string> InNames =
        ["int8", "int4", "4bit", "8bit", "5bit", "6bit", "3bit", "2bit", "w4a16", "w8a8", "litert", "optiq", "quantized"];

    /// <summary>Returns the method, or null for full weights.</summary>
    public static string? Of(HubModel model)
    {
        if (model.QuantizationMethod is { Length: > 0 } method)
            return method;
        var words = NameWords.Of(model.Id.Name);
        return Methods.FirstOrDefault(known => words.Contains(known))
            ?? InNames.FirstOrDefault(known => words.Contains(known) || model.Id.Name.EndsWith(known, StringComparison.OrdinalIgnoreCase))
            ?? Methods.FirstOrDefault(known => known is not ("gguf" or "mlx") && model.Tags.Contains(known))
            ?? (model.Tags.Contains("gguf") && !model.Tags.Contains("safetensors") ? "gguf" : null)
            ?? (model.LibraryName is "mlx" or "gguf" ? model.LibraryName : null);
    }
}
