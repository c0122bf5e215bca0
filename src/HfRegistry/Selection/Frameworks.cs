using System.Collections.Immutable;

namespace HfRegistry.Selection;

/// <summary>The frameworks and weight formats that a request can demand.</summary>
internal static class Frameworks
{
    private static readonly Dictionary<string, string> Spellings = new(StringComparer.OrdinalIgnoreCase)
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
    };

    /// <summary>Gets the canonical names.</summary>
    public static ImmutableArray<string> All { get; } =
        ["coreml", "gguf", "jax", "onnx", "openvino", "pytorch", "safetensors", "tensorflow", "transformers.js"];

    /// <summary>Returns the canonical name of a spelling (<c>tf</c>, <c>torch</c>, <c>flax</c>, <c>core-ml</c>, …), or null.</summary>
    public static string? Find(string name) =>
        All.FirstOrDefault(framework => framework.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? Spellings.GetValueOrDefault(name);
}
