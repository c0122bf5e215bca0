using System.Collections.Immutable;
using HfRegistry.Resolution;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>Resolves a project's items anew and writes the lock file; runs only by <c>dotnet build -t:HfUpdateLock</c>.</summary>
[MSBuildMultiThreadableTask]
public sealed class UpdateModelLock : ModelTask
{
    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var properties = new BuildProperties { Mode = Mode, MaxAgeDays = MaxAgeDays, HubTimeoutSeconds = HubTimeoutSeconds, AllowHeuristic = AllowHeuristic };
        var settings = Take(BuildSettings.Read(properties, Variables, File.Exists(LockPath), ProjectPath));
        var (items, problems) = ModelItem.Read(Models);
        Report(problems);
        if (settings is null || Log.HasLoggedErrors || Take(RegistrySource.Read(Folder, PathOf(RegistryFile), PathOf(ConfigurationFile))) is not { } source)
            return;
        var old = File.Exists(LockPath) ? Take(Resolution.LockFile.Load(LockPath)) : null;
        if (Log.HasLoggedErrors)
            return;

        var options = OptionsOf(settings, source) with { HubBudget = settings.HubTimeout ?? LockUpdater.HubBudget };
        using var hub = HubFor(options);
        var resolver = new ModelResolver(options, hub, Clock);
        var lockable = await WithoutMissingOptionalsAsync(items, new ProjectResolution(options, resolver, projectLock: null), cancellationToken);
        var update = await LockUpdater.UpdateAsync(old, [.. lockable.Select(item => (item.Request, item.Location))], resolver, cancellationToken);
        Report(update.Diagnostics);
        if (Log.HasLoggedErrors)
            return;
        if (update.Lock.Save(LockPath) is { } problem)
            Report(problem);
        else
            Tell(update);
    }

    /// <summary>The items that a lock can hold: an optional one that has no model now is told about and left out.</summary>
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

    private void Tell(LockUpdate update)
    {
        foreach (var change in update.Changes)
            Log.LogMessage(MessageImportance.High, $"{RequestText.Of(change.Request)}: {Name(change.Old)} -> {Name(change.New)}");
        var count = LockChangeCount.Of([.. update.Changes.Select(static change => (change.Old is not null, change.New is not null))]);
        Log.LogMessage(MessageImportance.High, update.Changes.IsEmpty ? $"{LockPath} is up to date." : $"{LockPath}: {count}.");
    }

    private static string Name(LockEntry? entry) => entry is null ? "none" : entry.Revision is { } revision ? $"{entry.Id} at {revision.Short}" : entry.Id.ToString();
}
