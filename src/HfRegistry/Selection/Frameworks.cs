using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Selection;

/// <summary>The frameworks and weight formats that a request can demand, told by a model's files and tags.</summary>
public static class Frameworks
{
    /// <summary>The canonical names.</summary>
    public static ImmutableArray<string> All { get; } =
        ["coreml", "gguf", "jax", "onnx", "openvino", "pytorch", "safetensors", "tensorflow", "transformers.js"];

    /// <summary>The canonical name of a spelling (<c>tf</c>, <c>torch</c>, <c>flax</c>, <c>core-ml</c>, …), or null.</summary>
    public static string? Find(string name) => throw new NotSupportedException(name);

    /// <summary>The frameworks that a model has weights for, sorted.</summary>
    public static ImmutableArray<string> Of(HubModel model) => throw new NotSupportedException(model.ToString());
}
