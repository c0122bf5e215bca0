using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>What a model's weights take: a fact where the Hub has one, else an estimate whose basis can be said.</summary>
internal static partial class WeightSize
{
    // Up to here models are published in 32 bits, beyond it in 16 as a rule.
    private const long WideUpTo = 1_000_000_000;

    // One of these is what somebody downloads; the first that is there counts.
    private static readonly ImmutableArray<string> FormatsByPreference =
        ["safetensors", "pytorch", "gguf", "onnx", "tensorflow", "jax", "openvino", "coreml"];

    /// <summary>The size and its basis: parameters by dtype, one format's files, the configuration, a parameter count, the name, or nothing.</summary>
    public static (ByteSize? Size, SizeBasis Basis) Of(HubModel model, HfConfiguration configuration)
    {
        if (ByDtype(model.ParametersByDtype) is { } exact)
            return (exact, SizeBasis.Parameters);
        if (ByFiles(model.Files) is { } files)
            return (files, SizeBasis.Files);
        if (configuration.Sizes.TryGetValue(model.Id, out var stated))
            return (stated, SizeBasis.Stated);
        if (model.ParameterCount is > 0 and { } count)
            return (Estimate(count, Quantization.Of(model)), SizeBasis.Estimate);
        return CountInName(model.Id.Name) is { } named ? (Estimate(named, Quantization.Of(model)), SizeBasis.Name) : (null, SizeBasis.Unknown);
    }

    private static ByteSize? ByDtype(ImmutableSortedDictionary<string, long> parameters)
    {
        var bytes = parameters.Sum(static pair => pair.Value * BytesPer(pair.Key));
        return bytes is > 0 and < long.MaxValue / 2.0 ? new ByteSize((long)bytes) : null;
    }

    private static double BytesPer(string dtype) => dtype.ToUpperInvariant() switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "F4" or "U4" or "I4" => 0.5,
        _ => 1,
    };

    private static ByteSize? ByFiles(ImmutableArray<HubFile> files)
    {
        var weights = files.Select(static file => (Format: WeightFile.FormatOf(file.Path), file.SizeBytes, file.Path))
            .Where(static file => file.Format is not null).ToLookup(static file => file.Format!, StringComparer.Ordinal);
        var format = FormatsByPreference.FirstOrDefault(weights.Contains);
        if (format is null || weights[format].Any(static file => file.SizeBytes is null or < 0))
            return null;
        // Quantizations and precisions stand side by side as variants of which one is used; shards belong together.
        var variants = weights[format].GroupBy(static file => Variant(file.Path), StringComparer.OrdinalIgnoreCase)
            .Select(static variant => variant.Aggregate(0.0, static (sum, file) => sum + file.SizeBytes!.Value)).ToList();
        var bytes = format is "openvino" or "coreml" ? variants.Sum() : format == "gguf" ? variants.Min() : variants.Max();
        return bytes is > 0 and < long.MaxValue / 2.0 ? new ByteSize((long)bytes) : null;
    }

    private static string Variant(string path) => Shard().Replace(path, "");

    private static ByteSize Estimate(long count, string? quantization)
    {
        var width = quantization switch
        {
            null => count < WideUpTo ? 4.0 : 2.0,
            "fp8" or "int8" or "compressed-tensors" => 1.0,
            _ => 0.6,
        };
        return new ByteSize((long)Math.Min(count * width, long.MaxValue / 2.0));
    }

    private static long? CountInName(string name)
    {
        if (ParameterCountInName().Match(name) is not { Success: true } match
            || !double.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        var count = number * (match.Groups["unit"].ValueSpan is "b" or "B" ? 1e9 : 1e6);
        return count is > 0 and < 1e14 ? (long)count : null;
    }

    [GeneratedRegex(@"-\d{5}-of-\d{5}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shard();

    [GeneratedRegex(@"(^|[-_.])(?<number>\d{1,6}(\.\d{1,3})?)(?<unit>[bBmM])([-_.]|$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ParameterCountInName();
}
