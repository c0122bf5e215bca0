using System.Collections.Immutable;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The words of a locked request, in the order in which they are written.</summary>
internal static class LockMembers
{
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
