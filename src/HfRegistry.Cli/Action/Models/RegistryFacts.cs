using System.Collections.Immutable;
using HfRegistry.GitHub;
using HfRegistry.Mof;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Verification;

namespace HfRegistry.Cli.Action.Models;

/// <summary>A committed lock file, resolved anew from the refreshed registry.</summary>
/// <param name="Path">Its path in the repository.</param>
/// <param name="Update">What it holds now, and what differs.</param>
internal sealed record RefreshedLock(TreePath Path, LockUpdate Update);

/// <summary>Everything that the text of a registry's pull request is made of. Equal facts give equal text: no clock is in it.</summary>
internal sealed record RegistryFacts
{
    /// <summary>How many new defaults are verified at most: one request each, two for a gated one.</summary>
    public const int MaxVerified = 100;

    /// <summary>The registry's path in the repository.</summary>
    public required TreePath RegistryPath { get; init; }

    /// <summary>The path of the configuration, where there is one or where it belongs.</summary>
    public required TreePath ConfigurationPath { get; init; }

    /// <summary>The Hub's address.</summary>
    public required Uri Hub { get; init; }

    /// <summary>Whether the answers come from registry files that others refreshed.</summary>
    public required bool IsOfParts { get; init; }

    /// <summary>The registry on the base.</summary>
    public required ModelRegistry Before { get; init; }

    /// <summary>What the Hub said.</summary>
    public required RefreshResult Refreshed { get; init; }

    /// <summary>What differs.</summary>
    public required RegistryDiff Diff { get; init; }

    /// <summary>The new defaults as the Hub has them, at most <see cref="MaxVerified"/>.</summary>
    public required ImmutableArray<ModelVerification> Verified { get; init; }

    /// <summary>The lock files.</summary>
    public required ImmutableArray<RefreshedLock> Locks { get; init; }

    /// <summary>Whether lock files may be missing because the repository's list was cut.</summary>
    public required bool MayLackLocks { get; init; }

    /// <summary>The types whose facts were so old that a build would tell before the next weekly run.</summary>
    public required int Aged { get; init; }

    /// <summary>The class of a model's MOF document on the base; null without a document.</summary>
    public required Func<ModelId, MofClass?> MofClassOf { get; init; }

    /// <summary>The registry after.</summary>
    public ModelRegistry After => Refreshed.Registry;

    /// <summary>How many types were asked for.</summary>
    public int Asked => Refreshed.Updated.Length + Refreshed.Unchanged.Length + Refreshed.Failed.Length;

    /// <summary>The lock files that differ.</summary>
    public IEnumerable<RefreshedLock> ChangedLocks => Locks.Where(static one => !one.Update.Changes.IsEmpty);

    /// <summary>How many changes matter, the locks' included.</summary>
    public int Changes => Diff.Changes.Length + ChangedLocks.Sum(static one => one.Update.Changes.Length);

    /// <summary>The changes that give a type another default, or its first.</summary>
    public IEnumerable<RegistryChange> NewDefaults => Diff.Changes.Where(IsNewDefault);

    /// <summary>The new defaults that are not fit to be one.</summary>
    public IEnumerable<ModelVerification> Unfit => Verified.Where(static one => one.Verdict == CheckVerdict.Failed);

    /// <summary>How many findings a person has to look at.</summary>
    public int NeedsHuman => Diff.Changes.Count(static change => change.NeedsHuman) + Unfit.Count();

    /// <summary>Whether the Hub did not answer for something. A locked request that nothing answers any more is a remark, and no silence of the Hub.</summary>
    public bool IsPartial => Refreshed.IsPartial || Verified.Any(static one => one.Verdict == CheckVerdict.Unknown);

    /// <summary>Whether the Hub answered for nothing that it was asked.</summary>
    public bool IsSilent => Refreshed.Failed.Length > 0 && Asked == Refreshed.Failed.Length;

    /// <summary>Whether there is a reason for a pull request: counts, dates and orders alone are none.</summary>
    public bool Matters => Diff.Changes.Length > 0 || Aged > 0;

    /// <summary>Whether a change gives a type another default, or its first.</summary>
    public static bool IsNewDefault(RegistryChange change) => change is { Kind: ChangeKind.DefaultChanged or ChangeKind.NewType, New: not null };
}
