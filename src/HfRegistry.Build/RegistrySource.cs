using HfRegistry.Configuration;
using HfRegistry.Files;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Build;

/// <summary>The files that a project's resolution stands on, found and read.</summary>
/// <param name="RegistryPath">The registry file's absolute path, or null when only the embedded registry is there.</param>
/// <param name="Registry">The registry file, or null.</param>
/// <param name="Context">The built-in knowledge and the configuration.</param>
internal sealed record RegistrySource(string? RegistryPath, ModelRegistry? Registry, SelectionContext Context)
{
    /// <summary>Reads the files that a project names, or finds the nearest ones from its folder up to the repository root.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="registryFile">The absolute path of the registry file that the project names, or null.</param>
    /// <param name="configurationFile">The absolute path of the configuration that the project names, or null.</param>
    public static Outcome<RegistrySource> Read(string folder, string? registryFile, string? configurationFile)
    {
        var configurationPath = configurationFile ?? NearestFile.Find(folder, HfConfiguration.FileName);
        var registryPath = registryFile ?? NearestFile.Find(folder, RegistryFile.FileName);
        var configuration = configurationPath is null ? new Outcome<HfConfiguration>(HfConfiguration.Empty) : ConfigurationFile.Load(configurationPath);
        var registry = registryPath is null ? null : RegistryFile.Load(registryPath);
        Diagnostic[] diagnostics = [.. configuration.Diagnostics, .. registry?.Diagnostics ?? []];
        return configuration.Value is null || registry is { Value: null }
            ? new Outcome<RegistrySource>(null, diagnostics)
            : new Outcome<RegistrySource>(new RegistrySource(registryPath, registry?.Value, new SelectionContext(configuration.Value)), diagnostics);
    }
}
