using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>An answer that is no success, in the Hub's words.</summary>
internal sealed record LocalRefusal(int Status, string? Code, string Message)
{
    /// <summary>What a stranger hears about a repository that is missing or private.</summary>
    public static LocalRefusal Hidden { get; } = new(StatusCodes.Status401Unauthorized, null, "Invalid username or password.");

    public static LocalRefusal Missing { get; } = new(StatusCodes.Status404NotFound, "RepoNotFound", "Repository not found");

    public static LocalRefusal BadToken { get; } = new(StatusCodes.Status401Unauthorized, null, "Invalid credentials in Authorization header");

    public static LocalRefusal Disabled { get; } = new(StatusCodes.Status403Forbidden, null, "Access to this resource is disabled.");

    public static LocalRefusal TooMany { get; } = new(StatusCodes.Status429TooManyRequests, null, "We had to rate limit you.");

    public static LocalRefusal NoPage { get; } = new(StatusCodes.Status404NotFound, null, "Sorry, we can't find the page you are looking for.");

    public static LocalRefusal BadParameter(string message) => new(StatusCodes.Status400BadRequest, null, message);

    public static LocalRefusal NoRevision(string revision) => new(StatusCodes.Status404NotFound, "RevisionNotFound", $"Invalid rev id: {revision}");

    /// <summary>What the Hub says of a gated model's content to strangers and to those who did not accept its terms.</summary>
    public static LocalRefusal Gated(string id, bool hasToken) => hasToken
        ? new(StatusCodes.Status403Forbidden, "GatedRepo", $"Access to model {id} is restricted and you are not in the authorized list. Visit the model's page to ask for access.")
        : new(StatusCodes.Status401Unauthorized, "GatedRepo", $"Access to model {id} is restricted. You must have access to it and be authenticated to access it. Please log in.");

    public static LocalRefusal NoFolder(string path, string revision) =>
        new(StatusCodes.Status404NotFound, "EntryNotFound", $"{path} does not exist on \"{revision}\"");

    public static LocalRefusal NoFile { get; } = new(StatusCodes.Status404NotFound, "EntryNotFound", "Entry not found");

    /// <summary>Writes a refusal of a file: plain text.</summary>
    public Task WriteTextAsync(HttpContext context) => WriteAsync(context, "text/plain; charset=utf-8", Message);

    public Task WriteAsync(HttpContext context) => WriteAsync(
        context, "application/json; charset=utf-8", JsonSerializer.Serialize(new Dictionary<string, string> { ["error"] = Message }));

    private async Task WriteAsync(HttpContext context, string contentType, string body)
    {
        var response = context.Response;
        response.StatusCode = Status;
        if (Code is not null)
            response.Headers["X-Error-Code"] = Code;
        response.Headers["X-Error-Message"] = string.Concat(Message.Where(c => c is >= ' ' and <= '~'));
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer realm=\"Authentication required\", charset=\"UTF-8\"";
        // Of the refusal itself: nobody should keep it.
        response.Headers.ETag = $"W/\"{body.Length:x}-local\"";
        response.ContentType = contentType;
        await response.WriteAsync(body, context.RequestAborted);
    }
}
