using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>How far a sweep answers for a type.</summary>
internal enum Coverage
{
    /// <summary>Not at all: the type needs its own query.</summary>
    Open,

    /// <summary>Well enough when requests are short: its own query could still name another default.</summary>
    Fair,

    /// <summary>As well as its own query would.</summary>
    Settled,
}

/// <summary>Judges whether a sweep answers for a type, and which types get a query of their own.</summary>
internal static class SweepCoverage
{
    /// <summary>
    /// What a refresh may cost as long as a type is fairly answered: the Hub grants 500 requests in 300 seconds to those who do not
    /// sign in, and the rest is for renames, documented checkpoints and repetitions.
    /// </summary>
    private const int Requests = 430;

    /// <summary>Below so many models in the sweep, most of what an entry keeps is missing.</summary>
    private const int FewestModels = 20;

    /// <summary>The types that need their own query.</summary>
    /// <param name="types">The types that were swept for.</param>
    /// <param name="swept">What the sweep read.</param>
    /// <param name="pages">How many requests it took.</param>
    /// <param name="context">The ranking's knowledge.</param>
    /// <returns>All open types, and of the fair ones those with most models, as far as the requests reach.</returns>
    public static ImmutableHashSet<ModelType> Queries(ImmutableArray<ModelType> types, SweptTypes swept, long pages, SelectionContext context)
    {
        var byCoverage = types.ToLookup(type => Of(type, swept.Of(type), swept.IsComplete, context));
        var left = Requests - pages - byCoverage[Coverage.Open].Count();
        return [.. byCoverage[Coverage.Open],
            .. byCoverage[Coverage.Fair].OrderByDescending(type => swept.Of(type).Models.Length).ThenBy(type => type).Take((int)Math.Max(0, left))];
    }

    /// <summary>How far the rows of a sweep answer for a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="isComplete">Whether the sweep saw every model of the Hub.</param>
    /// <param name="context">The ranking's knowledge.</param>
    public static Coverage Of(ModelType type, SweptType rows, bool isComplete, SelectionContext context)
    {
        if (isComplete || rows.IsFull)
            return Coverage.Settled;
        var models = rows.Models;
        if (models.Length < FewestModels)
            return Coverage.Open;

        // Popular fine-tunes may hide the base that a default should be.
        var best = Selector.RankDefaults(new RegistryEntry { Type = type, Models = models }, context).Chosen?.Model;
        if (best is null || ModelTraits.Of(best, type, context) is not null)
            return Coverage.Open;
        return best.Id.Owner is { } owner && Publishers.Of(type, context).Contains(owner, StringComparer.OrdinalIgnoreCase) ? Coverage.Settled : Coverage.Fair;
    }
}
