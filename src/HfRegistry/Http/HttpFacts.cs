using System.Net;

namespace HfRegistry.Http;

/// <summary>Facts of requests and answers that the Hub and GitHub share.</summary>
internal static class HttpFacts
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    extension(HttpResponseMessage response)
    {
        /// <summary>Gets whether the answer names another address.</summary>
        public bool IsRedirect => response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

        /// <summary>Gets the first value of a header, or null.</summary>
        public string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

        /// <summary>Gets how long <c>Retry-After</c> asks to wait, one second more since it counts whole ones; null when it is missing.</summary>
        public TimeSpan? RetryAfter(DateTimeOffset now) =>
            (response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - now) is { } asked ? asked.WithMargin() : null;
    }

    extension(Uri address)
    {
        /// <summary>Returns whether two addresses have the same scheme, host and port, and the first names no user: a token goes nowhere else.</summary>
        public bool IsSameOriginAs(Uri other) =>
            address.Scheme == other.Scheme && address.Port == other.Port && address.UserInfo.Length == 0
            && string.Equals(address.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
    }

    extension(TimeSpan wait)
    {
        /// <summary>Returns the wait, which is never negative, and a second more.</summary>
        public TimeSpan WithMargin() => (wait > TimeSpan.Zero ? wait : TimeSpan.Zero) + Margin;
    }
}
