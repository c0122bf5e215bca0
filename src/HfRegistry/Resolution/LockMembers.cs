using System.Collections.Immutable;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The names of the lock file's members, in the order in which they are written.</summary>
internal static class LockMembers
{
    /// <summary>The members of the file.</summary>
    public static readonly ImmutableArray<string> OfFile = ["version", "models"];

    /// <summary>The members of an entry.</summary>
    public static readonly ImmutableArray<string> OfEntry = ["request", "request_hash", "id", "revision", "type", "tier", "reason", "as_of", "configurations"];

    /// <summary>The member of a request's subject; those of its fields are <see cref="RequestField.Member"/>.</summary>
    public const string Include = "include";

    /// <summary>The members of a request.</summary>
    public static readonly ImmutableArray<string> OfRequest = [Include, .. RequestFields.All.Select(static field => field.Member)];
}
