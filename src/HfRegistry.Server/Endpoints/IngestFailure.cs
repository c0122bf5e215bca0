using System.Globalization;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Server.Endpoints;

/// <summary>Turns the reason of a failed ingestion into the status and the text of the contract.</summary>
internal static class IngestFailure
{
    private const int RetryAfterSeconds = 60;

    private static readonly string[] OfMachine =
        [DiagnosticCatalog.StoreFailed.Code, DiagnosticCatalog.CatalogFailed.Code, DiagnosticCatalog.CacheNotWritten.Code, DiagnosticCatalog.NoSpace.Code, DiagnosticCatalog.PackageNotRead.Code];

    /// <summary>Returns the answer.</summary>
    /// <param name="context">The request, for headers.</param>
    /// <param name="run">The run, which failed.</param>
    /// <param name="catalog">Knows the package that is a duplicate.</param>
    public static async Task<IResult> AnswerAsync(HttpContext context, IngestionRun run, ICatalog catalog)
    {
        if (JobAnswer.FailureOf(run) is not { } failure)
            return Answers.Detail(StatusCodes.Status500InternalServerError, "The ingestion was canceled.");
        if (failure.Code == DiagnosticCatalog.HubNotFound.Code)
            return Answers.Detail(StatusCodes.Status404NotFound, $"Model '{run.Request.Id}' not found on HuggingFace Hub");
        if (failure.Code == DiagnosticCatalog.DuplicatePackage.Code)
        {
            await NameExistingAsync(context, run, catalog);
            return Answers.Detail(StatusCodes.Status400BadRequest, failure.Message);
        }

        if (IsOfHub(failure.Code))
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return Answers.Detail(StatusCodes.Status503ServiceUnavailable, failure.Message);
        }

        if (failure.Code == DiagnosticCatalog.NotAvailable.Code)
            return Answers.Detail(StatusCodes.Status400BadRequest, $"{failure.Message} Its page is {PageOf(context, run)}.");
        if (IsFinding(failure))
            return Answers.Detail(StatusCodes.Status400BadRequest, TextOf(failure));

        ServerLog.Problem(context.RequestServices.GetRequiredService<ILogger<FailureProduct>>(), failure.Code, failure.Message);
        return Answers.Detail(StatusCodes.Status500InternalServerError, ReasonOf(failure));
    }

    /// <summary>Returns the reason of a failure for callers. One that can name folders and hosts of the server is for its log.</summary>
    public static string ReasonOf(FailureProduct failure) => OfMachine.Contains(failure.Code)
        ? $"The ingestion failed at the step '{failure.Step}' ({failure.Code}). The log of the server has the reason."
        : failure.Message;

    private static string PageOf(HttpContext context, IngestionRun run) =>
        $"{context.RequestServices.GetRequiredService<ServerParts>().Workspace.Environment.Endpoint.ToString().TrimEnd('/')}/{(run.Request.Kind == PackageKind.Dataset ? "datasets/" : "")}{run.Request.Id}";

    private static bool IsOfHub(string code) =>
        code == DiagnosticCatalog.HubUnavailable.Code || code == DiagnosticCatalog.HubRateLimited.Code || code == DiagnosticCatalog.HubMalformed.Code || code == DiagnosticCatalog.DownloadFailed.Code;

    // A gate's refusal has no kind of its own: all that the gate says is a finding. Its step can fail like every other.
    private static bool IsFinding(FailureProduct failure) =>
        (failure.Step == StepProducts.NameOf(IngestStep.Gate) && !OfMachine.Contains(failure.Code)) || DiagnosticCatalog.All.Any(kind => kind.Code == failure.Code && kind.Failure == FailureKind.Finding);

    private static string TextOf(FailureProduct failure) =>
        failure.Metrics is { Count: > 0 } metrics ? $"Model does not meet quality requirements. Failed metrics: {string.Join(", ", metrics)}" : failure.Message;

    private static async Task NameExistingAsync(HttpContext context, IngestionRun run, ICatalog catalog)
    {
        var existing = PackageVersion.TryParse(run.Request.Version, out var version)
            ? await catalog.FindAsync(new PackageKey(run.Request.Tenant, run.Request.Kind, run.Request.Id, version), context.RequestAborted)
            : await catalog.FindNewestAsync(run.Request.Tenant, run.Request.Kind, run.Request.Id, context.RequestAborted);
        if (existing.Value is { } package)
            context.Response.Headers["X-Package-Id"] = package.PackageId.ToString();
    }
}
