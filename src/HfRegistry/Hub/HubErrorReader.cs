using System.Globalization;
using System.Net;

namespace HfRegistry.Hub;

/// <summary>Turns a refusal into the error that callers switch over, in the order in which the Hub's own Python client decides.</summary>
internal static class HubErrorReader
{
    private const string BadCredentials = "Invalid credentials in Authorization header";
    private const string Disabled = "Access to this resource is disabled.";

    /// <summary>Returns the error of a refusal.</summary>
    /// <param name="refusal">What the answer says.</param>
    /// <param name="subject">What was asked for.</param>
    /// <param name="wait">How long the Hub asks to wait.</param>
    public static HubError Read(HubRefusal refusal, ResourceName subject, TimeSpan? wait)
    {
        var what = subject.Repository ?? "the listing";
        return (refusal.Code, refusal.Status) switch
        {
            ("RevisionNotFound", _) => new HubError.RevisionNotFound(what, subject.Revision ?? "main"),
            ("EntryNotFound", _) => new HubError.EntryNotFound(subject.Entry is { } entry ? $"{entry} of {what}" : what),
            ("GatedRepo", _) => new HubError.Gated(what),
            _ when refusal.Message == Disabled => new HubError.Disabled(what),
            ("RepoNotFound", _) => new HubError.NotFound(what),
            (_, HttpStatusCode.Unauthorized) when refusal.Message.StartsWith(BadCredentials, StringComparison.OrdinalIgnoreCase) => new HubError.BadToken(),
            // The Hub hides from strangers whether a private repository exists.
            (_, HttpStatusCode.Unauthorized or HttpStatusCode.NotFound) when subject.Repository is not null => new HubError.NotFound(what),
            (_, HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) => new HubError.Forbidden(Reason(refusal)),
            (_, HttpStatusCode.TooManyRequests) => new HubError.RateLimited(wait),
            (_, HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError) => new HubError.Unavailable(Reason(refusal)),
            (_, >= HttpStatusCode.BadRequest) => new HubError.BadRequest(Reason(refusal)),
            _ => new HubError.Malformed(Reason(refusal)),
        };
    }

    private static string Reason(HubRefusal refusal)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"status {(int)refusal.Status}");
        return refusal.Message.Length == 0 ? status : $"{refusal.Message} ({status})";
    }
}
