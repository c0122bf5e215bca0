using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Automation.Markdown;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Mof;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Verification;

namespace HfRegistry.Automation.Models;

/// <summary>The tables of a registry's pull request. Each change is in one of them.</summary>
internal sealed class RegistryPullRequestTables(RegistryFacts facts)
{
    private const string NoReview = "no";

    /// <summary>The kinds in the order in which a reader wants them.</summary>
    private static readonly ImmutableArray<ChangeKind> Order =
    [
        ChangeKind.DefaultGone, ChangeKind.ScoreFell, ChangeKind.NewlyGated, ChangeKind.ModelGone, ChangeKind.Replaced, ChangeKind.Disabled, ChangeKind.Renamed,
        ChangeKind.LicenseChanged, ChangeKind.Superseded, ChangeKind.TypeRemoved, ChangeKind.Ungated, ChangeKind.Popularity,
    ];

    /// <summary>Returns what builds that use a lock file get: all of it needs a review.</summary>
    public IEnumerable<BodySection> Locks() => BodyTable.Of(
        "Locked models, to review",
        ["lock file", "request", "before", "after", "verified"],
        [.. facts.ChangedLocks.SelectMany(one => one.Update.Changes.Select(change => Row(
            MarkdownEscaper.Code(one.Path.ToString()), MarkdownEscaper.Code(RequestText.Of(change.Request)), Side(change.Old), Side(change.New),
            change.New is null ? MarkdownTable.Nothing : Word(one.Verified.FirstOrDefault(verified => verified.Request.Id == change.New.Id)))))],
        98);

    /// <summary>Returns the types that stand for another model.</summary>
    public IEnumerable<BodySection> Defaults() => BodyTable.Of(
        "Default models",
        ["type", "change", "review", "why", "lock files", "downloads", "size", "license", "score", "MOF class", "verified"],
        [.. facts.Replacements.Select(one => DefaultRow(one.Change, one.Verified, ReviewOf(one)))],
        96);

    /// <summary>Returns the types that are new: no build uses them yet, so they are folded away unless one needs a review.</summary>
    public IEnumerable<BodySection> NewTypes()
    {
        var verified = facts.Verified.GroupBy(static one => one.Request.Type!).ToDictionary(static group => group.Key, static group => group.First());
        ImmutableArray<string> columns = ["type", "default model", "review", "why", "lock files", "downloads", "size", "license", "score", "MOF class", "verified"];
        var rows = facts.NewTypes.Select(change => DefaultRow(change, verified.GetValueOrDefault(change.Type), Review(change))).ToImmutableArray();
        return facts.NewTypes.Any(static change => change.NeedsReview)
            ? BodyTable.Of("New model types", columns, rows, 90)
            : BodyTable.Folded("New model types", columns, rows, 70);
    }

    /// <summary>Returns the models that would have become defaults and are not proposed.</summary>
    public IEnumerable<BodySection> NotProposed() => BodyTable.Of(
        "Not proposed",
        ["type", "model", "why", "default instead", "review"],
        [.. facts.NotProposed.Select(one => Row(
            MarkdownEscaper.Code(one.Type!.Name), HubLink.Of(one.Id, facts.Hub), MarkdownEscaper.Code(one.Why, 400), HubLink.Of(facts.After.Find(one.Type)?.DefaultModel?.ToString(), facts.Hub),
            facts.Frozen.Contains(one.Type) ? "**yes**: no other model is suitable" : NoReview))],
        94);

    /// <summary>Returns everything else that changed.</summary>
    public IEnumerable<BodySection> Others() => BodyTable.Of(
        "Other changes",
        ["type", "change", "model", "before", "after", "review", "why"],
        [.. facts.Others.OrderByDescending(static change => change.NeedsReview).ThenBy(static change => Order.IndexOf(change.Kind)).Select(change => Row(
            MarkdownEscaper.Code(change.Type.Name), change.KindName.Replace('_', ' '), change.Model is { } id ? HubLink.Of(id, facts.Hub) : MarkdownTable.Nothing,
            Value(change, change.Old), Value(change, change.New), Review(change), MarkdownEscaper.Code(change.Cause)))],
        80);

    /// <summary>Returns the new commits of defaults, folded away.</summary>
    public IEnumerable<BodySection> Commits() => BodyTable.Folded(
        "New commits of default models",
        ["type", "model", "before", "after"],
        [.. facts.NewCommits.Select(change => Row(
            MarkdownEscaper.Code(change.Type.Name), HubLink.Of(change.Model?.ToString(), facts.Hub),
            HubLink.OfCommit(change.Model, change.Old, facts.Hub), HubLink.OfCommit(change.Model, change.New, facts.Hub)))],
        50);

    private ImmutableArray<string> DefaultRow(RegistryChange change, ModelVerification? verified, string review)
    {
        var record = change.Model is { } id ? facts.After.Find(change.Type)?.Find(id) : null;
        var now = HubLink.Of(change.New, facts.Hub);
        return
        [
            MarkdownEscaper.Code(change.Type.Name),
            change.Old is null ? now : $"{HubLink.Of(change.Old, facts.Hub)} → {now}",
            review,
            MarkdownEscaper.Code(change.Cause),
            facts.LocksOf(change.Type) is > 0 and var locks ? locks.ToString(CultureInfo.InvariantCulture) : MarkdownTable.Nothing,
            record?.Downloads30d is { } downloads ? downloads.ToString("#,0", CultureInfo.InvariantCulture) : MarkdownTable.Nothing,
            record?.Size?.ToString() ?? MarkdownTable.Nothing,
            MarkdownEscaper.Code(record?.Licensing.Text),
            record?.Scores?.Net is { } net ? net.ToString("0.00", CultureInfo.InvariantCulture) : MarkdownTable.Nothing,
            change.Model is { } model && facts.MofClassOf(model) is { } mofClass ? MofClassNames.Of(mofClass) : MarkdownTable.Nothing,
            change.New is null ? MarkdownTable.Nothing : Word(verified),
        ];
    }

    private static string ReviewOf(DefaultReplacement one) =>
        one.Verified?.Verdict == CheckVerdict.Failed ? $"**yes**: {MarkdownEscaper.Code($"pinned, and {DefaultVerifier.WhyOf(one.Verified)}", 400)}"
        : one.Change.NeedsReview || !one.NeedsReview ? Review(one.Change)
        : one.Told.First(static change => change.NeedsReview) is { Kind: ChangeKind.NewlyGated } ? "**yes**: accept the new terms of the previous model, or use the new one"
        : Review(one.Told.First(static change => change.NeedsReview));

    private static string Review(RegistryChange change) => change switch
    {
        { NeedsReview: false } => NoReview,
        { Concern: { } concern } => $"**yes**: {MarkdownEscaper.Code(concern)}",
        _ => "**yes**",
    };

    private static string Word(ModelVerification? verified) => verified?.Verdict switch
    {
        null => "not checked",
        CheckVerdict.Failed => "**no**",
        CheckVerdict.Unknown => "not answered",
        _ => "yes",
    };

    private string Side(LockEntry? entry) => entry is null ? MarkdownTable.Nothing
        : entry.Revision is { } revision ? $"{HubLink.Of(entry.Id, facts.Hub)} at {HubLink.OfCommit(entry.Id, revision.ToString(), facts.Hub)}" : HubLink.Of(entry.Id, facts.Hub);

    private string Value(RegistryChange change, string? value) =>
        change.Kind is ChangeKind.DefaultGone or ChangeKind.Renamed or ChangeKind.ModelGone or ChangeKind.Superseded or ChangeKind.TypeRemoved ? HubLink.Of(value, facts.Hub) : MarkdownEscaper.Code(value);

    private static ImmutableArray<string> Row(params ReadOnlySpan<string> cells) => [.. cells];
}
