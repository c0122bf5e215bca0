using System.Collections.Immutable;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The change of one request by an update of a lock file.</summary>
/// <param name="Request">The request.</param>
/// <param name="Old">The entry before, or null when it is new.</param>
/// <param name="New">The entry after, or null when no request needs it any more.</param>
internal sealed record LockChange(RawRequest Request, LockEntry? Old, LockEntry? New);

/// <summary>A lock file brought up to date.</summary>
/// <param name="Lock">The new content.</param>
/// <param name="Changes">What differs from the old content.</param>
/// <param name="Diagnostics">What there is to tell; errors name the requests that could not be resolved and kept their old entry.</param>
internal sealed record LockUpdate(LockFile Lock, ImmutableArray<LockChange> Changes, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Gets the number of requests that could not be resolved.</summary>
    public int Unresolved { get; init; }

    /// <summary>Gets whether a request could not be resolved.</summary>
    public bool IsPartial => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}

/// <summary>Brings a lock file up to date with what a resolver answers now. Writes nothing.</summary>
internal static class LockUpdater
{
    /// <summary>Gets the time that the Hub gets for an update: a lock must not keep yesterday's answer for want of a second.</summary>
    public static TimeSpan HubBudget { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Resolves requests anew.</summary>
    /// <param name="old">The lock file so far, or null.</param>
    /// <param name="requests">The project's requests; of equal ones the first counts.</param>
    /// <param name="resolver">Answers them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<LockUpdate> UpdateAsync(
        LockFile? old, IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, ModelResolver resolver, CancellationToken cancellationToken = default) =>
        UpdateAsync(old, requests, resolver, configurationsOf: null, cancellationToken);

    /// <summary>Resolves the requests of a project's configurations anew.</summary>
    /// <param name="old">The lock file so far, or null.</param>
    /// <param name="requests">The project's requests; of equal ones the first counts.</param>
    /// <param name="resolver">Answers them.</param>
    /// <param name="configurationsOf">The build configurations that make a request, empty for all of them; null keeps what the old entries say.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<LockUpdate> UpdateAsync(
        LockFile? old, IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, ModelResolver resolver,
        Func<RawRequest, ImmutableArray<string>>? configurationsOf, CancellationToken cancellationToken = default)
    {
        var distinct = requests.DistinctBy(asked => LockFile.HashOf(asked.Request)).ToList();
        var outcomes = await resolver.ResolveAsync(distinct, cancellationToken);

        var entries = ImmutableArray.CreateBuilder<LockEntry>();
        var changes = ImmutableArray.CreateBuilder<LockChange>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var ((request, location), outcome) in distinct.Zip(outcomes))
        {
            diagnostics.AddRange(outcome.Diagnostics);
            if (outcome.Value is { Tier: Tier.Heuristic } guess)
                diagnostics.Add(DiagnosticCatalog.GuessNotLocked.Create(location, guess.Id, RequestText.Of(request)));
            var before = old?.Find(request);
            var after = IsLockable(outcome) ? EntryOf(request, outcome.Value!, before) : before;
            if (after is null)
                continue;
            if (configurationsOf?.Invoke(request) is { } configurations && !configurations.SequenceEqual(after.Configurations))
                after = after with { Configurations = configurations };
            entries.Add(after);
            if (after != before)
                changes.Add(new LockChange(request, before, after));
        }

        var kept = entries.Select(entry => entry.RequestHash).ToHashSet(StringComparer.Ordinal);
        foreach (var dropped in (old?.Entries ?? []).Where(entry => !kept.Contains(entry.RequestHash)))
            changes.Add(new LockChange(dropped.Request, dropped, null));
        return new LockUpdate(new LockFile { Entries = entries.ToImmutable(), Unknown = old?.Unknown }, changes.ToImmutable(), diagnostics.ToImmutable())
        {
            Unresolved = outcomes.Count(static outcome => outcome.Value is null),
        };
    }

    /// <summary>Returns whether an update locks an answer: there is one, and it is no guess.</summary>
    internal static bool IsLockable(ResolutionResult outcome) => outcome.Value is { Tier: not Tier.Heuristic };

    /// <summary>
    /// Returns the new entry, or the old one when the choice is the same: newer counts and dates alone are no reason to change the file.
    /// </summary>
    private static LockEntry EntryOf(RawRequest request, ResolvedModel model, LockEntry? before) =>
        before is not null && before.Id == model.Id && before.Revision == model.Revision
            ? before
            : new LockEntry
            {
                Request = request,
                Id = model.Id,
                Revision = model.Revision,
                Type = model.Type,
                Tier = model.Tier,
                Reason = model.Reason,
                AsOf = model.AsOf,
                Configurations = before?.Configurations ?? [],
                UnknownOfRequest = before?.UnknownOfRequest,
            };
}
