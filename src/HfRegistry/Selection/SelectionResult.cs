using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>A candidate that was not chosen, and the requirement that it does not meet.</summary>
/// <param name="Id">The model.</param>
/// <param name="Requirement">The requirement.</param>
/// <param name="Reason">Why, as a clause: "its weights take 1.3 GB, over the 500 MB of cpu-small".</param>
internal sealed record Rejection(ModelId Id, Requirement Requirement, string Reason);

/// <summary>A term of a rank.</summary>
/// <param name="Name">What it is about, in a word: <c>use</c>, <c>size</c>.</param>
/// <param name="Points">Its points.</param>
/// <param name="Reason">The fact that it rests on, as a clause, or null when the fact is not worth telling.</param>
internal sealed record RankTerm(string Name, double Points, string? Reason = null);

/// <summary>A model that met every demand, with its rank.</summary>
/// <param name="Entry">The entry that it is in.</param>
/// <param name="Model">The model.</param>
/// <param name="Score">The ranking score; higher is better, comparable within one selection.</param>
/// <param name="Reasons">What speaks for it and what to know about it, as clauses, most important first.</param>
internal sealed record Candidate(RegistryEntry Entry, ModelRecord Model, double Score, ImmutableArray<string> Reasons)
{
    /// <summary>Gets the terms whose sum the score is; none of a model that was asked for by its id, which has no rank.</summary>
    public ImmutableArray<RankTerm> Terms { get; init; } = [];

    /// <summary>Returns the candidate with one more term, the first of its reasons.</summary>
    internal Candidate With(RankTerm term) => this with
    {
        Score = Math.Round(Score + term.Points, 3),
        Terms = [term, .. Terms],
        Reasons = term.Reason is { } reason ? [reason, .. Reasons] : Reasons,
    };
}

/// <summary>The outcome of a selection: candidates best first (none: nothing met the demands), and what was dropped, nearest first.</summary>
internal sealed record SelectionResult(ImmutableArray<Candidate> Candidates, ImmutableArray<Rejection> Rejections)
{
    /// <summary>Gets the outcome of a selection among nothing.</summary>
    public static SelectionResult Empty { get; } = new([], []);

    /// <summary>Gets the choice, or null.</summary>
    public Candidate? Chosen => Candidates.FirstOrDefault();
}
