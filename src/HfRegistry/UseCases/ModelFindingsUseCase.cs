using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Verification;

namespace HfRegistry.UseCases;

/// <summary>The findings about models in use.</summary>
/// <param name="ByModel">Those of each model, in the order of the models.</param>
/// <param name="Diagnostics">What the Hub did not tell; the registry's facts stand in for it.</param>
internal sealed record ModelFindings(ImmutableArray<ImmutableArray<ModelFinding>> ByModel, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Compares the models that projects use with the newest facts: the registries', or the Hub's where it is asked.</summary>
/// <param name="options">The registries. The mode does not count: the Hub is asked when there is a client.</param>
/// <param name="hub">The Hub's client, or null when it is not asked.</param>
/// <param name="clock">Tells the age of facts.</param>
internal sealed class ModelFindingsUseCase(ResolverOptions options, HubClient? hub, TimeProvider clock)
{
    /// <summary>Compares models. Asks the Hub once for each type and for each model.</summary>
    /// <param name="models">The models in use.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ModelFindings> RunAsync(IReadOnlyList<ModelInUse> models, CancellationToken cancellationToken)
    {
        var resolve = new ResolveUseCase(options with { Mode = hub is null ? ResolutionMode.Offline : ResolutionMode.Online }, hub, clock);
        var now = await resolve.RunAsync(models.Select(static used => used.Request with { Revision = null }), cancellationToken);
        var ids = models.Select(static used => used.Model.Id).Distinct().ToList();
        var (facts, trouble) = hub is null ? (ids.ToDictionary(static id => id, Recorded), []) : await AskAsync(hub, ids, cancellationToken);
        var fellBack = now.SelectMany(static result => result.Diagnostics).Where(static diagnostic => diagnostic.Code == DiagnosticCatalog.FellBack.Code);
        return new ModelFindings(
            [.. models.Zip(now, (used, result) => ModelFindingRules.Of(used, facts[used.Model.Id], result).ToImmutableArray())],
            [.. fellBack, .. trouble]);
    }

    private NewestFacts Recorded(ModelId id) => NewestFacts.Of(Known(id));

    private ModelRecord? Known(ModelId id) => (options.Registry?.FindKnownAs(id) ?? options.Embedded.FindKnownAs(id))?.Model;

    private async Task<(Dictionary<ModelId, NewestFacts> Facts, IEnumerable<Diagnostic> Trouble)> AskAsync(HubClient client, List<ModelId> ids, CancellationToken cancellationToken)
    {
        var requests = ids.ConvertAll(id => new VerificationRequest(id, FitnessDemands.None) { Known = Known(id) });
        var verified = await new ModelVerifier(client, options.Context).VerifyAsync(requests, progress: null, cancellationToken);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var silent = verified.Where(static one => one is { Model: null, Trouble: not null }).ToList();
        return (
            verified.ToDictionary(static one => one.Request.Id, one => NewestFacts.Of(one.Model is { } model ? RecordBuilder.Build(model, today, options.Context) : one.Request.Known) with { Gone = GoneOf(one) }),
            silent.Count == 0 ? [] : [HubDiagnostics.Of(silent[0].Trouble!, Consequence.ModelsNotVerified, silent.Count, verified.Length)]);
    }

    // Of a Hub that did not answer, the registry's word stands.
    private static string? GoneOf(ModelVerification verified) =>
        verified.Checks.FirstOrDefault(static check => check is { Name: "exists" or "identity" or "enabled", Verdict: CheckVerdict.Failed })?.Reason
        ?? (verified.Trouble is null ? null : NewestFacts.Of(verified.Request.Known).Gone);
}
