namespace HfRegistry.Verification;

/// <summary>The result of a check.</summary>
internal enum CheckVerdict
{
    /// <summary>As it should be.</summary>
    Passed,

    /// <summary>No fault, and yet something to know.</summary>
    Noted,

    /// <summary>The Hub could not be asked.</summary>
    Unknown,

    /// <summary>Something a person has to change.</summary>
    Failed,
}

/// <summary>One check of one model.</summary>
/// <param name="Name">What was checked: <c>exists</c>, <c>identity</c>, <c>name</c>, <c>enabled</c>, <c>access</c>, <c>task</c>, <c>framework</c>, <c>library</c>, <c>files</c>, <c>weights</c>, <c>code</c>, <c>version</c>.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Reason">Why, as a clause; safe to print.</param>
internal sealed record ModelCheck(string Name, CheckVerdict Verdict, string Reason)
{
    internal static ModelCheck Passed(string name, string reason) => new(name, CheckVerdict.Passed, reason);

    internal static ModelCheck Noted(string name, string reason) => new(name, CheckVerdict.Noted, reason);

    internal static ModelCheck Unknown(string name, string reason) => new(name, CheckVerdict.Unknown, reason);

    internal static ModelCheck Failed(string name, string reason) => new(name, CheckVerdict.Failed, reason);
}
