using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Build;

/// <summary>The files that a project's resolution stands on, found and read.</summary>
/// <param name="RegistryPath">The registry file's absolute path, or null when only the embedded registry is there.</param>
/// <param name="Registry">The registry file, or null.</param>
/// <param name="Context">The built-in knowledge and the configuration.</param>
internal sealed record RegistrySource(string? RegistryPath, ModelRegistry? Registry, SelectionContext Context)
{
    /// <summary>Gets what is remarkable about the places in which the files were found or passed over.</summary>
    public ImmutableArray<Diagnostic> Notes { get; private init; } = [];

    /// <summary>Gets the files in words, for the log.</summary>
    public string Files => $"registry {RegistryPath ?? "embedded in the package"}, configuration {Context.Configuration.Path ?? "none"}";

    /// <summary>Reads the files that a project names, or finds the nearest ones from its folder upwards.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="registryFile">The absolute path of the registry file that the project names, or null.</param>
    /// <param name="configurationFile">The absolute path of the configuration that the project names, or null.</param>
    public static Outcome<RegistrySource> Read(string folder, string? registryFile, string? configurationFile)
    {
        var configurationPath = configurationFile is null ? NearestFile.Look(folder, HfConfiguration.FileName) : new FoundFile(configurationFile, null);
        var registryPath = registryFile is null ? NearestFile.Look(folder, RegistryFile.FileName) : new FoundFile(registryFile, null);
        var configuration = configurationPath.Path is null ? new Outcome<HfConfiguration>(HfConfiguration.Empty) : ConfigurationFile.Load(configurationPath.Path);
        var registry = registryPath.Path is null ? null : RegistryFile.Load(registryPath.Path);
        Diagnostic[] diagnostics = [.. configuration.Diagnostics, .. registry?.Diagnostics ?? []];
        return configuration.Value is null || registry is { Value: null }
            ? new Outcome<RegistrySource>(null, diagnostics)
            : new Outcome<RegistrySource>(
                new RegistrySource(registryPath.Path, registry?.Value, new SelectionContext(configuration.Value)) { Notes = [.. configurationPath.Notes, .. registryPath.Notes] },
                diagnostics);
    }
}
