using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>The ways in which GitHub, or the people on it, come between two requests.</summary>
internal static class GitHubFaults
{
    /// <summary>Requests of one method whose target ends in, or holds, a text fail.</summary>
    public static LocalFault On(string method, string targetHolds, LocalFault fault) => (context, next) =>
        context.Request.Method == method && LocalAnswer.RawTarget(context).Contains(targetHolds, StringComparison.Ordinal) ? fault(context, next) : next(context);

    /// <summary>The request is carried out, and its answer is lost on the way.</summary>
    public static LocalFault LostAnswer { get; } = async (context, next) =>
    {
        context.Response.Body = Stream.Null;
        await next(context);
        context.Abort();
    };

    /// <summary>Somebody does something just before the request is carried out, once.</summary>
    public static LocalFault Before(Action deed) => Faults.First(1, (context, next) =>
    {
        deed();
        return next(context);
    });

    /// <summary>A refusal in GitHub's form.</summary>
    public static LocalFault Refusal(int status, string message, params (string Name, string Value)[] headers) => (context, _) =>
    {
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return LocalGitHubAnswer.Refusal(status, message).WriteAsync(context, "");
    };

    /// <summary>The secondary limit, with or without a word about how long.</summary>
    public static LocalFault SecondaryLimit(string? retryAfter = null) => Refusal(
        StatusCodes.Status403Forbidden,
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        retryAfter is null ? [] : [("Retry-After", retryAfter)]);
}
