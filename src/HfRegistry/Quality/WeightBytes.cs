using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using HfRegistry.Hub;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>The bytes to load for using a model: one set of weights in one format, never the sum of its copies.</summary>
/// <param name="Bytes">The amount; null when it cannot be told.</param>
/// <param name="Basis">What it rests on, or why it cannot be told; printable.</param>
internal sealed partial record WeightBytes(double? Bytes, string Basis)
{
    // One of these is what somebody downloads; the first that is there counts.
    private static readonly ImmutableArray<(string Format, ImmutableArray<string> Endings)> Formats =
    [
        ("safetensors", [".safetensors"]), ("GGUF", [".gguf"]), ("pickle", [".bin", ".pt", ".pth", ".ckpt"]), ("ONNX", [".onnx", ".onnx_data"]),
        ("HDF5", [".h5"]), ("msgpack", [".msgpack"]),
    ];

    private static readonly ImmutableArray<string> NoWeights =
        ["training_args", "optimizer", "scheduler", "rng_state", "scaler", "tokenizer", "imatrix", "mmproj", "random_states"];

    private static readonly ImmutableArray<string> UsualNames =
        ["model", "pytorch_model", "diffusion_pytorch_model", "adapter_model", "tf_model", "flax_model", "diffusion_flax_model"];

    /// <summary>Returns the weights of a model.</summary>
    public static WeightBytes Of(HubModel model)
    {
        var parameters = model.ParametersByDtype.Sum(static dtype => dtype.Value * BytesOf(dtype.Key));
        if (parameters > 0)
            return new WeightBytes(parameters, $"its parameters by data type ({string.Join(", ", model.ParametersByDtype.Keys)})");
        if (model.Files.IsEmpty)
            return new WeightBytes(null, "the Hub names no file");
        foreach (var (format, endings) in Formats)
        {
            if (Files(model, endings) is { IsEmpty: false } files)
                return OfSet(format, Chosen(format, files, IsPipeline(model)), model);
        }

        return new WeightBytes(null, "no file holds weights in a known format");
    }

    /// <summary>Returns the format whose weights count, or null.</summary>
    public static string? FormatOf(HubModel model) => Formats.FirstOrDefault(known => !Files(model, known.Endings).IsEmpty).Format;

    private static WeightBytes OfSet(string format, (string Name, ImmutableArray<HubFile> Files) set, HubModel model)
    {
        if (set.Files.Any(static file => file.SizeBytes is null))
            return new WeightBytes(null, $"the sizes of its {format} files are not told");
        var bytes = set.Files.Aggregate(0.0, static (sum, file) => sum + file.SizeBytes!.Value);
        var count = set.Files.Length == 1 ? "one file" : string.Create(CultureInfo.InvariantCulture, $"{set.Files.Length} files");
        var adapter = set.Files.Any(static file => NameOf(file.Path).StartsWith("adapter_model", StringComparison.OrdinalIgnoreCase)) ? $"; an adapter of {BaseOf(model)}" : "";
        return bytes > 0 ? new WeightBytes(bytes, $"{format}, {count} of {TextSanitizer.Sanitize(set.Name)}{adapter}") : new WeightBytes(null, $"its {format} files are empty");
    }

    private static string BaseOf(HubModel model) =>
        CardMetadata.OfJson(model.CardData).Texts("base_model").FirstOrDefault() is { } named ? TextSanitizer.Sanitize(named) : "a model that it does not name";

    private static ImmutableArray<HubFile> Files(HubModel model, ImmutableArray<string> endings) =>
    [
        .. model.Files.Where(file => endings.Any(ending => file.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            && !NoWeights.Any(name => NameOf(file.Path).StartsWith(name, StringComparison.OrdinalIgnoreCase))),
    ];

    // A pipeline of diffusers is one set a folder; everything else is one set, in the root where there is one.
    private static (string Name, ImmutableArray<HubFile> Files) Chosen(string format, ImmutableArray<HubFile> files, bool isPipeline)
    {
        var folders = files.GroupBy(static file => FolderOf(file.Path), StringComparer.Ordinal).Select(folder => Chosen(format, folder)).ToList();
        var parts = folders.Where(static folder => folder.Name.Contains('/', StringComparison.Ordinal)).ToList();
        if (isPipeline && parts.Count > 0)
            return ("a pipeline's parts", [.. parts.SelectMany(static part => part.Files)]);
        var root = folders.Except(parts).FirstOrDefault();
        return root.Files.IsDefaultOrEmpty ? Extreme(folders, smallest: false) : root;
    }

    // Quantizations and precisions stand side by side; shards of one set, and what ONNX keeps outside of its file, belong together.
    private static (string Name, ImmutableArray<HubFile> Files) Chosen(string format, IEnumerable<HubFile> files)
    {
        var sets = files.GroupBy(static file => SetOf(file.Path), StringComparer.OrdinalIgnoreCase)
            .Select(static set => (Name: set.Key, Files: set.OrderBy(static file => file.Path, StringComparer.Ordinal).ToImmutableArray())).ToList();
        var usual = UsualNames.Select(name => sets.FirstOrDefault(set => string.Equals(NameOf(set.Name), name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(static set => set.Name is not null);
        return format != "GGUF" && usual.Name is not null ? usual : Extreme(sets, smallest: format == "GGUF");
    }

    private static (string Name, ImmutableArray<HubFile> Files) Extreme(List<(string Name, ImmutableArray<HubFile> Files)> sets, bool smallest)
    {
        var ordered = sets.OrderBy(static set => set.Files.Sum(static file => (double)(file.SizeBytes ?? 0))).ThenBy(static set => set.Name, StringComparer.Ordinal);
        return smallest ? ordered.First() : ordered.Last();
    }

    private static bool IsPipeline(HubModel model) => model.Files.Any(static file => file.Path == "model_index.json");

    private static string SetOf(string path) => path[..path.LastIndexOf('.')] is var stem && Shard().Match(stem) is { Success: true } shard ? stem[..shard.Index] : stem;

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static double BytesOf(string dtype) => dtype.ToUpperInvariant() switch
    {
        "F64" or "I64" or "U64" or "C64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "F4" or "I4" or "U4" => 0.5,
        _ => 1,
    };

    [GeneratedRegex(@"[-_.]\d{2,5}-of-\d{2,5}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shard();
}
