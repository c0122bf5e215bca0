namespace HfRegistry.Ingestion;

/// <summary>The answer of a store or catalog to a lookup: what was found; or that nothing is there (both are null); or why it is not known.</summary>
/// <typeparam name="T">What was looked up.</typeparam>
/// <param name="Value">What was found, or null.</param>
/// <param name="Error">Why it is not known whether something is there, or null.</param>
internal readonly record struct Lookup<T>(T? Value, Diagnostic? Error = null)
    where T : class;
