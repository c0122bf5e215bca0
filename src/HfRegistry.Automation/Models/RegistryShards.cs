using System.Collections.Immutable;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.Mof.Documents;
using HfRegistry.Refresh;
using HfRegistry.Registry;

namespace HfRegistry.Automation.Models;

/// <summary>
/// Registry files that other jobs of the workflow refreshed by shards: merged, they stand for the Hub's answers. They began with the base of
/// some minutes ago, which today's need not be: only what was refreshed since counts, and of types that somebody changed meanwhile nothing.
/// </summary>
internal static class RegistryShards
{
    /// <summary>Merges the files that the input names with the base's registry.</summary>
    /// <returns>
    /// What a refresh would have given, or what is wrong with a file. Of a type without news nobody knows whether the Hub answered for it: it is not among
    /// the updated ones.
    /// </returns>
    public static Outcome<RefreshResult> Read(ActionContext context, ModelRegistry before)
    {
        var (files, missing) = MofPaths.Expand(context.Settings.ShardFiles, context.Runner.Folder);
        if (!missing.IsEmpty)
        {
            return new(null, [DiagnosticCatalog.ShardFilesMissing.Create(ActionInputs.ShardFiles.Name, context.Settings.ShardFiles.Select(static part => $"'{part}'"))]);
        }

        var loaded = files.Select(static path => (Path: path, Read: RegistryFile.Load(path))).ToList();
        if (loaded.Exists(static part => part.Read.Value is null))
            return new(null, [.. loaded.SelectMany(static part => part.Read.Diagnostics)]);
        var parts = loaded.Select(part => (Name: Path.GetRelativePath(context.Runner.Folder, part.Path), Registry: part.Read.Value!)).ToList();
        return new(Merged(before, parts, context.Clock.GetUtcNow()), [.. loaded.SelectMany(static part => part.Read.Diagnostics)]);
    }

    private static RefreshResult Merged(ModelRegistry before, List<(string Name, ModelRegistry Registry)> parts, DateTimeOffset now)
    {
        // What a part did not refresh is as the base was when it began: where today's is another of the same date, somebody has changed it by hand.
        var old = RegistryMerge.Of(before, Where(parts, entry => before.Find(entry.Type) is { UpdatedAt: { } known } && entry.UpdatedAt == known), now);
        var changed = old.Taken.Select(static entry => entry.Type).Concat(old.Conflicts.Select(static conflict => conflict.Type)).ToImmutableHashSet();
        var merge = RegistryMerge.Of(before, Where(parts, entry => !changed.Contains(entry.Type) && (FactAge.Trusted(before.Find(entry.Type)?.UpdatedAt, now) is not { } known || FactAge.Trusted(entry.UpdatedAt, now) > known)), now);
        var updated = merge.Taken.Select(static entry => entry.Type).ToImmutableArray();
        var all = parts.SelectMany(static part => part.Registry.Entries).Select(static entry => entry.Type).Distinct();
        return new RefreshResult(
            merge.Registry, updated, [.. all.Except(updated).Order()], [], Requests: 0, TimeSpan.Zero, [.. merge.Conflicts.Select(static conflict => conflict.Diagnostic)]);
    }

    private static List<(string Name, ModelRegistry Registry)> Where(List<(string Name, ModelRegistry Registry)> parts, Func<RegistryEntry, bool> counts) =>
        parts.ConvertAll(part => (part.Name, ModelRegistry.Of(part.Registry.Entries.Where(counts))));
}
