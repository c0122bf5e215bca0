using System.Collections.Immutable;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The words of a locked request, in the order in which they are written.</summary>
internal static class LockMembers
{
    /// <summary>The member of a request's subject; those of its fields are <see cref="RequestField.Member"/>.</summary>
    public const string Include = "include";

    /// <summary>All members of a request.</summary>
    public static readonly ImmutableArray<string> OfRequest = [Include, .. RequestFields.All.Select(static field => field.Member)];
}
