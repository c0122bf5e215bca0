namespace HfRegistry.Cache;

/// <summary>
/// The files that Python's transformers looks for in each model and most models lack. It asks the Hub for one after the other, unless the cache says that the commit has
/// none (<c>.no_exist/COMMIT/NAME</c>); whoever has the list of all files can say so at once.
/// </summary>
internal static class OptionalFiles
{
    private const string Configuration = "config.json";

    private static readonly string[] Names =
    [
        "adapter_config.json", "added_tokens.json", "audio_tokenizer_config.json", "chat_template.jinja", "chat_template.json", "custom_generate/generate.py",
        "generation_config.json", "model.safetensors", "model.safetensors.index.json", "preprocessor_config.json", "processor_config.json", "special_tokens_map.json",
        "tokenizer.json", "tokenizer_config.json", "video_preprocessor_config.json",
    ];

    /// <summary>Returns those that a commit lacks; none for a repository that transformers does not load.</summary>
    /// <param name="files">All files of the commit.</param>
    public static IEnumerable<string> MissingFrom(IEnumerable<RemoteFile> files)
    {
        var paths = files.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
        return paths.Contains(Configuration) ? Names.Where(name => !paths.Contains(name)) : [];
    }
}
