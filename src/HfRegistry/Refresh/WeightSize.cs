using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>The size of a model's weights: a fact where the Hub has one, else an estimate whose basis can be said.</summary>
internal static partial class WeightSize
{
    private const double SmallDenoiser = 2e9;
    private const double PartsOfSmall = 1.3;
    private const double PartsOfLarge = 1.6;

    // No format packs a parameter into less.
    private const double FewestBytes = 0.2;

    private const double MostBytes = 4.5;

    // One of these is what somebody downloads; the first that is there counts.
    private static readonly ImmutableArray<string> FormatsByPreference =
        ["safetensors", "pytorch", "gguf", "onnx", "tensorflow", "jax", "openvino", "coreml"];

    /// <summary>
    /// Returns the size and its basis: parameters by dtype, one format's files, the configuration, a parameter count, the name, or what is typical of
    /// the type. A size is believed as far as its witnesses agree: where the name states many times what was counted, the larger one is taken, and no
    /// estimate is larger than all that the repository ever stored.
    /// </summary>
    public static (ByteSize? Size, SizeBasis Basis) Of(HubModel model, HfConfiguration configuration)
    {
        var named = NamedCounts.Of(model.Id.Name);
        if ((ByDtype(model.ParametersByDtype), ByFiles(model.Files) ?? ByGguf(model.Gguf)) is var (exact, files) && (exact ?? files) is { } measured
            && IsPlausible(measured, model, named))
            return (measured, exact is null ? SizeBasis.Files : SizeBasis.Parameters);
        if (configuration.Sizes.TryGetValue(model.Id, out var stated))
            return (stated, SizeBasis.Stated);
        var estimated = Estimated(model, named, exact ?? files);
        if (model.UsedStorage is not (> 0 and var storage) || estimated.Size?.Bytes <= storage || storage < FewestBytes * LeastClaim(model, named))
            return estimated;
        return estimated.Basis == SizeBasis.Disputed && model.ParameterCount is > 0 and { } counted && Estimate(model, Quantization.Of(model), counted) is var byCount && byCount.Bytes <= storage
            ? (byCount, SizeBasis.Estimate)
            : (new ByteSize(storage), SizeBasis.Storage);
    }

    private static (ByteSize? Size, SizeBasis Basis) Estimated(HubModel model, NamedCounts? named, ByteSize? implausible)
    {
        var quantization = Quantization.Of(model);
        return (model.ParameterCount is > 0 and { } count ? (double?)count : null, named) switch
        {
            ({ } recorded, null) => (Estimate(model, quantization, recorded), SizeBasis.Estimate),
            // Packed weights are counted by their words, which hold several parameters.
            ({ } recorded, _) when named.Agree(recorded) => (Estimate(model, quantization, quantization is null ? recorded : Math.Max(recorded, named.Least)), SizeBasis.Estimate),
            ({ } recorded, _) => (Estimate(model, quantization, Math.Max(recorded, named.Most)), SizeBasis.Disputed),
            (null, not null) => (Estimate(model, quantization, named.Most), implausible is null ? SizeBasis.Name : SizeBasis.Disputed),
            _ => ModelType.TryParse(model.ModelType, out var type) && TypicalSizes.Of(type, model.Id.Name) is { } typical
                ? (Estimate(model, quantization, typical), SizeBasis.Typical)
                : (null, SizeBasis.Unknown),
        };
    }

    // A repository may hold a small file beside the weights that nobody counted.
    private static bool IsPlausible(ByteSize measured, HubModel model, NamedCounts? named) =>
        measured.Bytes >= FewestBytes * Math.Max(named?.Counts.Min(static count => count.Least) ?? 0, model.ParameterCount ?? 0);

    // Files that other repositories store too may count for nothing.
    private static double LeastClaim(HubModel model, NamedCounts? named) =>
        Math.Min(named?.Counts.Min(static count => count.Least) ?? double.MaxValue, model.ParameterCount ?? double.MaxValue) is < double.MaxValue and var least ? least : 0;

    // The Hub does not say whether it means one file or all: more than a full parameter takes are several.
    private static ByteSize? ByGguf(HubGguf? gguf) => gguf is { FileBytes: > 0 and { } bytes } && !(bytes > MostBytes * (gguf.ParameterCount ?? double.MaxValue)) ? new ByteSize(bytes) : null;

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

    private static ByteSize Estimate(HubModel model, string? quantization, double count) =>
        new((long)Math.Min(count * WeightWidth.Of(model, quantization, count) * PartsOf(model, count), long.MaxValue / 2.0));

    // The count of a pipeline is its denoiser's; text encoders and the decoder come on top, and those of large ones are language models.
    private static double PartsOf(HubModel model, double count) => model.LibraryName != "diffusers" ? 1 : count < SmallDenoiser ? PartsOfSmall : PartsOfLarge;

    [GeneratedRegex(@"-\d{5}-of-\d{5}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shard();
}
