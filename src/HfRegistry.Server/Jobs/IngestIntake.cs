using HfRegistry.Ingestion.Catalog;

namespace HfRegistry.Server.Jobs;

/// <summary>The answer to a request for an ingestion: its run, or why there is none.</summary>
/// <param name="Run">The run, which may be that of an equal request, or null.</param>
/// <param name="Status">The HTTP status of a refusal.</param>
/// <param name="Detail">The reason of a refusal.</param>
/// <param name="Failure">What the catalog said that failed.</param>
internal sealed record Intake(IngestionRun? Run, int Status = 0, string? Detail = null, Diagnostic? Failure = null);

/// <summary>Takes requests for ingestions: each key once, and only so many of a user at a time.</summary>
internal sealed class IngestIntake(JobQueue queue, ICatalog catalog, IdempotencyKeys keys, ServerOptions options)
{
    private const int MaxKey = 255;

    /// <summary>Takes a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="runOptions">Its options.</param>
    /// <param name="key">The key that its client gave it, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Intake> TakeAsync(RunRequest request, RunOptions runOptions, string? key, CancellationToken cancellationToken)
    {
        if (key is null)
            return await SubmitAsync(request, runOptions, cancellationToken);
        if (key.Length is 0 or > MaxKey || key.Any(char.IsControl))
            return new Intake(null, StatusCodes.Status400BadRequest, $"An 'Idempotency-Key' has 1 to {MaxKey} printable characters.");
        var ofUser = $"{request.Tenant}\n{request.RequestedBy}\n{key}";
        var state = await keys.TakeAsync(ofUser, $"{request.Kind}\n{request.Id}\n{request.Version}\n{runOptions.Description}", cancellationToken);
        if (state.IsOfOtherRequest)
            return new Intake(null, StatusCodes.Status422UnprocessableEntity, "Another request has used this 'Idempotency-Key'. Use a new key for each request.");
        if (state.RunId is { } known && (await catalog.FindRunAsync(request.Tenant, known, cancellationToken)) is var found && (found.Value is not null || found.Error is not null))
            return new Intake(found.Value, Failure: found.Error);
        var submitted = await SubmitAsync(request, runOptions, cancellationToken);
        if (submitted.Run is { } run)
            await keys.KeepAsync(ofUser, run.RunId, cancellationToken);
        return submitted;
    }

    // Two requests at once may pass the limit by one: it keeps a user from filling the queue, and counts nothing that costs.
    private async Task<Intake> SubmitAsync(RunRequest request, RunOptions runOptions, CancellationToken cancellationToken)
    {
        var open = await catalog.ListOpenRunsAsync(request.Tenant, request.RequestedBy, cancellationToken);
        if (open.Value is not { } own)
            return new Intake(null, Failure: open.Diagnostics[0]);
        if (own.Count >= options.MaxOpenIngestions && !own.Any(run => run.Request.Kind == request.Kind && run.Request.Id == request.Id && run.Request.Version == request.Version))
            return new Intake(null, StatusCodes.Status429TooManyRequests, $"You have {own.Count} open ingestions, the most that a user may have. Wait until one of them ends.");
        var submitted = await queue.SubmitAsync(request, runOptions, cancellationToken);
        return submitted.Value is { } begun ? new Intake(begun) : new Intake(null, Failure: submitted.Diagnostics[0]);
    }
}
