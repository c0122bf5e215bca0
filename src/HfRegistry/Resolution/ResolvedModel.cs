using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The tier of a choice.</summary>
internal enum Tier
{
    /// <summary>The lock file.</summary>
    Lock,

    /// <summary>The Hub, asked just now.</summary>
    Hub,

    /// <summary>The repository's registry file.</summary>
    Registry,

    /// <summary>The registry that ships with the product.</summary>
    Embedded,

    /// <summary>A guess from the type's name, never verified.</summary>
    Heuristic,

    /// <summary>The request itself: an id with a commit, of which nothing else is known.</summary>
    Request,
}

/// <summary>The answer to a request.</summary>
internal sealed record ResolvedModel
{
    /// <summary>Gets the request's own words.</summary>
    public required RawRequest Request { get; init; }

    /// <summary>Gets the model.</summary>
    public required ModelId Id { get; init; }

    /// <summary>Gets the place where the choice came from.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Gets the commit to use, or null when none is known that is worth pinning.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Gets the model's type, or null when it is not known.</summary>
    public ModelType? Type { get; init; }

    /// <summary>Gets the task asked for, else the model's own <c>pipeline_tag</c>, or null.</summary>
    public string? Task { get; init; }

    /// <summary>Gets the transformers class for the task, or null.</summary>
    public string? ClassName { get; init; }

    /// <summary>Gets the transformers configuration class, or null.</summary>
    public string? ConfigClass { get; init; }

    /// <summary>Gets what is known of the model, or null (a guess, or a lock entry whose model the registry does not hold).</summary>
    public ModelRecord? Record { get; init; }

    /// <summary>Gets of a model that was asked for by an old id: the day on which that id was first seen to lead to it, or null when nobody noted it.</summary>
    public DateOnly? RenamedSince { get; init; }

    /// <summary>Gets the reason why this model, as clauses, most important first.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Gets other answers to the same request, best first, at most five; they have no alternatives of their own.</summary>
    public ImmutableArray<ResolvedModel> Alternatives { get; init; } = [];

    /// <summary>Gets the day of the facts, or null.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Gets the files that the lock file names, or null when it names none.</summary>
    public ModelFiles? Files { get; init; }

    /// <summary>Gets the reasons as one line.</summary>
    public string Reason => string.Join("; ", Reasons);
}
