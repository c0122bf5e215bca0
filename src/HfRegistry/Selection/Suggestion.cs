using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>A model that a person may choose, with what speaks for and against it.</summary>
/// <param name="Candidate">The model and its rank.</param>
/// <param name="Family">The architecture family of its type, or null when transformers does not know the type.</param>
/// <param name="Advantages">What speaks for it beside the first of the list, as clauses.</param>
/// <param name="Drawbacks">What speaks against it, alone and beside the first of the list, as clauses.</param>
internal sealed record Suggestion(Candidate Candidate, string? Family, ImmutableArray<string> Advantages, ImmutableArray<string> Drawbacks);

/// <summary>
/// Makes a short list for a task. What is published for the task comes before what could be trained for it, and of the former the best of
/// each architecture family before the second of any: ten sizes of one line are one suggestion.
/// </summary>
internal static class Suggestions
{
    /// <summary>Returns the list, best rank first.</summary>
    /// <param name="request">What is asked for; a task, as a rule.</param>
    /// <param name="registry">What is known.</param>
    /// <param name="context">The ranking's knowledge.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="today">The day that ages are counted to.</param>
    public static ImmutableArray<Suggestion> Of(ModelRequest request, ModelRegistry registry, SelectionContext context, int most, DateOnly today)
    {
        var ranked = Selector.Select(request, registry, context).Candidates;
        var made = ranked.Where(candidate => request.Task is not { } task || TaskFit.Of(candidate.Model, candidate.Entry.Type, task, context) >= TaskFitness.Near).ToList();
        var leaders = made.DistinctBy(candidate => FamilyOf(candidate, context), StringComparer.Ordinal);
        var chosen = leaders.Union(made).Union(ranked).Take(most)
            .OrderByDescending(static candidate => candidate.Score).ThenBy(static candidate => candidate.Model.Id).ToList();
        return [.. chosen.Select(candidate => Suggest(candidate, chosen[0], context, today))];
    }

    private static Suggestion Suggest(Candidate candidate, Candidate first, SelectionContext context, DateOnly today)
    {
        var alone = TradeOffs.DrawbacksOf(candidate.Model, today);
        var family = context.Types.Find(candidate.Entry.Type)?.Family;
        return candidate == first
            ? new Suggestion(candidate, family, [], [.. alone])
            : new Suggestion(
                candidate,
                family,
                [.. TradeOffs.Better(candidate.Model, first.Model)],
                [.. alone, .. TradeOffs.Better(first.Model, candidate.Model).Select(clause => $"{first.Model.Id} {clause}")]);
    }

    private static string FamilyOf(Candidate candidate, SelectionContext context) => context.Types.Find(candidate.Entry.Type)?.Family ?? candidate.Entry.Type.Name;
}
