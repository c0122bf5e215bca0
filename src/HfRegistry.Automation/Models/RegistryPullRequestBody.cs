using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HfRegistry.Automation.Markdown;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Registry;
using HfRegistry.Verification;

namespace HfRegistry.Automation.Models;

/// <summary>The text of a registry's pull request: what changed, what needs a review, what was not checked, and what can be done about it.</summary>
internal static class RegistryPullRequestBody
{
    private const int MaxCommitLines = 20;
    private const int MaxNames = 20;

    /// <summary>Returns the lines of a commit below its subject.</summary>
    public static string CommitBody(RegistryFacts facts)
    {
        var lines = facts.NewDefaults.Take(MaxCommitLines).Select(static change => $"{change.Type}: {change.Old ?? "(none)"} -> {change.New}").ToList();
        if (facts.NewDefaults.Count() - lines.Count is > 0 and var more)
            lines.Add($"and {more} more new defaults");
        return $"{RegistryHeadline.Of(facts)}\n\n{string.Join('\n', lines)}".Trim();
    }

    /// <summary>Returns the sections, those that a person needs first with the most importance.</summary>
    public static ImmutableArray<BodySection> Sections(RegistryFacts facts)
    {
        var tables = new RegistryPullRequestTables(facts);
        return
        [
            new("the summary", RegistryHeadline.Of(facts), 100),
            .. tables.Locks(),
            .. tables.Defaults(),
            .. tables.NotProposed(),
            .. tables.Others(),
            .. tables.NewTypes(),
            .. tables.Commits(),
            new("what was not checked", Unchecked(facts), 75),
            new("how to merge, close, pin or deny", Choices(facts), 85),
            new("how the numbers were obtained", Method(facts), 60),
        ];
    }

    private static string Unchecked(RegistryFacts facts)
    {
        var lines = new List<string> { "- No model was loaded or run. All facts are from the Hub." };
        if (facts.Refreshed.Failed is { IsEmpty: false } failed)
            lines.Add($"- {Count(failed.Length, "type keeps its entry", "types keep their entries")} because the Hub did not answer: {Names(failed.Select(static failure => failure.Type.Name))}.");
        if (facts.NewDefaults.Count() - facts.Verified.Length is > 0 and var rest)
            lines.Add($"- {Count(rest, "new default was", "new defaults were")} not verified: a run verifies at most {DefaultVerifier.MaxVerified}.");
        if (facts.Verified.Where(static one => one.Verdict == CheckVerdict.Unknown).ToList() is { Count: > 0 } unknown)
            lines.Add($"- {Count(unknown.Count, "new default", "new defaults")} could not be verified because the Hub did not answer: {Phrases.Names(unknown.Select(one => HubLink.Of(one.Request.Id, facts.Hub)), MaxNames)}.");
        if (facts.Locks.Where(static one => one.Update.IsPartial).ToList() is { Count: > 0 } partial)
            lines.Add($"- {Count(partial.Count, "lock file has", "lock files have")} requests that no model satisfies. Their entries are unchanged: {Names(partial.Select(static one => one.Path.ToString()))}.");
        if (facts.MayLackLocks)
            lines.Add("- The repository has more files than GitHub lists. Some lock files may be missing here.");
        if (facts.NewDefaults.Count(change => facts.After.Find(change.Type)?.Find(change.Model!)?.Scores is null) is > 0 and var unscored)
            lines.Add($"- {Count(unscored, "new default has", "new defaults have")} no quality score (input `scores`).");
        return $"### Not checked\n\n{string.Join('\n', lines)}";
    }

    private static string Choices(RegistryFacts facts)
    {
        var text = new StringBuilder("### Merge, close, pin or deny\n\n")
            .Append("- **Merge** to use the new models. This pull request updates the committed lock files too.\n")
            .Append("- **Close** to reject all of it. It stays closed until its content changes. The label `hfregistry/hold` stops all updates.");
        var changed = facts.Replacements.Select(static one => one.Change).Where(static change => change is { Old: not null, New: not null }).Take(MaxNames).ToList();
        if (changed.Count == 0)
            return text.ToString();
        // A pin on a model that is gone or gated would silence the next warning about it.
        var pins = changed.Where(change => facts.UsableBefore(change) is not null).ToList();
        text.Append(pins.Count == 0 ? "\n- **Deny** a new default" : "\n- **Pin** the previous default, or **deny** a new one")
            .Append(": add these lines, or some of them, to ").Append(MarkdownEscaper.Code(facts.ConfigurationPath.ToString()))
            .Append(". The next run proposes the rest.\n\n").Append(MarkdownEscaper.Details("The lines", $"```json\n{Lines(pins, changed)}\n```"));
        return text.ToString();
    }

    private static string Lines(List<RegistryChange> pinned, List<RegistryChange> denied)
    {
        var pins = string.Join(",\n", pinned.Select(static change => $"    {Json(change.Type.Name)}: {Json(change.Old!)}"));
        var bans = string.Join(",\n", denied.Select(static change => $"    {Json(change.New!)}"));
        return $"{{\n{(pinned.Count == 0 ? "" : $"  \"defaults\": {{\n{pins}\n  }},\n")}  \"deny\": [\n{bans}\n  ]\n}}";
    }

    // Its encoder leaves no backtick, no markup and no line end.
    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string Method(RegistryFacts facts)
    {
        var noise = facts.Diff.Noise.Describe();
        var against = facts.IsFirst ? "with the registry embedded in this version" : $"with {MarkdownEscaper.Code(facts.RegistryPath.ToString())} on the base branch";
        var text = $"""
            `hfregistry` {ProductVersion.Text} {Source(facts)} and compared the answers {against}.
            Downloads are those of the last 30 days, rounded to two digits. Sizes are those of the weights. A default changes only when another model is clearly better
            (`defaultMargin`) or the previous one can no longer be used. Changes to download counts, dates or order alone do not open a pull request.
            """.ReplaceLineEndings("\n");
        return MarkdownEscaper.Details("How the numbers were obtained", noise is null ? text : $"{text}\n\n{noise}");
    }

    private static string Source(RegistryFacts facts)
    {
        var types = Count(facts.Asked, "model type", "model types") ?? "no model type";
        return facts.IsOfParts ? $"merged shards of {types}" : $"asked {MarkdownEscaper.Code(facts.Hub.AbsoluteUri)} about {types}";
    }

    private static string? Count(int count, string one, string many) => Phrases.Count(count, one, many);

    private static string Names(IEnumerable<string> names) => Phrases.Names(names.Select(static name => MarkdownEscaper.Code(name)), MaxNames);
}
