using System.Collections.Immutable;
using HfRegistry.Http;
using HfRegistry.Hub;
using HfRegistry.Selection;

namespace HfRegistry.Verification;

/// <summary>Asks the Hub about models and judges what it says. Of one model at most two questions: its facts and, when it is gated, its newest commit.</summary>
/// <remarks>
/// The Hub gives a gated model's facts to everybody and its commits only to those who accepted its terms, so the commit tells whether the
/// token opens the model. After a refusal that every further question would meet too, nothing more is asked.
/// </remarks>
internal sealed class ModelVerifier(HubClient hub, SelectionContext context)
{
    private const int ParallelModels = 16;

    private readonly CircuitBreaker<HubError> _breaker = new();

    /// <summary>Verifies models, in the order of the requests.</summary>
    /// <param name="requests">What to verify.</param>
    /// <param name="progress">Told how many are done, after each.</param>
    /// <param name="cancellationToken">Stops at once; nothing is returned then.</param>
    public async Task<ImmutableArray<ModelVerification>> VerifyAsync(
        IReadOnlyList<VerificationRequest> requests, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        var done = 0;
        var verified = new ModelVerification[requests.Count];
        await Parallel.ForEachAsync(
            requests.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelModels, CancellationToken = cancellationToken },
            async (request, token) =>
            {
                var bug = await BatchItem.RunAsync(async () => verified[request.Index] = ModelVerification.Of(request.Item, await AskAsync(request.Item.Id, token), context));
                if (bug is not null)
                    verified[request.Index] = ModelVerification.Of(request.Item, new HubStatement(null, bug), context);
                progress?.Report(Interlocked.Increment(ref done));
            });
        cancellationToken.ThrowIfCancellationRequested();
        return [.. verified];
    }

    private async Task<HubStatement> AskAsync(ModelId id, CancellationToken cancellationToken)
    {
        if (_breaker.Reason is { } reason)
            return new HubStatement(null, reason);
        var answer = await hub.GetModelAsync(id, cancellationToken: cancellationToken);
        if (answer.Value is not { } model)
            return new HubStatement(null, Counted(answer.Error!));
        _breaker.RecordSuccess();
        return new HubStatement(model, AccessError: model.Gating.IsGated() ? await AccessErrorAsync(model.Id, cancellationToken) : null);
    }

    private async Task<HubError?> AccessErrorAsync(ModelId id, CancellationToken cancellationToken)
    {
        try
        {
            await hub.ListCommitsAsync(id, maxCommits: 1, cancellationToken: cancellationToken).CountAsync(cancellationToken);
            return null;
        }
        catch (HubException e)
        {
            return Counted(e.Error);
        }
    }

    private HubError Counted(HubError error)
    {
        if (!ModelVerification.IsTrouble(error))
            _breaker.RecordSuccess();
        else
            _breaker.RecordFailure(error, isFinal: error is HubError.BadToken or HubError.RateLimited);
        return error;
    }
}
