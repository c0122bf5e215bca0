using HfRegistry.Server.Access;

namespace HfRegistry.Server.Endpoints;

/// <summary>A name and a password.</summary>
internal sealed record AuthenticateRequest(string Username, string Password);

/// <summary>A token.</summary>
internal sealed record AuthenticateAnswer(string Token, int CallsRemaining, DateTimeOffset ExpiresAt);

/// <summary>Gives tokens for passwords, and takes them back.</summary>
internal static class AuthenticateEndpoint
{
    public const string RateLimit = "authenticate";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/authenticate", IssueAsync).RequireRateLimiting(RateLimit).WithSummary("Get a token").Produces<AuthenticateAnswer>();
        endpoints.MapDelete("/authenticate", RevokeAsync).RequireToken().WithSummary("Revoke the token of this request");
    }

    private static async Task<IResult> IssueAsync(AuthenticateRequest request, HttpContext context, UserStore users, AuditLog audit)
    {
        var issued = await users.IssueAsync(request.Username, request.Password, context.RequestAborted);
        await audit.AddAsync(context, caller: null, "authenticate", request.Username, issued is null ? "refused" : "issued");
        if (issued is not null)
            return Results.Ok(new AuthenticateAnswer(issued.Text, issued.CallsRemaining, issued.ExpiresAt));
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Answers.Detail(StatusCodes.Status401Unauthorized, "The user name or the password is wrong.");
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, UserStore users, AuditLog audit)
    {
        await users.RevokeAsync(RightFilter.TokenOf(context.Request)!, context.RequestAborted);
        await audit.AddAsync(context, context.Caller(), "revoke", context.Caller().Name, "revoked");
        return Results.NoContent();
    }
}
