using System.Collections.Immutable;
using HfRegistry.Mof.Classification;

namespace HfRegistry.Mof.Gaps;

/// <summary>A copy of a model: a quantization, another format, a re-upload.</summary>
/// <param name="Id">The copy.</param>
/// <param name="Downloads30d">Its downloads of the last 30 days.</param>
/// <param name="Reason">What makes it a copy, as a clause.</param>
internal sealed record ModelCopy(ModelId Id, long Downloads30d, string Reason);

/// <summary>A popular model without a document.</summary>
/// <param name="Id">The model.</param>
/// <param name="Downloads30d">Its downloads of the last 30 days.</param>
/// <param name="Task">Its <c>pipeline_tag</c>, or null; untrusted.</param>
/// <param name="Estimate">The class that it could reach, by the listing alone.</param>
internal sealed record MissingModel(ModelId Id, long Downloads30d, string? Task, ClassEstimate Estimate)
{
    /// <summary>Gets how urgent its document is.</summary>
    public GapPriority Priority => GapPriorities.Of(Downloads30d);

    /// <summary>Gets the original that it is a copy of, when neither a document nor the listing has that one; else null.</summary>
    public CopyOf? CopyOf { get; init; }

    /// <summary>Gets its copies, most downloaded first.</summary>
    public ImmutableArray<ModelCopy> Copies { get; init; } = [];

    /// <summary>Gets documents that may be of it.</summary>
    public ImmutableArray<NearDocument> Maybe { get; init; } = [];

    /// <summary>Gets the model that a document would be of: the original, where this is a copy.</summary>
    public ModelId ToDocument => CopyOf?.Original ?? Id;
}

/// <summary>By what a document was found to be a model's.</summary>
internal enum GapMatch
{
    /// <summary>It names the model.</summary>
    Id,

    /// <summary>It names an id that the model had before.</summary>
    Renamed,
}

/// <summary>A popular model with a document.</summary>
/// <param name="Id">The model.</param>
/// <param name="Downloads30d">Its downloads of the last 30 days; null when only copies of it are listed.</param>
/// <param name="Document">Its document.</param>
/// <param name="MatchedBy">How the two belong together.</param>
internal sealed record PresentModel(ModelId Id, long? Downloads30d, CollectedDocument Document, GapMatch MatchedBy)
{
    /// <summary>Gets other documents that name it, in the order of their files.</summary>
    public ImmutableArray<CollectedDocument> Also { get; init; } = [];

    /// <summary>Gets its copies, which its document covers, most downloaded first.</summary>
    public ImmutableArray<ModelCopy> Copies { get; init; } = [];
}

/// <summary>A document that one more component would bring into another class.</summary>
/// <param name="Document">The document.</param>
/// <param name="Class">Its class.</param>
/// <param name="Next">The class that is near.</param>
/// <param name="Step">What it takes.</param>
internal sealed record NearlyThere(CollectedDocument Document, MofClass Class, MofClass Next, GapStep Step);

/// <summary>The popular models of the Hub that a collection lacks.</summary>
internal sealed record GapReport
{
    /// <summary>Gets what was asked for.</summary>
    public required GapQuery Query { get; init; }

    /// <summary>Gets the documents.</summary>
    public required CollectedDocuments Collection { get; init; }

    /// <summary>Gets the models without a document, most downloaded first.</summary>
    public required ImmutableArray<MissingModel> Missing { get; init; }

    /// <summary>Gets the models with one, most downloaded first; last those of which only copies are listed.</summary>
    public required ImmutableArray<PresentModel> Present { get; init; }

    /// <summary>Gets the models without one that <see cref="GapQuery.Ignore"/> leaves out, copies of them included, most downloaded first.</summary>
    public required ImmutableArray<ModelId> Ignored { get; init; }

    /// <summary>Gets the models that need no document by themselves: adapters, parts, helpers, quantized copies of nobody knows what, models for tests; most downloaded first.</summary>
    public ImmutableArray<NeedlessModel> Needless { get; init; } = [];

    /// <summary>Gets the documents that belong to no listed model, in the order of their files.</summary>
    public required ImmutableArray<CollectedDocument> Unlisted { get; init; }

    /// <summary>Gets the documents that are one component from the next class.</summary>
    public required ImmutableArray<NearlyThere> NearlyThere { get; init; }

    /// <summary>Gets with <see cref="GapQuery.CheckDocuments"/>: the documents against the Hub's facts.</summary>
    public required ImmutableArray<DocumentCheck> Checks { get; init; }

    /// <summary>Gets the number of models of the listing that reach the threshold and were read.</summary>
    public required int Listed { get; init; }

    /// <summary>Gets whether the limit ended the listing while models still reached the threshold.</summary>
    public required bool IsLimitReached { get; init; }

    /// <summary>Gets what the Hub did not answer, as diagnostics; the report holds everything that it did.</summary>
    public required ImmutableArray<Diagnostic> Troubles { get; init; }

    /// <summary>Gets whether the Hub left something out of the report.</summary>
    public bool IsPartial => !Troubles.IsEmpty;

    /// <summary>Gets what there is to tell, documents that cannot be read included.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => [.. Collection.Problems, .. Troubles, .. IsPartial ? [DiagnosticCatalog.MofGapPartial.Create()] : Array.Empty<Diagnostic>()];

    /// <summary>Gets requests to the Hub, redirects and repetitions included.</summary>
    public required long Requests { get; init; }

    /// <summary>Gets the time that it took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
