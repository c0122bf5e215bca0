using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>Reads requests: strings become values, and what does not exist becomes a diagnostic with a "did you mean".</summary>
public static class RequestReader
{
    /// <summary>Reads one request.</summary>
    /// <param name="raw">The words.</param>
    /// <param name="registry">Tells types and ids apart, and knows old ids.</param>
    /// <param name="context">Knows tasks, profiles and types.</param>
    /// <param name="location">Where the request stands, for the diagnostics.</param>
    public static Outcome<ModelRequest> Read(RawRequest raw, ModelRegistry registry, SelectionContext context, SourceLocation? location = null) =>
        throw new NotSupportedException(raw.ToString() + registry + context + location);
}
