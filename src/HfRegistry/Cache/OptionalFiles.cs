namespace HfRegistry.Cache;

/// <summary>
/// The files that Python's transformers looks for in each model and that most models lack. It asks the Hub for each of them, unless the cache notes that the commit lacks
/// the file (<c>.no_exist/COMMIT/NAME</c>). A download knows all files of the commit, so it can write these notes.
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
