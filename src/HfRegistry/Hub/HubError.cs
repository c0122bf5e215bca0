using System.Globalization;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The reason for an unusable answer of the Hub. A closed list: callers switch over it.</summary>
internal abstract record HubError : RequestError
{
    private HubError()
    {
    }

    /// <summary>Gets whether it says nothing about what was asked for, and another run may say more: a batch with such an item is partial.</summary>
    public bool IsTrouble => IsTransient || this is BadToken or BadRequest or Malformed or Unexpected;

    /// <summary>The repository does not exist, or is private and hidden from this caller: the Hub does not tell them apart.</summary>
    public sealed record NotFound(string What) : HubError
    {
        public override string Message => $"{What} does not exist on the Hub, or is private";
    }

    /// <summary>The repository exists and the revision does not.</summary>
    public sealed record RevisionNotFound(string What, string Revision) : HubError
    {
        public override string Message => $"{What} has no revision {Revision}";
    }

    /// <summary>The repository and revision exist and the file does not.</summary>
    public sealed record EntryNotFound(string What) : HubError
    {
        public override string Message => $"{What} does not exist";
    }

    /// <summary>The terms of a gated model were not accepted, or not by this token's owner.</summary>
    public sealed record Gated(string What) : HubError
    {
        public override string Message => $"{What} is gated: accept its terms on the Hub and use a token of that account";
    }

    /// <summary>The Hub has disabled the repository.</summary>
    public sealed record Disabled(string What) : HubError
    {
        public override string Message => $"{What} has been disabled by the Hub";
    }

    /// <summary>The token is wrong or expired; public models are closed to it too.</summary>
    public sealed record BadToken : HubError
    {
        public override string Message => "the Hub refused the access token: it is wrong or expired";
    }

    /// <summary>The token lacks a right.</summary>
    public sealed record Forbidden(string Reason) : HubError
    {
        public override string Message => $"the Hub refused the request: {Reason}";
    }

    /// <summary>The request itself is wrong; asking again will not help.</summary>
    public sealed record BadRequest(string Reason) : HubError
    {
        public override string Message => $"the Hub did not understand the request: {Reason}";
    }

    /// <summary>Too many requests.</summary>
    /// <param name="RetryAfter">How long the Hub asks to wait, when it says so.</param>
    public sealed record RateLimited(TimeSpan? RetryAfter) : HubError
    {
        public override string Message => RetryAfter is { } wait
            ? $"the Hub's rate limit is used up; it asks to wait {Math.Ceiling(wait.TotalSeconds):0} s"
            : "the Hub's rate limit is used up";

        public override bool IsTransient => true;
    }

    /// <summary>No answer, or one of the 5xx statuses.</summary>
    public sealed record Unavailable(string Reason) : HubError
    {
        public override string Message => $"the Hub cannot be reached: {Reason}";

        public override bool IsTransient => true;
    }

    /// <summary>The server has nothing from the asked byte on: what is there already is not of this file.</summary>
    public sealed record RangeRefused : HubError
    {
        public override string Message => "the server refuses to continue the file";

        public override bool IsTransient => true;
    }

    /// <summary>All requests together had only so much time, and it is over.</summary>
    /// <param name="Total">The time.</param>
    public sealed record TimeOver(TimeSpan Total) : HubError
    {
        public override string Message => string.Create(CultureInfo.InvariantCulture, $"no answer within {Total.TotalSeconds:0.###} s");

        public override bool IsTransient => true;
    }

    /// <summary>This program failed at one item: a bug.</summary>
    /// <param name="Failure">What is to be reported.</param>
    public sealed record Unexpected(UnexpectedFailure Failure) : HubError
    {
        public override string Message => Failure.ToString();
    }

    /// <summary>The answer is not what the Hub sends: bad JSON, an HTML page, a missing id, a redirect or next link to another host.</summary>
    public sealed record Malformed(string Reason) : HubError
    {
        public override string Message => $"the Hub's answer cannot be read: {Reason}";
    }
}

/// <summary>Thrown where a <see cref="HubError"/> ends a stream.</summary>
internal sealed class HubException : Exception
{
    /// <summary>Creates an error that ends a stream.</summary>
    public HubException(HubError error)
        : base(error.Message) => Error = error;

    /// <summary>Gets what went wrong.</summary>
    public HubError Error { get; }
}
