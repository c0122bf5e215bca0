using System.Collections.Immutable;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The names of the lock file's members, in the order in which they are written.</summary>
internal static class LockMembers
{
    public static readonly ImmutableArray<string> OfFile = ["version", "models"];

    public static readonly ImmutableArray<string> OfEntry = ["request", "request_hash", "id", "revision", "type", "tier", "reason", "as_of", "configurations"];

    /// <summary>The request's words by name.</summary>
    public static readonly ImmutableArray<(string Name, Func<RawRequest, string?> Word)> OfRequest =
    [
        ("include", static request => request.Include),
        ("task", static request => request.Task),
        ("hardware", static request => request.Hardware),
        ("max_size_mb", static request => request.MaxSizeMB),
        ("framework", static request => request.Framework),
        ("license", static request => request.License),
        ("allow_gated", static request => request.AllowGated),
        ("revision", static request => request.Revision),
        ("prefer", static request => request.Prefer),
        ("min_score", static request => request.MinScore),
    ];
}
