using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Cli.Verbs;
using HfRegistry.Cli.Verbs.Mof;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Verification;

namespace HfRegistry.Cli.Action.Models;

/// <summary>The tables of a registry's pull request.</summary>
internal static class RegistryTables
{
    /// <summary>The kinds in the order in which a reader wants them.</summary>
    private static readonly ImmutableArray<ChangeKind> Order =
    [
        ChangeKind.DefaultGone, ChangeKind.ScoreFell, ChangeKind.NewlyGated, ChangeKind.ModelGone, ChangeKind.Replaced, ChangeKind.Disabled, ChangeKind.Renamed,
        ChangeKind.LicenseChanged, ChangeKind.Superseded, ChangeKind.TypeRemoved, ChangeKind.NewRevision, ChangeKind.Ungated, ChangeKind.Popularity,
    ];

    /// <summary>What a person has to look at.</summary>
    public static IEnumerable<BodySection> Waiting(RegistryFacts facts) => BodyTable.Of(
        "A human has to look",
        ["type", "what", "model", "why"],
        [
            .. facts.Diff.Changes.Where(static change => change.NeedsHuman)
                .Select(static change => Row(Inert.Code(change.Type.Name), DiffText.Words(change.KindName), Id(change), Inert.Code(change.Reason))),
            .. facts.Unfit.Select(static unfit => Row(
                Inert.Code(unfit.Request.Type?.Name), "not fit", Inert.Code(unfit.Request.Id.ToString()),
                Inert.Code(string.Join("; ", unfit.Checks.Where(static check => check.Verdict == CheckVerdict.Failed).Select(static check => check.Reason))))),
        ],
        95);

    /// <summary>The types that stand for another model, and those that are new.</summary>
    public static IEnumerable<BodySection> Defaults(RegistryFacts facts)
    {
        var verdicts = facts.Verified.GroupBy(static one => one.Request.Type).ToDictionary(static group => group.Key!, static group => group.First());
        return Of("Changed defaults", ChangeKind.DefaultChanged, 90).Concat(Of("New types", ChangeKind.NewType, 70));

        IEnumerable<BodySection> Of(string title, ChangeKind kind, int importance) => BodyTable.Of(
            title,
            ["type", "old → new", "why", "downloads", "size", "licence", "score", "MOF class", "verified"],
            [.. facts.Diff.Changes.Where(change => change.Kind == kind).Select(change => DefaultRow(change, facts, verdicts.GetValueOrDefault(change.Type)))],
            importance);
    }

    /// <summary>Everything else that changed, by kind.</summary>
    public static IEnumerable<BodySection> Others(RegistryFacts facts)
    {
        foreach (var kind in Order)
        {
            var changes = facts.Diff.Changes.Where(change => change.Kind == kind).ToList();
            var words = DiffText.Words(RegistryChange.NameOf(kind));
            foreach (var section in BodyTable.Of(
                char.ToUpperInvariant(words[0]) + words[1..],
                ["type", "model", "before", "after", "why"],
                [.. changes.Select(static change => Row(
                    Inert.Code(change.Type.Name), Id(change), Inert.Code(change.Old), Inert.Code(change.New), Inert.Code(change.Reason)))],
                80))
            {
                yield return section;
            }
        }
    }

    /// <summary>What merging changes for builds that use a lock file.</summary>
    public static IEnumerable<BodySection> Locks(RegistryFacts facts) => BodyTable.Of(
        "Locked models",
        ["lock file", "request", "before", "after"],
        [.. facts.ChangedLocks.SelectMany(static one => one.Update.Changes.Select(change => Row(
            Inert.Code(one.Path.ToString()), Inert.Code(RequestText.Of(change.Request)), Side(change.Old), Side(change.New))))],
        88);

    private static ImmutableArray<string> DefaultRow(RegistryChange change, RegistryFacts facts, ModelVerification? verified)
    {
        var record = change.Model is { } id ? facts.After.Find(change.Type)?.Find(id) : null;
        return
        [
            Inert.Code(change.Type.Name),
            $"{Inert.Code(change.Old)} → {(change.Model is { } now ? HubLink.Of(now, facts.Hub) : Inert.Code(change.New))}",
            Inert.Code(change.Reason),
            record?.Downloads30d is { } downloads ? downloads.ToString("#,0", CultureInfo.InvariantCulture) : Markdown.Nothing,
            record?.Size?.ToString() ?? Markdown.Nothing,
            Inert.Code(record?.Licensing.Text),
            record?.Scores?.Net is { } net ? net.ToString("0.00", CultureInfo.InvariantCulture) : Markdown.Nothing,
            change.Model is { } model && facts.MofClassOf(model) is { } mofClass ? MofGapText.ClassName((int)mofClass) : Markdown.Nothing,
            Word(verified),
        ];
    }

    private static string Word(ModelVerification? verified) => verified?.Verdict switch
    {
        null => "not checked",
        CheckVerdict.Failed => "**not fit**",
        CheckVerdict.Unknown => "not answered",
        _ => "yes",
    };

    private static string Side(LockEntry? entry) => entry is null ? Markdown.Nothing : Inert.Code(entry.Revision is { } revision ? $"{entry.Id} at {revision.ToString()[..7]}" : $"{entry.Id}");

    private static string Id(RegistryChange change) => Inert.Code(change.Model?.ToString());

    private static ImmutableArray<string> Row(params ReadOnlySpan<string> cells) => [.. cells];
}
