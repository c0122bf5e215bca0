namespace HfRegistry.Server.Endpoints;

/// <summary>The health of the server.</summary>
/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Components">The status of each part.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, string> Components)
{
    public const string Healthy = "healthy";

    /// <summary>Returns the answer about parts.</summary>
    public static HealthAnswer Of(IReadOnlyDictionary<string, string> components) => new(NameOf(components.Values.All(static status => status == Healthy)), components);

    /// <summary>Returns the name of a status.</summary>
    public static string NameOf(bool isHealthy) => isHealthy ? Healthy : "unhealthy";
}

/// <summary>Tells whether the server lives, and whether it can work.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health", static () => HealthAnswer.Of(new Dictionary<string, string> { ["server"] = HealthAnswer.Healthy })).WithSummary("Whether the server lives");
        endpoints.MapGet("/health/ready", ReadyAsync).WithSummary("Whether the server can work").Produces<HealthAnswer>();
    }

    private static async Task<IResult> ReadyAsync(ReadyCheck check, CancellationToken cancellationToken)
    {
        var answer = await check.RunAsync(cancellationToken);
        return Results.Json(answer, statusCode: answer.Status == HealthAnswer.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
