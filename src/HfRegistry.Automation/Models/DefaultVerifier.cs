using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Verification;

namespace HfRegistry.Automation.Models;

/// <summary>A model that would have become a default, or gone into a lock file, and did not pass its verification.</summary>
/// <param name="Type">The type; null where a lock file does not know it.</param>
/// <param name="Id">The model.</param>
/// <param name="Why">What it failed, as clauses.</param>
internal sealed record UnfitModel(ModelType? Type, ModelId Id, string Why);

/// <summary>Verifies what would become a default, each model once a run, and takes back what is not fit before anybody is asked to merge it.</summary>
internal sealed class DefaultVerifier(HubClient hub, SelectionContext selection, TimeProvider clock)
{
    /// <summary>The number of models that are verified at most: one request each, two for a gated one. The models of lock files have as many of their own.</summary>
    public const int MaxVerified = 100;

    /// <summary>The number of candidates of a type that are tried.</summary>
    private const int MaxRounds = 3;

    private readonly ModelVerifier _verifier = new(hub, selection);
    private readonly Dictionary<(ModelId Id, string? Task), ModelVerification> _known = [];
    private readonly List<UnfitModel> _unfit = [];

    /// <summary>Gets what was taken back, in the order in which it was tried.</summary>
    public ImmutableArray<UnfitModel> Unfit => [.. _unfit];

    /// <summary>Returns a registry without new defaults that are not fit.</summary>
    /// <param name="before">The registry before.</param>
    /// <param name="after">The registry with what the Hub said.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ModelRegistry> KeepFitAsync(ModelRegistry before, ModelRegistry after, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        for (var round = 0; round <= MaxRounds; round++)
        {
            var verified = await VerifyAsync(before, RegistryDiff.Between(before, after, selection.Configuration.DefaultCooldownDays), cancellationToken);
            var failed = verified.Where(one => one.Verdict == CheckVerdict.Failed && !selection.Configuration.PinnedDefaults.ContainsKey(one.Request.Type!)).ToList();
            foreach (var one in failed)
            {
                var type = one.Request.Type!;
                if (!_unfit.Exists(known => known.Type == type && known.Id == one.Request.Id))
                    _unfit.Add(new UnfitModel(type, one.Request.Id, WhyOf(one)));
                var unfit = _unfit.Where(known => known.Type == type).ToDictionary(static known => known.Id, static known => known.Why);
                after = after.With(round < MaxRounds
                    ? DefaultFallback.Next(before.Find(type), after.Find(type)!, unfit, selection, today)
                    : DefaultFallback.Freeze(before.Find(type), after.Find(type)!, unfit));
            }

            if (failed.Count == 0)
                break;
        }

        return after;
    }

    /// <summary>Returns the new defaults of a difference as the Hub has them, those of types that had one first; without those beyond <see cref="MaxVerified"/>.</summary>
    public async Task<ImmutableArray<ModelVerification>> VerifyAsync(ModelRegistry before, RegistryDiff diff, CancellationToken cancellationToken)
    {
        var requests = diff.Changes
            .Where(static change => RegistryFacts.IsNewDefault(change) && change.Model is not null)
            .OrderByDescending(static change => change.Kind == ChangeKind.DefaultChanged)
            .Select(change => new VerificationRequest(change.Model!, new FitnessDemands { Task = TaskOf(before.Find(change.Type)) }) { Type = change.Type });
        return await VerifyAsync([.. requests], MaxVerified, cancellationToken);
    }

    /// <summary>Returns models for lock files as the Hub has them.</summary>
    public Task<ImmutableArray<ModelVerification>> VerifyAsync(ImmutableArray<VerificationRequest> requests, CancellationToken cancellationToken) =>
        VerifyAsync(requests, MaxVerified * 2, cancellationToken);

    /// <summary>Returns what a verification failed, as clauses.</summary>
    public static string WhyOf(ModelVerification verified) =>
        string.Join("; ", verified.Checks.Where(static check => check.Verdict == CheckVerdict.Failed).Select(static check => check.Reason));

    private async Task<ImmutableArray<ModelVerification>> VerifyAsync(ImmutableArray<VerificationRequest> requests, int budget, CancellationToken cancellationToken)
    {
        ImmutableArray<VerificationRequest> open = [.. requests.Where(request => !_known.ContainsKey(KeyOf(request))).DistinctBy(KeyOf).Take(Math.Max(0, budget - _known.Count))];
        foreach (var verified in await _verifier.VerifyAsync(open, progress: null, cancellationToken))
            _known[KeyOf(verified.Request)] = verified;
        return [.. requests.Where(request => _known.ContainsKey(KeyOf(request))).Select(request => _known[KeyOf(request)] with { Request = request })];
    }

    // A new default has to do what builds use the old one for.
    private string? TaskOf(RegistryEntry? old) =>
        old?.DefaultModel is { } id && old.Find(id)?.PipelineTag is { } task ? selection.FindTask(task) : null;

    private static (ModelId Id, string? Task) KeyOf(VerificationRequest request) => (request.Id, request.Demands.Task);
}
