using System.Net;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The details of an error response.</summary>
/// <param name="Status">The status.</param>
/// <param name="Code"><c>X-Error-Code</c>.</param>
/// <param name="Message">
/// <c>X-Error-Message</c>, else what the body says; printable, without the token even if a server echoes it. Empty when nothing was said.
/// </param>
internal sealed record HubRefusal(HttpStatusCode Status, string? Code, string Message)
{
    private const int MaxBodyBytes = 16_384;

    public static async Task<HubRefusal> ReadAsync(HttpResponseMessage response, HubBody body, HubToken? token, CancellationToken cancellationToken)
    {
        var message = response.Header("X-Error-Message") ?? MessageOf(await body.ReadStartAsync(MaxBodyBytes, cancellationToken));
        return new HubRefusal(response.StatusCode, response.Header("X-Error-Code"), TextSanitizer.Sanitize((token?.HideIn(message) ?? message).Trim()));
    }

    /// <summary>Returns the message of a body: JSON <c>error</c> (a text or a list), <c>error_description</c>, <c>errors[].message</c>, else text that is no page.</summary>
    public static string MessageOf(string body)
    {
        var text = body.Trim();
        if (text.StartsWith('<'))
            return "";
        if (!text.StartsWith('{'))
            return text;
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.Member("error") is { } error ? Joined(error)
                : root.Text("error_description")
                ?? (root.Member("errors") is { } errors ? Joined(errors) : "");
        }
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            // A body that was cut short still says something to a person.
            return text;
        }
    }

    private static string Joined(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? string.Join("; ", element.EnumerateArray().Select(item => item.AsText() ?? item.Text("message")).Where(item => item is not null))
        : element.AsText() ?? "";
}
