using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>The frameworks and weight formats (of <see cref="Frameworks.All"/>) that a repository has weights for, told by its files and tags.</summary>
internal static class WeightFormats
{
    /// <summary>Returns the formats, sorted.</summary>
    public static ImmutableArray<string> Of(HubModel model)
    {
        var words = model.LibraryName is { } library ? model.Tags.Add(library) : model.Tags;
        string?[] byFacts = [model.ParametersByDtype.IsEmpty ? null : "safetensors", model.Gguf is null ? null : "gguf"];
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
