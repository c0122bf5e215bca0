using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>Something that a rule or the schema found.</summary>
/// <param name="Diagnostic">What to tell, with its place.</param>
/// <param name="Fix">The correction that is certain to be meant, or null.</param>
internal sealed record MofFinding(Diagnostic Diagnostic, MofEdit? Fix = null);
