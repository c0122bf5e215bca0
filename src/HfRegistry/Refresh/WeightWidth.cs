using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using HfRegistry.Hub;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>The bytes that a parameter takes where no file and no dtype says so: by the name, the quantization, and what the library and the years make likely.</summary>
internal static partial class WeightWidth
{
    private const double Half = 2;
    private const double Full = 4;

    // Up to here encoders, vision and speech models are published in 32 bits, beyond it in 16 as a rule.
    private const double FullUpTo = 1e9;

    private static readonly ImmutableArray<string> HalfWords = ["bf16", "fp16", "f16", "float16", "bfloat16", "half"];
    private static readonly ImmutableArray<string> FullWords = ["fp32", "f32", "float32"];

    // Language models have been published in 16 bits since 2023; these are older.
    private static readonly FrozenSet<ModelType> OlderTypes = ((string[])
        ["biogpt", "bloom", "codegen", "ctrl", "florence2", "gpt-sw3", "gpt2", "gpt_bigcode", "gpt_neo", "gpt_neox", "gpt_neox_japanese", "gptj", "mamba", "mpt", "openai-gpt", "opt", "rwkv", "xglm"])
        .Select(ModelType.Parse).ToFrozenSet();

    private static readonly ImmutableArray<string> LanguageTasks = ["any-to-any", "audio-text-to-text", "image-text-to-text", "text-generation", "video-text-to-text"];

    /// <summary>Returns the bytes of a parameter.</summary>
    /// <param name="model">The model.</param>
    /// <param name="quantization">How it is quantized, or null.</param>
    /// <param name="count">How many parameters it has.</param>
    public static double Of(HubModel model, string? quantization, double count)
    {
        var words = NameWords.Of(model.Id.Name);
        return words.Any(HalfWords.Contains) ? Half
            : words.Any(FullWords.Contains) ? Full
            : quantization is not null ? Math.Max(OfQuantization(quantization), OfNamedBits(model.Id.Name))
            : count >= FullUpTo || IsLanguageModelOfToday(model) ? Half
            : Full;
    }

    // Group scales and offsets add about half a bit to each weight: 16 bits of each for 64 weights.
    private static double OfNamedBits(string name) =>
        NamedBits().Match(name) is { Success: true } match ? (double.Parse(match.Groups["bits"].Value, CultureInfo.InvariantCulture) + 0.5) / 8 : 0;

    private static double OfQuantization(string method) => method switch
    {
        "fp8" or "int8" or "8bit" or "w8a8" or "compressed-tensors" => 1,
        "6bit" => 0.85,
        "gguf" => 0.6,
        "mxfp4" or "nvfp4" => 0.6,
        _ => 0.7,
    };

    private static bool IsLanguageModelOfToday(HubModel model) => ModelType.TryParse(model.ModelType, out var type)
        ? !OlderTypes.Contains(type) && LanguageTasks.Any(task => TaskCatalog.BuiltIn.Find(task)!.Native.Contains(type))
        : model.PipelineTag is { } tag && LanguageTasks.Contains(tag);

    [GeneratedRegex(@"(?<![0-9.])(?<bits>[1-8](?:\.[0-9])?)-?bits?(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedBits();
}
