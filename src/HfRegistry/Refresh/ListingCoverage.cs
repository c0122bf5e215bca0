using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>The coverage of a type by a bulk listing.</summary>
internal enum Coverage
{
    /// <summary>Not at all: the type needs its own query.</summary>
    Open,

    /// <summary>Well enough when requests are short: its own query would know more models, and could still name another default.</summary>
    Fair,

    /// <summary>As its own query would, to the model.</summary>
    Settled,
}

/// <summary>Judges whether a sweep answers for a type, and which types get a query of their own.</summary>
internal static class ListingCoverage
{
    /// <summary>
    /// The cost of a refresh with acceptable coverage: the Hub grants 500 requests in 300 seconds to those who do not
    /// sign in, and the rest is for renames, documented checkpoints and repetitions.
    /// </summary>
    private const int AnonymousRequests = 440;

    /// <summary>The same of the 1,000 requests that every account has.</summary>
    private const int AccountRequests = 900;

    /// <summary>Below so many models in the sweep, most of what an entry keeps is missing.</summary>
    private const int FewestModels = 20;

    /// <summary>Returns the types that need their own query.</summary>
    /// <param name="types">The types that were swept for.</param>
    /// <param name="swept">What the sweep read.</param>
    /// <param name="pages">How many requests it took.</param>
    /// <param name="isSignedIn">Whether the Hub is asked with a token.</param>
    /// <param name="context">The ranking's knowledge.</param>
    /// <returns>All open types; and of the fair ones, as far as the requests reach, first those whose default is in doubt, then those with most models.</returns>
    public static ImmutableHashSet<ModelType> Queries(ImmutableArray<ModelType> types, SweptTypes swept, long pages, bool isSignedIn, SelectionContext context)
    {
        var judged = types.Select(type => (Type: type, Rows: swept.Of(type), Best: Best(type, swept.Of(type), context)))
            .ToLookup(type => Of(type.Type, type.Rows, type.Best, swept.IsComplete, context));
        var left = (isSignedIn ? AccountRequests : AnonymousRequests) - pages - judged[Coverage.Open].Count();
        var fair = judged[Coverage.Fair]
            .OrderBy(type => IsByPublisher(type.Type, type.Best, context)).ThenByDescending(type => type.Rows.Models.Length).ThenBy(type => type.Type);
        return [.. judged[Coverage.Open].Concat(fair.Take((int)Math.Max(0, left))).Select(type => type.Type)];
    }

    private static Coverage Of(ModelType type, SweptType rows, ModelRecord? best, bool isComplete, SelectionContext context) =>
        isComplete || rows.IsFull ? Coverage.Settled
        // Popular fine-tunes may hide the base that a default should be.
        : rows.Models.Length < FewestModels || best is null || ModelKinds.Of(best, type, context) is not null ? Coverage.Open
        : Coverage.Fair;

    private static ModelRecord? Best(ModelType type, SweptType rows, SelectionContext context) =>
        Selector.RankDefaults(new RegistryEntry { Type = type, Models = rows.Models }, context).Chosen?.Model;

    private static bool IsByPublisher(ModelType type, ModelRecord? best, SelectionContext context) =>
        best?.Id.Owner is { } owner && Publishers.Of(type, context).Contains(owner, StringComparer.OrdinalIgnoreCase);
}
