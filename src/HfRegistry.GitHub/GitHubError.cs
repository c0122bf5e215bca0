using HfRegistry.Http;

namespace HfRegistry.GitHub;

/// <summary>The reason for an unusable answer of GitHub. A closed list: callers switch over it.</summary>
internal abstract record GitHubError : RequestError
{
    private GitHubError()
    {
    }

    /// <summary>The token is wrong or expired.</summary>
    public sealed record BadCredentials : GitHubError
    {
        public override string Message => "GitHub refused the token: it is wrong or expired";
    }

    /// <summary>The token lacks a permission, or is the read-only one of a fork's pull request.</summary>
    /// <param name="What">What was to be done.</param>
    /// <param name="Permission">The permission that does it, as a workflow writes it: <c>contents: write</c>.</param>
    /// <param name="Reason">GitHub's own words.</param>
    public sealed record NotPermitted(string What, string Permission, string Reason) : GitHubError
    {
        public override string Message => $"the token may not {What}; it needs the permission `{Permission}` (GitHub says: {Reason})";
    }

    /// <summary>The setting that lets workflows open pull requests is off.</summary>
    public sealed record PullRequestsNotPermitted : GitHubError
    {
        public override string Message => "the repository's or organization's settings do not let workflows create pull requests";
    }

    /// <summary>It does not exist, or is hidden from this token: GitHub does not tell them apart.</summary>
    public sealed record NotFound(string What) : GitHubError
    {
        public override string Message => $"{What} does not exist, or the token may not see it";
    }

    /// <summary>A rule protects the branch.</summary>
    public sealed record ProtectedBranch(string Reason) : GitHubError
    {
        public override string Message => $"a rule protects the branch (GitHub says: {Reason})";
    }

    /// <summary>The repository is archived and so read-only.</summary>
    public sealed record Archived : GitHubError
    {
        public override string Message => "the repository is archived";
    }

    /// <summary>The repository has no commit yet.</summary>
    public sealed record EmptyRepository : GitHubError
    {
        public override string Message => "the repository is empty";
    }

    /// <summary>The repository has no issues, and with them no labels or comments of this kind.</summary>
    public sealed record IssuesDisabled : GitHubError
    {
        public override string Message => "the repository has its issues disabled";
    }

    /// <summary>It is there already.</summary>
    public sealed record AlreadyExists(string What) : GitHubError
    {
        public override string Message => $"{What} exists already";
    }

    /// <summary>The branch holds nothing that its base does not hold.</summary>
    public sealed record NoCommitsBetween : GitHubError
    {
        public override string Message => "the branch has no commit that its base lacks";
    }

    /// <summary>A body is longer than GitHub takes.</summary>
    public sealed record BodyTooLong : GitHubError
    {
        public override string Message => "the text is longer than GitHub takes";
    }

    /// <summary>A branch is no longer where it was read: somebody pushed meanwhile.</summary>
    public sealed record Moved(string What) : GitHubError
    {
        public override string Message => $"{What} moved while it was looked at";
    }

    /// <summary>GitHub does not see yet what it was just told; the request was refused and may be repeated.</summary>
    public sealed record NotReady(string Reason) : GitHubError
    {
        public override string Message => $"GitHub does not see yet what it was told before ({Reason})";
    }

    /// <summary>The request itself is refused; asking again will not help.</summary>
    public sealed record Invalid(string Reason) : GitHubError
    {
        public override string Message => $"GitHub refused the request: {Reason}";
    }

    /// <summary>A limit on requests is used up, and the wait is longer than the caller's patience.</summary>
    /// <param name="Wait">How long GitHub asks to wait, or how long one waits when it does not say.</param>
    public sealed record RateLimited(TimeSpan Wait) : GitHubError
    {
        public override string Message => $"GitHub's rate limit is used up; the next request would have to wait {Math.Ceiling(Wait.TotalSeconds):0} s";
    }

    /// <summary>No answer, or one of the 5xx statuses.</summary>
    public sealed record Unavailable(string Reason) : GitHubError
    {
        public override string Message => $"GitHub cannot be reached: {Reason}";
    }

    /// <summary>The answer is not what GitHub sends: no JSON, a missing member, a redirect to another host.</summary>
    public sealed record Malformed(string Reason) : GitHubError
    {
        public override string Message => $"GitHub's answer cannot be read: {Reason}";
    }
}

/// <summary>Thrown where something ends what was being done.</summary>
internal sealed class GitHubException : Exception
{
    /// <summary>Creates an answer of GitHub's that ends what was being done.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="consequence">What follows from it, as a clause without a full stop.</param>
    public GitHubException(GitHubError error, string consequence)
        : this(GitHubDiagnostics.Of(error, consequence)) => Error = error;

    /// <summary>Creates a finding of ours that ends what was being done.</summary>
    public GitHubException(Diagnostic diagnostic)
        : base(diagnostic.Message) => Diagnostic = diagnostic;

    /// <summary>Gets what GitHub answered; null when the finding is ours.</summary>
    public GitHubError? Error { get; }

    /// <summary>Gets what to tell.</summary>
    public Diagnostic Diagnostic { get; }
}

/// <summary>Ends what is being done where there is no answer, or a finding of ours is none.</summary>
internal static class OutcomeExtensions
{
    /// <summary>Returns the answer, where the lack of one ends what is being done.</summary>
    /// <param name="answer">The answer, or why there is none.</param>
    /// <param name="consequence">What follows from an error, as a clause without a full stop.</param>
    /// <exception cref="GitHubException">There is no answer.</exception>
    public static T GetOrThrow<T>(this Result<T, GitHubError> answer, string consequence)
        where T : class => answer.Value ?? throw new GitHubException(answer.Error!, consequence);

    /// <summary>Returns the value.</summary>
    /// <exception cref="GitHubException">There is none; it carries the first error.</exception>
    public static T OrThrow<T>(this Outcome<T> outcome)
        where T : class => outcome.Value ?? throw new GitHubException(outcome.Diagnostics.First(static told => told.Severity == Severity.Error));
}
