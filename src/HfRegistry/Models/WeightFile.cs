namespace HfRegistry.Models;

/// <summary>Tells a weight file by its name, as the libraries that write them name them.</summary>
internal static class WeightFile
{
    // What a trainer leaves beside the weights, in files that end as weights do.
    private static readonly HashSet<string> NoWeights = new(StringComparer.OrdinalIgnoreCase)
    {
        "training_args.bin", "optimizer.bin", "optimizer.pt", "scheduler.bin", "scheduler.pt", "scaler.pt", "rng_state.pth", "tokenizer.bin",
    };

    /// <summary>Returns the format of a weight file (<c>safetensors</c>, <c>gguf</c>, …), or null for any other file.</summary>
    public static string? FormatOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant();
        return path switch
        {
            _ when NoWeights.Contains(name) || name.StartsWith("rng_state_", StringComparison.Ordinal) => null,
            _ when path.Contains(".mlpackage/", StringComparison.OrdinalIgnoreCase) || path.Contains(".mlmodelc/", StringComparison.OrdinalIgnoreCase) => "coreml",
            _ => OfName(name),
        };
    }

    /// <summary>Returns whether a file holds the adapter of another model, not a model.</summary>
    public static bool IsAdapter(string path) => path is "adapter_config.json" or "adapter_model.safetensors" or "adapter_model.bin";

    private static string? OfName(string name) => name[(name.LastIndexOf('.') + 1)..] switch
    {
        "safetensors" => "safetensors",
        "gguf" => "gguf",
        "onnx" => "onnx",
        "xml" or "bin" when name.StartsWith("openvino_", StringComparison.Ordinal) => "openvino",
        "bin" when name.StartsWith("pytorch_model", StringComparison.Ordinal) || name is "model.bin" or "diffusion_pytorch_model.bin" => "pytorch",
        "pt" or "pth" or "ckpt" => "pytorch",
        "h5" or "keras" => "tensorflow",
        "pb" when name == "saved_model.pb" => "tensorflow",
        "msgpack" when name.StartsWith("flax_model", StringComparison.Ordinal) => "jax",
        "mlmodel" => "coreml",
        _ => null,
    };
}
