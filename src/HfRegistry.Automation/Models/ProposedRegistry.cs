using System.Collections.Immutable;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.GitHub;
using HfRegistry.Registry;

namespace HfRegistry.Automation.Models;

/// <summary>The registry that an earlier run proposed and nobody has merged or changed yet.</summary>
internal static class ProposedRegistry
{
    /// <summary>Finds it.</summary>
    /// <returns>The base's registry with all that was proposed for types that nobody has changed on the base since; null when nothing was proposed.</returns>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public static async Task<ModelRegistry?> FindAsync(ActionContext context, BaseBranchSnapshot files, ModelRegistry now, CancellationToken cancellationToken)
    {
        var path = (await files.FollowAsync(context.Settings.RegistryPath, cancellationToken)).OrThrow().Path;
        if (await context.FindPreviousAsync(JobNames.Registry, files, cancellationToken) is not { } earlier
            || Parsed(await earlier.FindAsync(path, cancellationToken)) is not { } proposed)
        {
            return null;
        }

        var (then, today) = (await earlier.FindOnBaseAsync(path, files, cancellationToken), await files.FindAsync(path, cancellationToken));
        return then?.Id == today?.Id ? proposed : Rebased(proposed, Parsed(then) ?? ModelRegistry.Empty, now, context.Clock.GetUtcNow());

        ModelRegistry? Parsed(RepositoryFile? file) => file is null ? null : RegistryFile.Parse(file.Content.AsSpan(), path.ToString()).Value;
    }

    private static ModelRegistry Rebased(ModelRegistry proposed, ModelRegistry then, ModelRegistry now, DateTimeOffset time)
    {
        var touched = TypesThatDiffer(then, now, time).Concat(then.Entries.Where(entry => now.Find(entry.Type) is null).Select(static entry => entry.Type)).ToImmutableHashSet();
        var stands = TypesThatDiffer(then, proposed, time).Where(type => !touched.Contains(type)).Select(type => proposed.Find(type)!);
        return ModelRegistry.Of(now.Entries.Concat(stands));
    }

    private static IEnumerable<ModelType> TypesThatDiffer(ModelRegistry from, ModelRegistry to, DateTimeOffset time) =>
        RegistryMerge.Of(from, [("", to)], time).Taken.Select(static entry => entry.Type);
}
