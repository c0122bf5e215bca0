namespace HfRegistry.Configuration;

/// <summary>Finds and reads <c>hfregistry.json</c>.</summary>
public static class ConfigurationFile
{
    /// <summary>Reads a configuration; every mistake in it is an error with its line and column.</summary>
    /// <param name="path">The absolute path.</param>
    public static Outcome<HfConfiguration> Load(string path) => throw new NotSupportedException(path);
}
