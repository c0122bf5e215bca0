using System.Globalization;
using System.Net;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.GitHub.Client;

/// <summary>The details of an error response.</summary>
/// <param name="Status">The status.</param>
/// <param name="Message">All of its messages, printable and without the token; empty when nothing was said.</param>
/// <param name="AcceptedPermissions"><c>X-Accepted-GitHub-Permissions</c>: what would have been enough.</param>
/// <param name="Type">The type of a GraphQL error: <c>FORBIDDEN</c>, <c>NOT_FOUND</c>, …</param>
internal sealed record GitHubRefusal(HttpStatusCode Status, string Message, string? AcceptedPermissions = null, string? Type = null);

/// <summary>Turns a refusal into the error that callers switch over. GitHub says most of it in words, so the words are a table.</summary>
internal static class GitHubErrorReader
{
    private const int MaxMessages = 8;

    /// <summary>The longest that GitHub's or Octokit's own words are told.</summary>
    public const int MaxReasonLength = 400;

    /// <summary>Words of a refusal, the narrow ones before the wide ones, and what they mean.</summary>
    private static readonly (string Words, Func<GitHubRefusal, GitHubCall, GitHubError> Error)[] Meanings =
    [
        ("not permitted to create or approve pull requests", static (_, _) => new GitHubError.PullRequestsNotPermitted()),
        ("Resource not accessible by", NotPermitted),
        ("without `workflows` permission", static (refusal, _) => new GitHubError.NotPermitted("change workflow files", "workflows: write", refusal.Message)),
        ("Bad credentials", static (_, _) => new GitHubError.BadCredentials()),
        ("Repository was archived", static (_, _) => new GitHubError.Archived()),
        ("archived so is read-only", static (_, _) => new GitHubError.Archived()),
        ("Git Repository is empty", static (_, _) => new GitHubError.EmptyRepository()),
        ("Issues are disabled", static (_, _) => new GitHubError.IssuesDisabled()),
        ("Issues has been disabled", static (_, _) => new GitHubError.IssuesDisabled()),
        ("protected branch", Protected),
        ("rule violations", Protected),
        ("must have verified signatures", Protected),
        ("Cannot force-push", Protected),
        ("merge queue", Protected),
        ("Changes must be made through", Protected),
        ("No commits between", static (_, _) => new GitHubError.NoCommitsBetween()),
        ("body is too long", static (_, _) => new GitHubError.BodyTooLong()),
        ("Could not resolve to a node", static (refusal, _) => new GitHubError.NotReady(refusal.Message)),
        ("Tree SHA does not exist", static (refusal, _) => new GitHubError.NotReady(refusal.Message)),
        ("Reference update failed", static (refusal, _) => new GitHubError.NotReady(refusal.Message)),
        ("Reference does not exist", static (_, call) => new GitHubError.NotFound(call.What)),
        ("already exists", static (_, call) => new GitHubError.AlreadyExists(call.What)),
    ];

    /// <summary>Returns the reason why an answer, whose body is in memory, is none that can be used; null when it can.</summary>
    public static async Task<GitHubError?> ReadAsync(HttpResponseMessage response, GitHubCall call, GitHubToken? token, DateTimeOffset now)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        if (Parse(body) is not { } json)
            return response.IsSuccessStatusCode ? new GitHubError.Malformed("its body is not JSON") : Read(response, new GitHubRefusal(response.StatusCode, ""), call, now);

        var words = MessageOf(json, token);
        if (!response.IsSuccessStatusCode)
        {
            return Read(response, new GitHubRefusal(response.StatusCode, words, response.Header("X-Accepted-GitHub-Permissions")), call, now);
        }

        if (call.IsGraphQL && json.Items("errors").FirstOrDefault() is { ValueKind: JsonValueKind.Object } error)
            return Read(response, new GitHubRefusal(response.StatusCode, words, Type: error.Text("type")), call, now);
        return call.IsList && json.ValueKind != JsonValueKind.Array ? new GitHubError.Malformed("it is not a list") : null;
    }

    // A page of the network before GitHub says nothing to a person.
    private static JsonElement? Parse(byte[] body)
    {
        if (body.Length == 0)
            return default(JsonElement);
        try
        {
            return JsonElement.Parse(body);
        }
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            return null;
        }
    }

    private static GitHubError Read(HttpResponseMessage response, GitHubRefusal refusal, GitHubCall call, DateTimeOffset now) =>
        RateLimits.IsLimited(response, refusal)
            ? new GitHubError.RateLimited(RateLimits.AskedWait(response, now) ?? call.NextFallback())
            : Read(refusal, call);

    /// <summary>Returns the error of a refusal that is no matter of a rate limit.</summary>
    private static GitHubError Read(GitHubRefusal refusal, GitHubCall call)
    {
        foreach (var (words, error) in Meanings)
        {
            if (refusal.Message.Contains(words, StringComparison.OrdinalIgnoreCase))
                return error(refusal, call);
        }

        return refusal.Type switch
        {
            "FORBIDDEN" or "INSUFFICIENT_SCOPES" => NotPermitted(refusal, call),
            "NOT_FOUND" => new GitHubError.NotFound(call.What),
            _ => refusal.Status switch
            {
                HttpStatusCode.Unauthorized => new GitHubError.BadCredentials(),
                HttpStatusCode.Forbidden => NotPermitted(refusal, call),
                HttpStatusCode.NotFound => new GitHubError.NotFound(call.What),
                HttpStatusCode.Gone => new GitHubError.IssuesDisabled(),
                HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => new GitHubError.Unavailable(Reason(refusal)),
                _ => new GitHubError.Invalid(Reason(refusal)),
            },
        };
    }

    /// <summary>Returns everything that a body says: <c>message</c>, then <c>errors</c>, a text or a list of texts, messages and codes.</summary>
    private static string MessageOf(JsonElement body, GitHubToken? token)
    {
        var details = body.Items("errors").Take(MaxMessages).Select(static error => error.AsText() ?? error.Text("message") ?? FieldOf(error));
        var all = string.Join("; ", details.Prepend(body.Text("errors")).Prepend(body.Text("message")).Where(static text => !string.IsNullOrWhiteSpace(text)));
        return TextSanitizer.Sanitize(token?.HideIn(all) ?? all, MaxReasonLength);
    }

    private static string? FieldOf(JsonElement error) =>
        error.Text("code") is { } code ? $"{error.Text("resource")} {error.Text("field")}: {code}".Trim() : null;

    private static GitHubError.NotPermitted NotPermitted(GitHubRefusal refusal, GitHubCall call) =>
        new(call.Deed, PermissionOf(refusal) ?? call.Permission, Reason(refusal));

    private static GitHubError.ProtectedBranch Protected(GitHubRefusal refusal, GitHubCall call) => new(Reason(refusal));

    // contents=write; contents=write,workflows=write: the first alternative is the smallest.
    private static string? PermissionOf(GitHubRefusal refusal) =>
        refusal.AcceptedPermissions?.Split(';')[0].Trim() is { Length: > 0 } first
            ? string.Join(", ", first.Split(',').Select(static part => TextSanitizer.Sanitize(part.Trim().Replace("=", ": ", StringComparison.Ordinal), 60)))
            : null;

    private static string Reason(GitHubRefusal refusal)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"status {(int)refusal.Status}");
        return refusal.Message.Length == 0 ? status : $"{refusal.Message} ({status})";
    }
}
