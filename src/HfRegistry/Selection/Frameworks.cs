using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Selection;

/// <summary>The frameworks and weight formats that a request can demand, told by a model's files and tags.</summary>
public static class Frameworks
{
    private static readonly ImmutableSortedDictionary<string, string> Spellings = new Dictionary<string, string>
    {
        ["core-ml"] = "coreml",
        ["flax"] = "jax",
        ["keras"] = "tensorflow",
        ["mlmodel"] = "coreml",
        ["ov"] = "openvino",
        ["pt"] = "pytorch",
        ["safetensor"] = "safetensors",
        ["tf"] = "tensorflow",
        ["torch"] = "pytorch",
        ["transformersjs"] = "transformers.js",
        ["llama.cpp"] = "gguf",
    }.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canonical names.</summary>
    public static ImmutableArray<string> All { get; } =
        ["coreml", "gguf", "jax", "onnx", "openvino", "pytorch", "safetensors", "tensorflow", "transformers.js"];

    /// <summary>The canonical name of a spelling (<c>tf</c>, <c>torch</c>, <c>flax</c>, <c>core-ml</c>, …), or null.</summary>
    public static string? Find(string name) =>
        All.FirstOrDefault(framework => framework.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? Spellings.GetValueOrDefault(name);

    /// <summary>The frameworks that a model has weights for, sorted.</summary>
    public static ImmutableArray<string> Of(HubModel model)
    {
        var words = model.LibraryName is { } library ? model.Tags.Add(library) : model.Tags;
        var byFacts = model.ParametersByDtype.IsEmpty ? [] : (string[])["safetensors"];
        return [.. model.Files.Select(static file => WeightFile.FormatOf(file.Path)).Concat(words.Select(OfTag)).Concat(byFacts)
            .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static string? OfTag(string tag) => tag.ToLowerInvariant() switch
    {
        "pytorch" => "pytorch",
        "tf" or "keras" => "tensorflow",
        "jax" => "jax",
        "onnx" => "onnx",
        "openvino" => "openvino",
        "gguf" => "gguf",
        "safetensors" => "safetensors",
        "coreml" => "coreml",
        "transformers.js" => "transformers.js",
        _ => null,
    };
}
