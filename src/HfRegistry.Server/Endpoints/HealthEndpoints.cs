using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Stores;
using Quartz;

namespace HfRegistry.Server.Endpoints;

/// <summary>The health of the server.</summary>
/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Components">The status of each part.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, string> Components);

/// <summary>Tells whether the server lives, and whether it can work.</summary>
internal static class HealthEndpoints
{
    private const string Healthy = "healthy";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health", static () => new HealthAnswer(Healthy, new Dictionary<string, string> { ["server"] = Healthy })).WithSummary("Whether the server lives");
        endpoints.MapGet("/health/ready", ReadyAsync).WithSummary("Whether the server can work").Produces<HealthAnswer>();
    }

    // Anybody may ask: the reasons stand in the log.
    private static async Task<IResult> ReadyAsync(ICatalog catalog, IPackageStore store, ISchedulerFactory schedulers, ILogger<HealthAnswer> log, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var components = new Dictionary<string, string>
        {
            ["catalog"] = Describe(await catalog.CheckAsync(cancellationToken), log),
            ["store"] = Describe(await store.CheckAsync(cancellationToken), log),
            ["jobs"] = scheduler.Status == SchedulerStatus.Running ? Healthy : "unhealthy",
        };
        var isHealthy = components.Values.All(static status => status == Healthy);
        return Results.Json(new HealthAnswer(isHealthy ? Healthy : "unhealthy", components), statusCode: isHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static string Describe(Diagnostic? problem, ILogger log)
    {
        if (problem is not null)
            ServerLog.NotReady(log, problem.Code, problem.Message);
        return problem is null ? Healthy : "unhealthy";
    }
}
