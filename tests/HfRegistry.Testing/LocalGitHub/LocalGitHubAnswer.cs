using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>An answer before it is written.</summary>
/// <param name="Status">The status.</param>
/// <param name="Json">The body, or null for none.</param>
internal sealed record LocalGitHubAnswer(int Status, JsonNode? Json)
{
    /// <summary>Headers beside the usual ones; a host stands as <c>{server}</c>.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];

    public static LocalGitHubAnswer NotFound => Refusal(404, "Not Found");

    public static LocalGitHubAnswer Ok(JsonNode json) => new(200, json);

    public static LocalGitHubAnswer Created(JsonNode json) => new(201, json);

    public static LocalGitHubAnswer Refusal(int status, string message, params ReadOnlySpan<string> errors)
    {
        var body = new JsonObject { ["message"] = message, ["documentation_url"] = "https://docs.example.invalid/rest", ["status"] = status.ToString(CultureInfo.InvariantCulture) };
        if (errors.Length > 0)
            body["errors"] = new JsonArray([.. errors.ToArray().Select(error => new JsonObject { ["resource"] = "PullRequest", ["code"] = "custom", ["message"] = error })]);
        return new LocalGitHubAnswer(status, body);
    }

    public static LocalGitHubAnswer Invalid(params ReadOnlySpan<string> errors) => Refusal(422, "Validation Failed", errors);

    /// <summary>A refusal for the lack of a permission.</summary>
    public static LocalGitHubAnswer Forbidden(string permission) => Refusal(403, "Resource not accessible by integration") with
    {
        Headers = [("X-Accepted-GitHub-Permissions", permission.Replace(": ", "=", StringComparison.Ordinal).Replace('-', '_'))],
    };

    public async Task WriteAsync(HttpContext context, string server)
    {
        context.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            context.Response.Headers[name] = value.Replace("{server}", server, StringComparison.Ordinal);
        if (Json is null)
            return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(Json.ToJsonString().Replace("{server}", server, StringComparison.Ordinal), context.RequestAborted);
    }
}
