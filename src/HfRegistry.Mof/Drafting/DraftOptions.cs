using System.Collections.Immutable;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Drafting;

/// <summary>The options of drafting.</summary>
/// <param name="Store">Where they go.</param>
internal sealed record DraftOptions(IDraftStore Store)
{
    /// <summary>Gets whether to write over documents that a person wrote or edited.</summary>
    public bool Force { get; init; }

    /// <summary>Gets the probe for source repositories that the cards do not name; null for no probe.</summary>
    public IRepositoryProbe? Probe { get; init; }

    /// <summary>Gets the reader of source repositories; null for none.</summary>
    public ISourceReader? Sources { get; init; }

    /// <summary>Gets the names of files that are settled; the other models get names beside these.</summary>
    public ImmutableDictionary<ModelId, string> FileNames { get; init; } = ImmutableDictionary<ModelId, string>.Empty;

    /// <summary>Gets a function by which a person changes a draft before it is written: it takes the draft, gives the components to keep, or null to write nothing.</summary>
    public Func<MofDraft, ImmutableArray<DraftedComponent>?>? Review { get; init; }
}

/// <summary>The progress of a batch.</summary>
/// <param name="Done">How many models are done.</param>
/// <param name="Total">How many there are.</param>
internal sealed record DraftProgress(int Done, int Total);

/// <summary>The outcome for a model.</summary>
internal enum DraftStatus
{
    /// <summary>A draft was written.</summary>
    Drafted,

    /// <summary>The draft of this revision was there already.</summary>
    Unchanged,

    /// <summary>A document that a person wrote or edited stands in its place, and was kept.</summary>
    Kept,

    /// <summary>The reviewer dropped it.</summary>
    Dropped,

    /// <summary>The id is an old one of a model that another id of the batch stands for: there is one draft of the two.</summary>
    Duplicate,

    /// <summary>The Hub does not give the model or shows no component of it, or the file could not be written.</summary>
    Failed,
}

/// <summary>The outcome for a model.</summary>
/// <param name="Asked">The id that was asked for.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Path">The path of its file, as the store has it.</param>
/// <param name="Draft">The draft, when one was made.</param>
/// <param name="Diagnostic">Why there is none, or what else there is to tell.</param>
internal sealed record DraftOutcome(ModelId Asked, DraftStatus Status, string Path, MofDraft? Draft = null, Diagnostic? Diagnostic = null)
{
    /// <summary>Gets whether asking again later may help.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets whether a bug of this program kept the draft from being made: the diagnostic has what is to be reported.</summary>
    public bool IsBug { get; init; }

    /// <summary>Gets of a <see cref="DraftStatus.Duplicate"/>: the id that the model has now; else null.</summary>
    public ModelId? SameAs { get; init; }
}

/// <summary>The outcome of a batch.</summary>
/// <param name="Outcomes">Every model, in the order in which they were asked for.</param>
/// <param name="Requests">Requests to the Hub, redirects and repetitions included.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record DraftResult(ImmutableArray<DraftOutcome> Outcomes, long Requests, TimeSpan Elapsed)
{
    /// <summary>Gets whether the network or a bug left a model out.</summary>
    public bool IsPartial => Outcomes.Any(static outcome => outcome.IsTransient || outcome.IsBug);

    /// <summary>Gets the source repositories that could not be read.</summary>
    public ImmutableArray<ModelSource> UnknownSources { get; init; } = [];

    /// <summary>Gets what there is to tell of single models, and of source repositories.</summary>
    public IEnumerable<Diagnostic> Problems => [.. Outcomes.Select(static outcome => outcome.Diagnostic).OfType<Diagnostic>(), .. ModelSource.Problems(UnknownSources)];

    /// <summary>Gets what there is to tell, the models that another run may draft included.</summary>
    public ImmutableArray<Diagnostic> Diagnostics =>
        [.. Problems, .. Outcomes.Where(static outcome => outcome.IsTransient).Select(static outcome => outcome.Asked.ToString()).ToList() is { Count: > 0 } left ? [DiagnosticCatalog.MofDraftPartial.Create(left.Count, left)] : Array.Empty<Diagnostic>()];

    /// <summary>Returns how many models have an outcome.</summary>
    public int Count(DraftStatus status) => Outcomes.Count(outcome => outcome.Status == status);
}
