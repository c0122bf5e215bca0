using HfRegistry.Automation.Markdown;
using HfRegistry.Registry;

namespace HfRegistry.Automation.Models;

/// <summary>The title and the summary of a registry's pull request.</summary>
internal static class RegistryHeadline
{
    /// <summary>Returns the title: what changed, and for which types.</summary>
    public static string Title(RegistryFacts facts)
    {
        var replaced = facts.Replacements.Select(static one => one.Change.Type.Name).ToList();
        var locked = facts.ChangedLocks.SelectMany(static one => one.Update.Changes).Select(static change => change.New?.Type?.Name ?? change.Request.Include).Distinct().ToList();
        var types = facts.NewTypes.Select(static change => change.Type.Name).ToList();
        var others = facts.Diff.Changes.Select(static change => change.Type.Name).Distinct().ToList();
        return facts switch
        {
            { IsFirst: true } => $"Add the model registry: {Phrases.Count(facts.After.Count, "model type", "model types")}",
            _ when replaced.Count > 0 && locked.Count > 0 =>
                $"Update {Phrases.Count(replaced.Count, "default model", "default models")} and {Phrases.Count(facts.LockChanges, "locked model", "locked models")}: {Phrases.Names(replaced.Union(locked))}",
            _ when replaced.Count > 0 => $"Update {Phrases.Count(replaced.Count, "default model", "default models")}: {Phrases.Names(replaced)}",
            _ when locked.Count > 0 => $"Update {Phrases.Count(facts.LockChanges, "locked model", "locked models")}: {Phrases.Names(locked)}",
            _ when types.Count > 0 => $"Add {Phrases.Count(types.Count, "model type", "model types")}: {Phrases.Names(types)}",
            _ when others.Count > 0 => $"Update {Phrases.Count(others.Count, "model type", "model types")}: {Phrases.Names(others)}",
            _ => "Confirm the model registry",
        };
    }

    /// <summary>Returns what changed, and how much of it needs a review. No markup.</summary>
    public static string Of(RegistryFacts facts)
    {
        var replaced = facts.Replacements.Select(static one => one.Change.Type.Name).ToList();
        string?[] parts =
        [
            facts.IsFirst ? $"The model registry is new: {Phrases.Count(facts.After.Count, "model type", "model types")}, compared with the embedded defaults" : null,
            replaced.Count > 0 ? $"{Phrases.Count(replaced.Count, "default model", "default models")} changed: {Phrases.Names(replaced)}" : null,
            Phrases.Count(facts.LockChanges, "locked model changed", "locked models changed"),
            Phrases.Count(facts.NewTypes.Length, "new model type", "new model types"),
            Phrases.Count(facts.NewCommits.Length, "new commit of a default model", "new commits of default models"),
            Phrases.Count(facts.Others.Length, "other change", "other changes"),
            facts is { Changes: 0, IsFirst: false } ? Phrases.Count(facts.Aged, "registry entry was confirmed before it became stale", "registry entries were confirmed before they became stale") : null,
        ];
        var told = string.Join(". ", parts.OfType<string>());
        return $"{(told.Length == 0 ? "No relevant change" : told)}. {Phrases.Review(facts.NeedsReview)}.";
    }
}
