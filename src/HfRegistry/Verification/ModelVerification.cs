using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Selection;

namespace HfRegistry.Verification;

/// <summary>The checks of one model, and what they come to.</summary>
/// <param name="Request">What was to be verified.</param>
/// <param name="Model">The Hub's facts, or null when it gave none.</param>
/// <param name="Checks">The checks, in the order in which they are made.</param>
/// <param name="Trouble">Why the Hub could not be asked, or null.</param>
internal sealed record ModelVerification(VerificationRequest Request, HubModel? Model, ImmutableArray<ModelCheck> Checks, HubError? Trouble = null)
{
    /// <summary>Gets the id that the Hub answers with, or null when it gave no model.</summary>
    public ModelId? CurrentId => Model?.Id;

    /// <summary>Gets the worst verdict; a note is none.</summary>
    public CheckVerdict Verdict =>
        Checks.Any(static check => check.Verdict == CheckVerdict.Failed) ? CheckVerdict.Failed
        : Checks.Any(static check => check.Verdict == CheckVerdict.Unknown) ? CheckVerdict.Unknown
        : CheckVerdict.Passed;

    /// <summary>Judges what the Hub said. Pure: equal facts give equal verdicts.</summary>
    /// <param name="request">What is to be verified.</param>
    /// <param name="said">What the Hub said.</param>
    /// <param name="context">Knows types and tasks.</param>
    public static ModelVerification Of(VerificationRequest request, HubStatement said, SelectionContext context) => said switch
    {
        { Model: { } model } => new(
            request,
            model,
            [.. PresenceChecks.Of(request, model, said.AccessError), .. FitnessChecks.Of(request.Demands, model, context)],
            IsTrouble(said.AccessError) ? said.AccessError : null),
        { Error: { } error } => new(request, null, PresenceChecks.Of(request, error), IsTrouble(error) ? error : null),
        _ => throw new ArgumentException("The Hub said neither a model nor an error.", nameof(said)),
    };

    /// <summary>Returns whether an error is no answer about the model, but the lack of one.</summary>
    internal static bool IsTrouble(HubError? error) =>
        error is not (null or HubError.NotFound or HubError.Gated or HubError.Disabled or HubError.Forbidden);
}
