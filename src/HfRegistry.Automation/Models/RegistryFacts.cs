using System.Collections.Immutable;
using HfRegistry.GitHub;
using HfRegistry.Mof;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Verification;

namespace HfRegistry.Automation.Models;

/// <summary>A type that stands for another model.</summary>
/// <param name="Change">The change, whose reason tells what became of the model before.</param>
/// <param name="Told">The changes of the model before that the reason tells already.</param>
/// <param name="Verified">The new default as the Hub has it; null when it was not verified.</param>
internal sealed record DefaultReplacement(RegistryChange Change, ImmutableArray<RegistryChange> Told, ModelVerification? Verified)
{
    /// <summary>Gets whether a person has to look.</summary>
    public bool NeedsReview => Change.NeedsReview || Verified?.Verdict == CheckVerdict.Failed || Told.Any(static change => change.NeedsReview);
}

/// <summary>Everything that the text of a registry's pull request is made of. Equal facts give equal text: no clock is in it.</summary>
internal sealed record RegistryFacts
{
    /// <summary>The part of a new default's reason that describes the one before.</summary>
    private static readonly ImmutableHashSet<ChangeKind> ToldByReason = [ChangeKind.NewlyGated, ChangeKind.ModelGone, ChangeKind.Disabled, ChangeKind.Replaced];

    private readonly Lazy<ImmutableArray<DefaultReplacement>> _replacements;
    private readonly Lazy<ImmutableHashSet<ModelType>> _lockedTypes;

    public RegistryFacts()
    {
        _replacements = new(FindReplacements);
        _lockedTypes = new(() => [.. Locks.SelectMany(static one => one.Update.Lock.Entries).Select(static entry => entry.Type).OfType<ModelType>()]);
    }

    /// <summary>Gets the registry's path in the repository.</summary>
    public required TreePath RegistryPath { get; init; }

    /// <summary>Gets the path of the configuration, where there is one or where it belongs.</summary>
    public required TreePath ConfigurationPath { get; init; }

    /// <summary>Gets the Hub's address.</summary>
    public required Uri Hub { get; init; }

    /// <summary>Gets whether the answers come from registry files that others refreshed.</summary>
    public required bool IsOfParts { get; init; }

    /// <summary>Gets whether the base has no registry yet: then <see cref="Before"/> is what builds use without one.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Gets the registry on the base.</summary>
    public required ModelRegistry Before { get; init; }

    /// <summary>Gets what the Hub said.</summary>
    public required RefreshResult Refreshed { get; init; }

    /// <summary>Gets what differs.</summary>
    public required RegistryDiff Diff { get; init; }

    /// <summary>Gets the new defaults as the Hub has them, at most <see cref="DefaultVerifier.MaxVerified"/>.</summary>
    public required ImmutableArray<ModelVerification> Verified { get; init; }

    /// <summary>Gets the models that are not proposed as defaults because they are not fit.</summary>
    public required ImmutableArray<UnfitModel> NotProposed { get; init; }

    /// <summary>Gets the lock files.</summary>
    public required ImmutableArray<RefreshedLock> Locks { get; init; }

    /// <summary>Gets whether lock files may be missing because the repository's list was cut.</summary>
    public required bool MayLackLocks { get; init; }

    /// <summary>Gets the types whose facts were so old that a build would tell before the next weekly run.</summary>
    public required int Aged { get; init; }

    /// <summary>Gets the class of a model's MOF document on the base; null without a document.</summary>
    public required Func<ModelId, MofClass?> MofClassOf { get; init; }

    /// <summary>Gets the registry after.</summary>
    public ModelRegistry After => Refreshed.Registry;

    /// <summary>Gets the number of types that were asked for.</summary>
    public int Asked => Refreshed.Updated.Length + Refreshed.Unchanged.Length + Refreshed.Failed.Length;

    /// <summary>Gets the lock files that differ.</summary>
    public IEnumerable<RefreshedLock> ChangedLocks => Locks.Where(static one => !one.Update.Changes.IsEmpty);

    /// <summary>Gets the number of locked requests that have another answer. Each needs a review: it is what builds download.</summary>
    public int LockChanges => ChangedLocks.Sum(static one => one.Update.Changes.Length);

    /// <summary>Gets the number of changes that matter, the locks' included.</summary>
    public int Changes => Diff.Changes.Length + LockChanges;

    /// <summary>Gets the types that stand for another model: those that lock files use first, then those that need a review.</summary>
    public ImmutableArray<DefaultReplacement> Replacements => _replacements.Value;

    /// <summary>Gets the types that are new, in the same order.</summary>
    public ImmutableArray<RegistryChange> NewTypes => [.. InOrder(Diff.Changes.Where(static change => change.Kind == ChangeKind.NewType))];

    /// <summary>Gets the new commits of defaults.</summary>
    public ImmutableArray<RegistryChange> NewCommits => [.. InOrder(Diff.Changes.Where(static change => change.Kind == ChangeKind.NewRevision))];

    /// <summary>Gets all other changes that nothing else tells.</summary>
    public ImmutableArray<RegistryChange> Others
    {
        get
        {
            var told = Replacements.SelectMany(static one => one.Told).ToHashSet();
            return [.. InOrder(Diff.Changes.Where(change =>
                change.Kind is not (ChangeKind.DefaultChanged or ChangeKind.NewType or ChangeKind.NewRevision) && !told.Contains(change)))];
        }
    }

    /// <summary>Gets the changes that give a type another default, or its first.</summary>
    public IEnumerable<RegistryChange> NewDefaults => Diff.Changes.Where(IsNewDefault);

    /// <summary>Gets the new defaults that are not fit and proposed all the same, because the configuration pins them.</summary>
    public IEnumerable<ModelVerification> Unfit => Verified.Where(static one => one.Verdict == CheckVerdict.Failed);

    /// <summary>Gets the types whose default stays as it was, whatever became of it, because nothing else is fit.</summary>
    public IEnumerable<ModelType> Frozen => NotProposed.Select(static one => one.Type!).Distinct().Where(type => IsFrozen(type) && Before.Find(type)?.DefaultModel is not null);

    /// <summary>Gets the number of findings that need review.</summary>
    public int NeedsReview =>
        Replacements.Count(static one => one.NeedsReview) + NewTypes.Concat(Others).Count(static change => change.NeedsReview) + Frozen.Count() + LockChanges;

    /// <summary>Gets whether the Hub did not answer for something. A locked request that nothing answers any more is a remark, and no silence of the Hub.</summary>
    public bool IsPartial => Refreshed.IsPartial || Verified.Concat(Locks.SelectMany(static one => one.Verified)).Any(static one => one.Verdict == CheckVerdict.Unknown);

    /// <summary>Gets whether the Hub answered for nothing that it was asked.</summary>
    public bool IsSilent => Refreshed.Failed.Length > 0 && Asked == Refreshed.Failed.Length;

    /// <summary>Gets whether there is a reason for a pull request: counts, dates and orders alone are none.</summary>
    public bool Matters => Diff.Changes.Length > 0 || Aged > 0 || IsFirst;

    /// <summary>Returns whether a change gives a type another default, or its first.</summary>
    public static bool IsNewDefault(RegistryChange change) => change is { Kind: ChangeKind.DefaultChanged or ChangeKind.NewType, New: not null };

    /// <summary>Returns in how many lock files a type is.</summary>
    public int LocksOf(ModelType type) => Locks.Count(one => one.Update.Lock.Entries.Any(entry => entry.Type == type));

    /// <summary>Returns whether a type's default could not be changed although another one ranked higher and the one before cannot serve.</summary>
    public bool IsFrozen(ModelType type) => After.Find(type)?.DefaultState == DefaultState.Frozen;

    /// <summary>Returns the record of a model that a type stood for when it may be used as it is: it is there and open.</summary>
    public ModelRecord? UsableBefore(RegistryChange change) =>
        ModelId.TryParse(change.Old, out var id) && After.Find(change.Type)?.Find(id) is { GoneSince: null, ReplacedSince: null, IsDisabled: false } record
        && record.Gating is Gating.Open or Gating.Unknown
            ? record
            : null;

    private IEnumerable<RegistryChange> InOrder(IEnumerable<RegistryChange> changes) =>
        changes.OrderByDescending(change => _lockedTypes.Value.Contains(change.Type)).ThenByDescending(static change => change.NeedsReview);

    private ImmutableArray<DefaultReplacement> FindReplacements()
    {
        var verified = Verified.GroupBy(static one => one.Request.Type!).ToDictionary(static group => group.Key, static group => group.First());
        return
        [
            .. Diff.Changes.Where(static change => change.Kind == ChangeKind.DefaultChanged)
                .Select(change => new DefaultReplacement(
                    change,
                    [.. Diff.Changes.Where(other => other.Type == change.Type && ToldByReason.Contains(other.Kind) && other.Model?.ToString() == change.Old)],
                    verified.GetValueOrDefault(change.Type)))
                .OrderByDescending(one => _lockedTypes.Value.Contains(one.Change.Type)).ThenByDescending(static one => one.NeedsReview),
        ];
    }
}
