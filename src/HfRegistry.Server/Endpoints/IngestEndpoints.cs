using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Server.Access;
using HfRegistry.Server.Jobs;

namespace HfRegistry.Server.Endpoints;

/// <summary>Begins ingestions, tells how they go, and cancels them.</summary>
internal static class IngestEndpoints
{
    private const int MaxBatch = 100;
    private const int MaxDescription = 4096;

    private static readonly TimeSpan EventPause = TimeSpan.FromMilliseconds(500);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/package/ingest-huggingface", IngestAsync).RequireRight(Right.Upload).WithSummary("Ingest a model and wait; with 'Prefer: respond-async', do not wait").Produces<IngestAnswer>();
        endpoints.MapPost("/ingest", SubmitAsync).RequireRight(Right.Upload).WithSummary("Ingest several models without waiting");
        endpoints.MapGet("/ingest/{job:guid}", ReadAsync).RequireRight(Right.Search).WithSummary("How an ingestion goes").Produces<JobAnswer>();
        endpoints.MapGet("/ingest/{job:guid}/events", FollowAsync).RequireRight(Right.Search).WithSummary("How an ingestion goes, as server-sent events");
        endpoints.MapDelete("/ingest/{job:guid}", CancelAsync).RequireRight(Right.Upload).WithSummary("Cancel an ingestion").Produces<JobAnswer>();
    }

    private static async Task<IResult> IngestAsync(IngestModelRequest request, HttpContext context, IngestIntake intake, JobQueue queue, ICatalog catalog, IPackageStore store, AuditLog audit)
    {
        if (Read(request, context.Caller()) is not { Run: { } asked } read)
            return await RefuseAsync(context, audit, request, StatusCodes.Status400BadRequest, Problem(request)!);
        var taken = await intake.TakeAsync(asked, read.Options, KeyOf(context.Request), context.RequestAborted);
        if (taken.Failure is { } failure)
            return Answers.Failed(context, failure);
        if (taken.Run is not { } run)
            return await RefuseAsync(context, audit, request, taken.Status, taken.Detail!);
        await audit.AddAsync(context, context.Caller(), "ingest", $"{asked.Id}@{asked.Version}", "requested", run.RunId.ToString());
        if (context.Request.Headers["Prefer"].ToString().Contains("respond-async", StringComparison.OrdinalIgnoreCase))
            return Results.Accepted($"/ingest/{run.RunId}", JobAnswer.Of(run));

        // Who hangs up ends the wait and not the job.
        var waited = await queue.WaitAsync(run, context.RequestAborted);
        if (waited.Value is not { } ended)
            return Answers.Failed(context, waited.Diagnostics[0]);
        if (ended.State == RunState.Open)
            return Answers.Stopping(context);
        var found = ended.PackageId is { } id ? await catalog.FindAsync(asked.Tenant, id, context.RequestAborted) : default;
        if (found.Value is { } package)
            return Results.Ok(IngestAnswer.Of(package, store.AddressOf(package.Object)));
        return found.Error is { } error ? Answers.Failed(context, error) : await IngestFailure.AnswerAsync(context, ended, catalog);
    }

    private static async Task<IResult> SubmitAsync(IngestModelRequest?[] requests, HttpContext context, IngestIntake intake, AuditLog audit)
    {
        if (requests.Length is 0 or > MaxBatch)
            return Answers.Detail(StatusCodes.Status400BadRequest, $"Give 1 to {MaxBatch} models.");
        var answers = new List<object>();
        foreach (var (place, request) in requests.Index())
        {
            if (request is null)
                return Answers.Detail(StatusCodes.Status400BadRequest, "A model is missing: null.");
            if (Read(request, context.Caller()) is not { Run: { } asked } read)
            {
                answers.Add(new ErrorAnswer(Problem(request)!));
                continue;
            }

            var taken = await intake.TakeAsync(asked, read.Options, KeyOf(context.Request) is { } key ? string.Create(CultureInfo.InvariantCulture, $"{key}/{place}") : null, context.RequestAborted);
            if (taken.Failure is { } failure)
                return Answers.Failed(context, failure);
            await audit.AddAsync(context, context.Caller(), "ingest", $"{asked.Id}@{asked.Version}", taken.Run is null ? "refused" : "requested", taken.Run?.RunId.ToString() ?? taken.Detail);
            answers.Add(taken.Run is { } run ? JobAnswer.Of(run) : new ErrorAnswer(taken.Detail!));
        }

        return Results.Json(answers, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ReadAsync(Guid job, HttpContext context, ICatalog catalog)
    {
        var found = await catalog.FindRunAsync(context.Caller().Tenant, job, context.RequestAborted);
        return found.Error is { } error ? Answers.Failed(context, error) : found.Value is { } run ? Results.Ok(JobAnswer.Of(run)) : NotFound(job);
    }

    private static async Task<IResult> FollowAsync(Guid job, HttpContext context, ICatalog catalog, JobQueue queue)
    {
        var tenant = context.Caller().Tenant;
        var found = await catalog.FindRunAsync(tenant, job, context.RequestAborted);
        return found.Error is { } error ? Answers.Failed(context, error)
            : found.Value is null ? NotFound(job)
            : TypedResults.ServerSentEvents(EventsAsync(tenant, job, catalog, queue, context.RequestAborted));
    }

    private static async Task<IResult> CancelAsync(Guid job, HttpContext context, ICatalog catalog, JobQueue queue, AuditLog audit)
    {
        var found = await catalog.FindRunAsync(context.Caller().Tenant, job, context.RequestAborted);
        if (found.Error is { } error)
            return Answers.Failed(context, error);
        if (found.Value is not { } run)
            return NotFound(job);
        if (run.State != RunState.Open)
            return Answers.Detail(StatusCodes.Status409Conflict, $"The ingestion is {CatalogRows.NameOf(run.State)} already.");
        if (await queue.CancelAsync(run, context.RequestAborted) is { } refused)
            return Answers.Failed(context, refused);
        await audit.AddAsync(context, context.Caller(), "cancel", $"{run.Request.Id}@{run.Request.Version}", "canceled");
        return await ReadAsync(job, context, catalog);
    }

    private static async IAsyncEnumerable<SseItem<JobAnswer>> EventsAsync(TenantName tenant, Guid job, ICatalog catalog, JobQueue queue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JobAnswer? sent = null;
        while ((await catalog.FindRunAsync(tenant, job, cancellationToken)).Value is { } run)
        {
            var now = JobAnswer.Of(run);
            if (now != sent)
                yield return new SseItem<JobAnswer>(now, now.State == CatalogRows.NameOf(RunState.Open) ? "progress" : now.State);
            sent = now;
            if (run.State != RunState.Open || !await queue.PauseAsync(EventPause, cancellationToken))
                yield break;
        }
    }

    private static IResult NotFound(Guid job) => Answers.Detail(StatusCodes.Status404NotFound, $"No ingestion has the id {job}.");

    // A structured field: a string in quotes. Without them, it means the same.
    private static string? KeyOf(HttpRequest request) => request.Headers["Idempotency-Key"] is { Count: > 0 } key ? key.ToString().Trim('"') : null;

    private static async Task<IResult> RefuseAsync(HttpContext context, AuditLog audit, IngestModelRequest request, int status, string problem)
    {
        await audit.AddAsync(context, context.Caller(), "ingest", UserStore.HasToken(request.ModelId) ? null : request.ModelId, "refused", problem);
        if (status == StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = "60";
        return Answers.Detail(status, problem);
    }

    private static string? Problem(IngestModelRequest request) =>
        // It would be a name for the Hub, the log and the audit.
        UserStore.HasToken(request.ModelId) ? "'model_id' is a token and not a model id. Revoke the token."
        : !RepositoryAddress.TryParse(request.ModelId, out _) ? $"'{TextSanitizer.Sanitize(request.ModelId)}' is not a model id of the Hub."
        : request.Version is { } version && version != IngestRequest.AutoVersion && !PackageVersion.TryParse(version, out _) ? $"'{TextSanitizer.Sanitize(version)}' is not a semantic version, and not 'auto'."
        : request.Description is { Length: > MaxDescription } ? $"The description has more than {MaxDescription} characters."
        : null;

    private static (RunRequest Run, RunOptions Options)? Read(IngestModelRequest request, Caller caller) =>
        Problem(request) is null && RepositoryAddress.TryParse(request.ModelId, out var address)
            ? (new RunRequest(caller.Tenant, address.Kind, address.Id, request.Version ?? PackageVersion.Default.ToString()) { RequestedBy = caller.Name },
                new RunOptions(request.Description is { } text ? TextSanitizer.Sanitize(text, MaxDescription) : null))
            : null;
}
