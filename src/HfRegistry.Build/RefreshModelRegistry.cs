using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>
/// Brings the registry file up to date with the Hub: for what the project's items ask for, or for everything when it has no items. Runs
/// only by <c>dotnet build -t:HfRefreshRegistry</c>, and is the one task that always needs the network.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class RefreshModelRegistry : HfTask
{
    /// <summary>The <c>HfModel</c> items, or none for every type.</summary>
    public ITaskItem[] Models { get; set; } = [];

    /// <summary><c>HfRegistryFile</c>: the file, or empty for the nearest one up to the repository root, else a new one there, or in the project's folder outside of a repository.</summary>
    public string? RegistryFile { get; set; }

    /// <summary><c>HfConfigurationFile</c>: the configuration, or empty for the nearest one up to the repository root.</summary>
    public string? ConfigurationFile { get; set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var environment = Variables;
        if (NetworkSwitches.BanOn("dotnet build -t:HfRefreshRegistry", environment) is { } ban)
        {
            Report(ban);
            return;
        }

        if (environment.EndpointProblem is { } problem)
        {
            Report(DiagnosticCatalogue.SwitchValue.Says($"{problem}: correct it, or unset it."));
            return;
        }

        var configurationPath = PathOf(ConfigurationFile) ?? NearestFile.Find(Folder, HfConfiguration.FileName);
        var configuration = configurationPath is null ? HfConfiguration.Empty : Take(Configuration.ConfigurationFile.Load(configurationPath));
        if (configuration is not null)
            await RefreshAsync(RegistryPath(), configuration, environment, cancellationToken);
    }

    private string RegistryPath() =>
        PathOf(RegistryFile) ?? NearestFile.FindOrPlace(Folder, Registry.RegistryFile.FileName);

    private async Task RefreshAsync(string path, HfConfiguration configuration, HfEnvironment environment, CancellationToken cancellationToken)
    {
        // Held from the reading to the writing: a solution runs this target in many projects, and none may undo another's work.
        using var held = Take(await Registry.RegistryFile.LockAsync(path, Clock, cancellationToken));
        if (held is null || (File.Exists(path) ? Take(Registry.RegistryFile.Load(path)) : ModelRegistry.Empty) is not { } registry)
            return;

        using var hub = new HubClient(HubOptions.Of(environment, configuration.MaxRequestsPerMinute), Clock);
        var refresher = new RegistryRefresher(hub, new SelectionContext(configuration), Clock);
        var options = WhatTheItemsAskFor(registry, new SelectionContext(configuration));
        var result = await refresher.RefreshAsync(registry, options, cancellationToken: cancellationToken);
        Report(result.Diagnostics);
        if (result.Failed is [var first, ..] && result.Updated.IsEmpty && result.Unchanged.IsEmpty)
            Report(HubDiagnostics.Of(first.Error, "Nothing could be refreshed"));
        else if (result.Updated.IsEmpty)
            Log.LogMessage(MessageImportance.High, $"{path}: nothing to write; {result.Unchanged.Length} types unchanged, {result.Failed.Length} failed, {result.Requests} requests.");
        else if (Registry.RegistryFile.Save(result.Registry, path) is { } notWritten)
            Report(notWritten);
        else
            Log.LogMessage(MessageImportance.High, $"{path}: {result.Updated.Length} types updated, {result.Unchanged.Length} unchanged, {result.Failed.Length} failed, {result.Requests} requests.");
    }

    /// <summary>What the items name: a type, or an id (an old one too). What is neither may be a type that the registry lacks as yet.</summary>
    private RefreshOptions WhatTheItemsAskFor(ModelRegistry registry, SelectionContext context)
    {
        var known = ModelRegistry.Of(EmbeddedRegistry.Registry.Entries.Concat(registry.Entries));
        var types = ImmutableArray.CreateBuilder<ModelType>();
        var ids = ImmutableArray.CreateBuilder<ModelId>();
        foreach (var include in Models.Select(item => item.ItemSpec))
        {
            var request = RequestReader.Read(new RawRequest { Include = include }, known, context).Value;
            if (request?.Id is { } id)
                ids.Add(id);
            else if ((request?.Type ?? (ModelType.TryParse(include, out var type) ? type : null)) is { } asked)
                types.Add(asked);
        }

        return new RefreshOptions { Types = [.. types.Distinct()], Ids = [.. ids.Distinct()] };
    }
}
