namespace HfRegistry.Hub;

/// <summary>Turns the Hub's errors into diagnostics.</summary>
public static class HubDiagnostics
{
    /// <summary>The diagnostic of an error.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="consequence">What follows from it, as a clause without a full stop.</param>
    public static Diagnostic Of(HubError error, string consequence) => KindOf(error).Says($"{consequence}: {error.Message}.");

    private static DiagnosticKind KindOf(HubError error) => error switch
    {
        HubError.NotFound or HubError.RevisionNotFound or HubError.EntryNotFound => DiagnosticCatalogue.HubNotFound,
        HubError.Gated or HubError.Disabled or HubError.Forbidden => DiagnosticCatalogue.NotAvailable,
        HubError.BadToken => DiagnosticCatalogue.HubBadToken,
        HubError.RateLimited => DiagnosticCatalogue.HubRateLimited,
        HubError.Malformed or HubError.BadRequest => DiagnosticCatalogue.HubMalformed,
        HubError.Unexpected => DiagnosticCatalogue.ItemFailed,
        _ => DiagnosticCatalogue.HubUnavailable,
    };
}
