namespace HfRegistry.Hub;

/// <summary>Turns the Hub's errors into diagnostics.</summary>
internal static class HubDiagnostics
{
    /// <summary>Returns the diagnostic of an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="consequence">The result, a template of <see cref="Consequence"/>.</param>
    /// <param name="arguments">The template's arguments.</param>
    internal static Diagnostic Of(HubError error, string consequence, params ReadOnlySpan<object?> arguments) =>
        KindOf(error).Create(MessageTemplate.Format(consequence, arguments), error.Message);

    /// <summary>Returns the diagnostic of a refresh without any result.</summary>
    /// <param name="error">The error.</param>
    public static Diagnostic OfRefresh(HubError error) => Of(error, Consequence.NothingRefreshed);

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
