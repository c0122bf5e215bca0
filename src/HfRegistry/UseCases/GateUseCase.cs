using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Hub;
using HfRegistry.Resolution;

namespace HfRegistry.UseCases;

/// <summary>A model to judge.</summary>
/// <param name="Id">The model.</param>
/// <param name="Demands">The thresholds of this model alone, or null.</param>
/// <param name="MofClass">The class of its MOF document, 1 to 3, or null.</param>
internal sealed record GateRequest(ModelId Id, GateDemands? Demands = null, int? MofClass = null);

/// <summary>A judged model.</summary>
/// <param name="Gathered">The facts that the verdict stands on.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="IsStale">Whether its scores are older than the maximum age.</param>
internal sealed record JudgedModel(GatheredSubject Gathered, GateVerdict Verdict, bool IsStale)
{
    /// <summary>Returns the diagnostics about the facts: a Hub that did not answer, a rename, what was not checked, old scores.</summary>
    /// <param name="location">The place that asks for the model, or null.</param>
    /// <param name="pinned">The commit that is used, or null.</param>
    public IEnumerable<Diagnostic> Notes(SourceLocation? location, Revision? pinned) => new[]
    {
        GateDiagnostics.Trouble(Gathered, location),
        GateDiagnostics.Rename(Gathered, location),
        GateDiagnostics.Unchecked(Verdict, location),
        GateDiagnostics.Age(Gathered, IsStale, pinned, location),
    }.OfType<Diagnostic>();
}

/// <summary>Judges models by their quality metrics and a policy.</summary>
/// <param name="options">The registries, and whether the Hub is asked for scores that they lack.</param>
/// <param name="hub">The Hub's client, or null when it is not asked.</param>
/// <param name="clock">Tells which scores are old.</param>
internal sealed class GateUseCase(ResolverOptions options, HubClient? hub, TimeProvider clock)
{
    /// <summary>Judges models, in their order.</summary>
    /// <param name="models">The models.</param>
    /// <param name="run">The thresholds of this run, or null for those of the policy alone.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ImmutableArray<JudgedModel>> RunAsync(ImmutableArray<GateRequest> models, GateLayer? run, GateSettings policy, CancellationToken cancellationToken)
    {
        var scores = new ScoreProvider(options, hub, clock);
        var gathered = await scores.GetAsync([.. models.Select(static model => model.Id)], cancellationToken: cancellationToken);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return [.. models.Zip(gathered, (model, known) => new JudgedModel(
            known,
            ModelGate.Judge(known.Subject with { MofClass = model.MofClass }, RulesFor(known.Subject, model.Demands, run, policy), today),
            known.Subject.Score is { } score && scores.IsStale(score)))];
    }

    /// <summary>Returns the rules for a model: its own thresholds before those of the run, and these before the policy's.</summary>
    public static GateRules RulesFor(GateSubject subject, GateDemands? demands, GateLayer? run, GateSettings policy) =>
        new(GateLayer.Of(demands, run ?? new GateLayer(GateDemands.None, ""), policy, subject.Id, subject.Record));
}
