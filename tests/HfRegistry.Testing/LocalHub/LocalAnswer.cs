using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HfRegistry.Testing;

/// <summary>The forms of an answer.</summary>
internal static class LocalAnswer
{
    /// <summary>The path and query as they were sent: a revision's %2F must stay within its segment.</summary>
    public static string RawTarget(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    public static async Task JsonAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        // Raw members may be what no writer would let through.
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { SkipValidation = true }))
            write(json);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }

    /// <summary>A redirect whose body says so: its length is the text's, not the target's.</summary>
    public static Task RedirectAsync(HttpContext context, string location, int status = StatusCodes.Status307TemporaryRedirect)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"Temporary Redirect. Redirecting to {location}", context.RequestAborted);
    }

    /// <summary>Links to the next page: absolute, on the host that was asked, with all of the query but one member replaced.</summary>
    public static void LinkNext(HttpContext context, string name, string value)
    {
        var query = string.Concat(context.Request.Query.Where(part => part.Key != name)
            .SelectMany(part => part.Value, (part, text) => $"{Uri.EscapeDataString(part.Key)}={Uri.EscapeDataString(text ?? "")}&"));
        context.Response.Headers.Link =
            $"<http://{context.Request.Host}{RawTarget(context).Split('?')[0]}?{query}{name}={Uri.EscapeDataString(value)}>; rel=\"next\"";
    }
}
