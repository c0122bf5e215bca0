using HfRegistry.Files;

namespace HfRegistry.Cache;

/// <summary>Finds the folder of the shared Hugging Face cache, by the variables that the Hub's Python client reads.</summary>
internal static class CacheLocation
{
    /// <summary>Returns the cache's folder as an absolute path.</summary>
    /// <param name="variable">Gives a variable's value, or null when it is not set.</param>
    /// <param name="absolute">Makes a path absolute; null for from the working folder of the process.</param>
    /// <returns>
    /// <c>HF_HUB_CACHE</c>, the older <c>HUGGINGFACE_HUB_CACHE</c>, or <c>hub</c> in the Hub's home (<c>HF_HOME</c>, <c>XDG_CACHE_HOME</c>,
    /// the user's own cache); null when the environment names no place at all.
    /// </returns>
    public static string? Find(Func<string, string?> variable, Func<string, string>? absolute = null)
    {
        var named = Value("HF_HUB_CACHE") ?? Value("HUGGINGFACE_HUB_CACHE");
        var folder = named is not null ? UserPath.Expand(named, variable)
            : HfEnvironment.HomeOf(variable) is { } home ? Path.Combine(home, "hub")
            : null;

        // The links of a relative cache would dangle in every other working folder.
        return folder is null ? null : Path.GetFullPath(absolute?.Invoke(folder) ?? folder);

        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }
}
