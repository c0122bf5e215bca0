using Microsoft.Extensions.Primitives;

namespace HfRegistry.Server.Access;

/// <summary>Marks an endpoint that needs a token.</summary>
/// <param name="Right">The right that its user needs, or null for any.</param>
internal sealed record RequiredToken(Right? Right);

/// <summary>Lets callers with a right in: <c>Authorization: Bearer TOKEN</c>, or the token in <c>X-Authorization</c>.</summary>
internal static class RightFilter
{
    private const string Scheme = "Bearer ";

    /// <summary>Demands a right from callers of an endpoint.</summary>
    public static TBuilder RequireRight<TBuilder>(this TBuilder endpoint, Right right)
        where TBuilder : IEndpointConventionBuilder => Require(endpoint, right);

    /// <summary>Demands a token from callers of an endpoint, whatever its user may do.</summary>
    public static TBuilder RequireToken<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => Require(endpoint, null);

    private static TBuilder Require<TBuilder>(TBuilder endpoint, Right? required)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequiredToken(required)).AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            if (TokenOf(context.Request) is not { } token || await context.RequestServices.GetRequiredService<UserStore>().UseAsync(token, context.RequestAborted) is not { } caller)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                return Answers.Detail(StatusCodes.Status401Unauthorized, "The token is missing, invalid, expired or used up. Get one from /authenticate.");
            }

            if (required is { } right && !caller.Rights.Contains(right))
            {
                await context.RequestServices.GetRequiredService<AuditLog>().AddAsync(context, caller, context.Request.Path, subject: null, "forbidden", $"lacks the right '{RightNames.NameOf(right)}'");
                return Answers.Detail(StatusCodes.Status403Forbidden, $"You lack the right '{RightNames.NameOf(right)}'.");
            }

            context.Items[typeof(Caller)] = caller;
            return await next(invocation);
        });

    /// <summary>Returns the caller of an endpoint that needs a right.</summary>
    public static Caller Caller(this HttpContext context) => (Caller)context.Items[typeof(Caller)]!;

    /// <summary>Returns the token of a request, or null.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        var text = request.Headers.Authorization is { Count: 1 } bearer ? bearer.ToString() : request.Headers["X-Authorization"] is { Count: 1 } other ? Bare(other) : "";
        return text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..].Trim() : null;
    }

    private static string Bare(StringValues header) => header.ToString() is var text && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text : Scheme + text;
}
