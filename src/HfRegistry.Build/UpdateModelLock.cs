using System.Collections.Immutable;
using HfRegistry.Build.Items;
using HfRegistry.Resolution;
using HfRegistry.UseCases;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>
/// Resolves a project's items anew and writes the lock file; runs only by <c>dotnet build -t:HfUpdateLock</c> or with
/// <c>HfUpdateLockFile</c>. The items are those of every configuration and framework of the project.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class UpdateModelLock : ModelTask
{
    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var properties = new BuildProperties { Mode = Mode, MaxAgeDays = MaxAgeDays, HubTimeoutSeconds = HubTimeoutSeconds, AllowHeuristic = AllowHeuristic };
        var settings = Take(BuildSettings.Read(properties, Variables, File.Exists(LockPath), ProjectPath));
        var (items, problems) = ModelItem.Read(Models);
        Report(problems.Distinct());
        if (settings is null || Log.HasLoggedErrors || OpenWorkspace(RegistryFile, ConfigurationFile) is not { } workspace)
            return;
        Report(workspace.Notes);
        Report(MessageImportance.Normal, $"Models are resolved with: {FilesOf(workspace)}.");
        var configurations = ConfigurationsOfRequests();
        var old = File.Exists(LockPathToRead) ? Take(Resolution.LockFile.Load(LockPathToRead)) : null;
        if (Log.HasLoggedErrors)
            return;
        // What the folder's file holds for other projects stays theirs.
        if (SharedLockPath is not null && old is not null)
            old = new LockFile { Entries = [.. old.Entries.Where(entry => configurations.ContainsKey(entry.RequestHash))] };

        var options = OptionsOf(settings, workspace) with { HubBudget = settings.HubTimeout ?? LockUpdater.HubBudget };
        using var hub = workspace.ConnectFor(options);
        var lockable = await WithoutMissingOptionalsAsync(
            [.. items.DistinctBy(static item => Resolution.LockFile.HashOf(item.Request))], new ProjectResolution(new ResolveUseCase(options, hub, Clock), projectLock: null), cancellationToken);
        using var filesHub = FilesHubFor(lockable, workspace);
        var update = await new LockUseCase(options, hub, Clock) { Files = FilesFrom(filesHub) }.RunAsync(
            old, [.. lockable.Select(item => (item.Request, item.Location))], request => configurations[Resolution.LockFile.HashOf(request)], cancellationToken);
        Report(update.Diagnostics);
        if (!Log.HasLoggedErrors)
            await WriteAsync(update, old, cancellationToken);
    }

    /// <summary>Returns the configurations by a request's hash that make it: empty when all do that were looked at.</summary>
    private Dictionary<string, ImmutableArray<string>> ConfigurationsOfRequests()
    {
        var configurations = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var item in Models)
        {
            var hash = Resolution.LockFile.HashOf(ModelItem.RequestOf(item));
            if (!configurations.TryGetValue(hash, out var made))
                configurations.Add(hash, made = new SortedSet<string>(StringComparer.OrdinalIgnoreCase));
            if (item.GetMetadata(ModelItem.ConfigurationMetadata) is { Length: > 0 } name)
                made.Add(name);
        }

        var lookedAt = BuildConfigurations.Append(BuildConfiguration ?? "").Where(static name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return configurations.ToDictionary(static pair => pair.Key, pair => pair.Value.Count >= lookedAt ? [] : pair.Value.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>Returns the items that a lock can hold: an optional one that has no model now is told about and left out.</summary>
    private async Task<ImmutableArray<ModelItem>> WithoutMissingOptionalsAsync(
        ImmutableArray<ModelItem> items, ProjectResolution resolution, CancellationToken cancellationToken)
    {
        ImmutableArray<ModelItem> optional = [.. items.Where(item => item.IsOptional)];
        var missing = new HashSet<ModelItem>(ReferenceEqualityComparer.Instance);
        foreach (var (item, outcome) in optional.Zip(await resolution.ResolveAsync(optional, cancellationToken)))
        {
            if (outcome.Value is not null)
                continue;
            missing.Add(item);
            Report(outcome.Diagnostics);
        }

        return [.. items.Where(item => !missing.Contains(item))];
    }

    private async Task WriteAsync(LockUpdate update, LockFile? old, CancellationToken cancellationToken)
    {
        if (update.Lock.Entries.IsEmpty && old is null)
        {
            Report(MessageImportance.High, $"There is nothing to lock: no {ModelItem.ItemType} item of {ProjectPath} names a model. {LockPath} was not written.");
            return;
        }

        var shared = SharedLockPath;
        if (await update.Lock.SaveAsync(LockPath, shared is null ? old : null, Clock, cancellationToken) is { } problem)
        {
            Report(problem);
            return;
        }

        foreach (var change in update.Changes)
            Report(MessageImportance.High, $"{RequestText.Of(change.Request)}: {Name(change.Old)} -> {Name(change.New)}{Only(change.New)}");
        var count = LockChangeCount.Of([.. update.Changes.Select(static change => (change.Old is not null, change.New is not null))]);
        Report(MessageImportance.High, update.Changes.IsEmpty ? $"{LockPath} is up to date." : $"{LockPath}: {count}.");
        if (shared is not null)
            Report(MessageImportance.High, $"{shared} is not used for this project any more. Delete it when each project of the folder has a lock file of its own.");
    }

    private static string Name(LockEntry? entry) => entry is null ? "none" : entry.Revision is { } revision ? $"{entry.Id} at {revision.Short}" : entry.Id.ToString();

    private static string Only(LockEntry? entry) => entry is { Configurations: [_, ..] only } ? $" ({string.Join(", ", only.Select(static name => TextSanitizer.Sanitize(name)))} only)" : "";
}
