using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HfRegistry.Cli.Output;
using HfRegistry.Cli.Verbs;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Registry;
using HfRegistry.Verification;

namespace HfRegistry.Cli.Action.Models;

/// <summary>The text of a registry's pull request: what changed, what waits for a person, what was not looked at, and what can be done about it.</summary>
internal static class RegistryText
{
    private const int MaxCommitLines = 20;
    private const int MaxNames = 20;

    /// <summary>The lines of a commit below its subject.</summary>
    public static string CommitBody(RegistryFacts facts)
    {
        var lines = facts.NewDefaults.Take(MaxCommitLines).Select(static change => $"{change.Type}: {change.Old ?? "(none)"} -> {change.New}").ToList();
        if (facts.NewDefaults.Count() - lines.Count is > 0 and var more)
            lines.Add($"and {more} more new defaults");
        return $"{Headline(facts)}\n\n{string.Join('\n', lines)}".Trim();
    }

    /// <summary>The sections, those that a person needs first with the most importance.</summary>
    public static ImmutableArray<BodySection> Sections(RegistryFacts facts) =>
    [
        new("the summary", Headline(facts), 100),
        .. RegistryTables.Waiting(facts),
        .. RegistryTables.Defaults(facts),
        .. RegistryTables.Others(facts),
        .. RegistryTables.Locks(facts),
        new("what was not checked", Unchecked(facts), 75),
        new("how to accept, ignore or pin", Choices(facts), 85),
        new("how the numbers were obtained", Method(facts), 60),
    ];

    /// <summary>What changed, and whether anything needs a person.</summary>
    public static string Headline(RegistryFacts facts)
    {
        var defaults = facts.Diff.Changes.Count(static change => change.Kind == ChangeKind.DefaultChanged);
        var types = facts.Diff.Changes.Count(static change => change.Kind == ChangeKind.NewType);
        var locked = facts.ChangedLocks.Sum(static one => one.Update.Changes.Length);
        string?[] parts =
        [
            Count(defaults, "model type stands for another model", "model types stand for another model"),
            Count(types, "model type is new", "model types are new"),
            Count(facts.Diff.Changes.Length - defaults - types, "other change", "other changes"),
            Count(locked, "locked model changes", "locked models change"),
            facts.Changes == 0 ? Count(facts.Aged, "entry was about to be stale", "entries were about to be stale") : null,
        ];
        var told = string.Join(", ", parts.OfType<string>());
        var what = told.Length == 0 ? "Nothing changed that matters" : told;
        return facts.NeedsHuman == 0 ? $"{what}; nothing needs a human." : $"{what}; {Count(facts.NeedsHuman, "finding needs", "findings need")} a human.";
    }

    /// <summary>A number and its noun, or null for none.</summary>
    public static string? Count(int count, string one, string many) => count switch
    {
        0 => null,
        1 => $"1 {one}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} {many}"),
    };

    private static string Unchecked(RegistryFacts facts)
    {
        var lines = new List<string> { "- No model was loaded or run: what is told here is what the Hub says." };
        if (facts.Refreshed.Failed is { IsEmpty: false } failed)
            lines.Add($"- {Count(failed.Length, "type", "types")} kept the old entry, because the Hub did not answer: {Names(failed.Select(static failure => failure.Type.Name))}.");
        if (facts.NewDefaults.Count() - facts.Verified.Length is > 0 and var rest)
            lines.Add($"- {Count(rest, "new default was", "new defaults were")} not verified: a run verifies {RegistryFacts.MaxVerified}.");
        if (facts.Verified.Where(static one => one.Verdict == CheckVerdict.Unknown).ToList() is { Count: > 0 } unknown)
            lines.Add($"- {Count(unknown.Count, "new default", "new defaults")} could not be verified, because the Hub did not answer: {Names(unknown.Select(static one => one.Request.Id.ToString()))}.");
        if (facts.Locks.Where(static one => one.Update.IsPartial).ToList() is { Count: > 0 } partial)
            lines.Add($"- {Count(partial.Count, "lock file holds", "lock files hold")} requests that nothing answers any more; these keep their entries: {Names(partial.Select(static one => one.Path.ToString()))}.");
        if (facts.MayLackLocks)
            lines.Add("- The repository has more files than GitHub lists at once: lock files may have been missed.");
        if (facts.NewDefaults.Count(change => facts.After.Find(change.Type)?.Find(change.Model!)?.Scores is null) is > 0 and var unscored)
            lines.Add($"- {Count(unscored, "new default has", "new defaults have")} no quality score (the input `scores`).");
        return $"### Not checked\n\n{string.Join('\n', lines)}";
    }

    private static string Choices(RegistryFacts facts)
    {
        var text = new StringBuilder("### Accept, ignore or pin\n\n")
            .Append("- **Accept**: merge. Builds use the new defaults from then on; lock files that are committed change in this very pull request.\n")
            .Append("- **Ignore**: close. It stays closed until the content changes. The label `hfregistry/hold` keeps the bot away altogether.");
        var changed = facts.Diff.Changes.Where(static change => change is { Kind: ChangeKind.DefaultChanged, Old: not null, New: not null }).Take(MaxNames).ToList();
        if (changed.Count == 0)
            return text.ToString();
        text.Append("\n- **Pin** an old default, or **ban** a new one: put these lines (or some of them) into ").Append(Inert.Code(facts.ConfigurationPath.ToString()))
            .Append(", and the next run proposes the rest.\n\n").Append(Inert.Details("The lines", $"```json\n{Lines(changed)}\n```"));
        return text.ToString();
    }

    private static string Lines(List<RegistryChange> changed)
    {
        var pins = changed.Select(static change => $"    {Json(change.Type.Name)}: {Json(change.Old!)}");
        var bans = changed.Select(static change => $"    {Json(change.New!)}");
        return $"{{\n  \"defaults\": {{\n{string.Join(",\n", pins)}\n  }},\n  \"deny\": [\n{string.Join(",\n", bans)}\n  ]\n}}";
    }

    // Its encoder leaves no backtick, no markup and no line end.
    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string Method(RegistryFacts facts)
    {
        var noise = DiffText.Noise(NoiseRow.Of(facts.Diff.Noise));
        var text = $"""
            `hfregistry` {HfRegistryCommand.Version} {Source(facts)} and compared the answers
            with {Inert.Code(facts.RegistryPath.ToString())} on the base. Downloads are the Hub's of 30 days, rounded to two digits; sizes are those of the weights; a
            default needs a clear lead over the present one before it takes its place (`defaultMargin`). Counts, dates and orders alone open no pull request.
            """.ReplaceLineEndings("\n");
        return Inert.Details("How the numbers were obtained", noise is null ? text : $"{text}\n\n{noise}");
    }

    private static string Source(RegistryFacts facts)
    {
        var types = Count(facts.Asked, "model type", "model types") ?? "no model type";
        return facts.IsOfParts ? $"merged registry files that were refreshed in parts, of {types}," : $"asked {Inert.Code(facts.Hub.AbsoluteUri)} about {types}";
    }

    private static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        var shown = string.Join(", ", all.Take(MaxNames).Select(static name => Inert.Code(name)));
        return all.Count > MaxNames ? $"{shown} and {all.Count - MaxNames} more" : shown;
    }
}
