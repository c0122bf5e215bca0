using System.Collections.Immutable;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The part that the Hub had in a resolution.</summary>
internal enum HubConsultation
{
    /// <summary>The mode forbids it.</summary>
    Off,

    /// <summary>The request names neither a type nor a model that the Hub could be asked about.</summary>
    NoSubject,

    /// <summary>The registry's facts are recent enough.</summary>
    NotNeeded,

    /// <summary>It was asked and did not answer.</summary>
    Failed,

    /// <summary>It was asked and answered.</summary>
    Answered,
}

/// <summary>The reason why a request has no model.</summary>
internal enum ResolutionFailure
{
    /// <summary>The request cannot be read: <see cref="ResolutionTrace.Mistake"/> tells why.</summary>
    InvalidRequest,

    /// <summary>No model that may be used is known to meet the request.</summary>
    NoModel,

    /// <summary>The lock file does not hold the request, and must.</summary>
    NotLocked,
}

/// <summary>A tier that was there to answer, with its selection; made when somebody asks for it, since a higher tier may have answered.</summary>
internal sealed class TierTrace
{
    private readonly Lazy<SelectionResult> _selection;

    internal TierTrace(Tier tier, Func<SelectionResult> select)
    {
        Tier = tier;
        _selection = new Lazy<SelectionResult>(select);
    }

    /// <summary>Gets the tier.</summary>
    public Tier Tier { get; }

    /// <summary>Gets the candidates and rejections of the tier, each with what the tiers above it know of its models.</summary>
    public SelectionResult Selection => _selection.Value;
}

/// <summary>The trace of a resolution.</summary>
internal sealed record ResolutionTrace
{
    /// <summary>Gets the request as it was read; null when it could not be read, or when the lock file answered.</summary>
    public ModelRequest? Request { get; init; }

    /// <summary>Gets what is wrong with the request's words, or null.</summary>
    public RequestMistake? Mistake { get; init; }

    /// <summary>Gets the part that the Hub had.</summary>
    public HubConsultation Hub { get; init; }

    /// <summary>Gets why the Hub did not answer, as a clause; null when it did, or was not asked.</summary>
    public string? HubFailure { get; init; }

    /// <summary>Gets the tiers below the lock file that know models, in the order in which they are asked.</summary>
    public ImmutableArray<TierTrace> Tiers { get; init; } = [];

    /// <summary>Gets the selection that decided: of the tier that answered, else of the first that knows models which do not meet the request.</summary>
    public SelectionResult Selection { get; init; } = SelectionResult.Empty;

    /// <summary>Gets why there is no model, or null when there is one.</summary>
    public ResolutionFailure? Failure { get; init; }

    /// <summary>Gets a value indicating whether a registry answered in place of the Hub, which was asked and failed.</summary>
    public bool FellBack => Hub == HubConsultation.Failed;

    /// <summary>Gets a value indicating whether the answer stands until an input changes.</summary>
    public bool IsFinal => !FellBack;
}

/// <summary>The answer to a request.</summary>
/// <param name="Value">The model, or null when there is none.</param>
/// <param name="Trace">How the answer came about.</param>
/// <param name="Diagnostics">What there is to tell, with an error when there is no model.</param>
internal sealed record ResolutionResult(ResolvedModel? Value, ResolutionTrace Trace, IReadOnlyList<Diagnostic> Diagnostics);
