using System.Collections.Immutable;

namespace HfRegistry.Configuration;

/// <summary>The configuration that belongs to a folder.</summary>
/// <param name="Value">The configuration; an empty one without a file.</param>
/// <param name="Notes">What to tell of where its file lies, or of one that was passed over.</param>
internal sealed record FoundConfiguration(HfConfiguration Value, ImmutableArray<Diagnostic> Notes)
{
    /// <summary>Reads the configuration.</summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="file">The absolute path of the file that is named, or null for the nearest one from the folder upwards.</param>
    public static Outcome<FoundConfiguration> Read(string folder, string? file = null)
    {
        var found = file is null ? NearestFile.Look(folder, HfConfiguration.FileName) : new FoundFile(file, null);
        var read = found.Path is { } path ? ConfigurationFile.Load(path) : new Outcome<HfConfiguration>(HfConfiguration.Empty);
        return new Outcome<FoundConfiguration>(read.Value is { } value ? new FoundConfiguration(value, [.. found.Notes]) : null, read.Diagnostics);
    }
}
