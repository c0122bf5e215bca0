namespace HfRegistry.Hub;

/// <summary>Turns the Hub's errors into diagnostics.</summary>
public static class HubDiagnostics
{
    /// <summary>The diagnostic of an error.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="consequence">What follows from it, as a clause without a full stop.</param>
    public static Diagnostic Of(HubError error, string consequence) => KindOf(error).Create($"{consequence}: {error.Message}.");

    private static DiagnosticDescriptor KindOf(HubError error) => error switch
    {
        HubError.NotFound or HubError.RevisionNotFound or HubError.EntryNotFound => DiagnosticCatalog.HubNotFound,
        HubError.Gated or HubError.Disabled or HubError.Forbidden => DiagnosticCatalog.NotAvailable,
        HubError.BadToken => DiagnosticCatalog.HubBadToken,
        HubError.RateLimited => DiagnosticCatalog.HubRateLimited,
        HubError.Malformed or HubError.BadRequest => DiagnosticCatalog.HubMalformed,
        HubError.Unexpected => DiagnosticCatalog.ItemFailed,
        _ => DiagnosticCatalog.HubUnavailable,
    };
}
