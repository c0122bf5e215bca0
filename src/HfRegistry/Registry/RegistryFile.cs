namespace HfRegistry.Registry;

/// <summary>Reads and replaces the registry file <c>huggingface_model_types.json</c>.</summary>
public static class RegistryFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "huggingface_model_types.json";

    /// <summary>Reads a registry file. Reads the original shape (without <c>details</c>) too.</summary>
    /// <param name="path">The absolute path.</param>
    /// <returns>The registry, or the first error with its line and column. Never half a registry.</returns>
    public static Outcome<ModelRegistry> Load(string path) => throw new NotSupportedException(path);

    /// <summary>Reads a registry from its UTF-8 text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="path">The path that diagnostics name.</param>
    public static Outcome<ModelRegistry> Parse(ReadOnlySpan<byte> utf8, string path) => throw new NotSupportedException(path);

    /// <summary>The registry as text: keys sorted, indented by two, LF, a final newline. Equal registries give equal bytes.</summary>
    public static byte[] Render(ModelRegistry registry) => throw new NotSupportedException(registry.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Replaces the file atomically: a reader, or a kill at any moment, finds the old file or the new one.</summary>
    /// <param name="registry">What to write.</param>
    /// <param name="path">The absolute path.</param>
    /// <returns>Null when done (or when the bytes were equal, and nothing was written); else why not, and the old file is untouched.</returns>
    public static Diagnostic? Save(ModelRegistry registry, string path) => throw new NotSupportedException(path);
}
