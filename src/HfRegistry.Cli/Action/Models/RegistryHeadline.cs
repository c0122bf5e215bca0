using System.Globalization;
using HfRegistry.Registry;

namespace HfRegistry.Cli.Action.Models;

/// <summary>What a registry's pull request changes, in a title and in a sentence or two: what a reviewer reads first.</summary>
internal static class RegistryHeadline
{
    private const int MaxNames = 3;

    /// <summary>The title: what changed, and for which types.</summary>
    public static string Title(RegistryFacts facts)
    {
        var replaced = facts.Replacements.Select(static one => one.Change.Type.Name).ToList();
        var locked = facts.ChangedLocks.SelectMany(static one => one.Update.Changes).Select(static change => change.New?.Type?.Name ?? change.Request.Include).Distinct().ToList();
        var types = facts.NewTypes.Select(static change => change.Type.Name).ToList();
        var others = facts.Diff.Changes.Select(static change => change.Type.Name).Distinct().ToList();
        return facts switch
        {
            { IsFirst: true } => $"Add the model registry: {Count(facts.After.Count, "model type", "model types")}",
            _ when replaced.Count > 0 && locked.Count > 0 =>
                $"Update {Count(replaced.Count, "default model", "default models")} and {Count(facts.LockChanges, "locked model", "locked models")}: {Names(replaced.Union(locked))}",
            _ when replaced.Count > 0 => $"Update {Count(replaced.Count, "default model", "default models")}: {Names(replaced)}",
            _ when locked.Count > 0 => $"Update {Count(facts.LockChanges, "locked model", "locked models")}: {Names(locked)}",
            _ when types.Count > 0 => $"Add {Count(types.Count, "model type", "model types")}: {Names(types)}",
            _ when others.Count > 0 => $"Update {Count(others.Count, "model type", "model types")}: {Names(others)}",
            _ => "Confirm the model registry",
        };
    }

    /// <summary>What changed, and how much of it needs a review. No markup.</summary>
    public static string Of(RegistryFacts facts)
    {
        var replaced = facts.Replacements.Select(static one => one.Change.Type.Name).ToList();
        string?[] parts =
        [
            facts.IsFirst ? $"The model registry is new: {Count(facts.After.Count, "model type", "model types")}, compared with the defaults that builds use without it" : null,
            replaced.Count > 0 ? $"{Count(replaced.Count, "default model", "default models")} changed: {Names(replaced)}" : null,
            Count(facts.LockChanges, "locked model changed", "locked models changed"),
            Count(facts.NewTypes.Length, "new model type", "new model types"),
            Count(facts.NewCommits.Length, "new commit of a default model", "new commits of default models"),
            Count(facts.Others.Length, "other change", "other changes"),
            facts is { Changes: 0, IsFirst: false } ? Count(facts.Aged, "registry entry was confirmed before it got stale", "registry entries were confirmed before they got stale") : null,
        ];
        var told = string.Join(". ", parts.OfType<string>());
        return $"{(told.Length == 0 ? "Nothing changed that matters" : told)}. {Review(facts.NeedsReview)}.";
    }

    /// <summary>How much needs a review, as a clause.</summary>
    public static string Review(int count) => count == 0 ? "No review needed" : Count(count, "change needs review", "changes need review")!;

    /// <summary>A number and its noun, or null for none.</summary>
    public static string? Count(int count, string one, string many) => count switch
    {
        0 => null,
        1 => $"1 {one}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} {many}"),
    };

    /// <summary>The first names of a list, and how many more there are.</summary>
    public static string Names(IEnumerable<string> names, int most = MaxNames)
    {
        var all = names.ToList();
        return all.Count > most ? string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all.Take(most))} and {all.Count - most} more") : string.Join(", ", all);
    }
}
