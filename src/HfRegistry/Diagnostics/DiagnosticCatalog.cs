using System.Collections.Frozen;

namespace HfRegistry.Diagnostics;

/// <summary>What a diagnostic code means. The table is the source of <c>docs/diagnostics.md</c> (a test compares them).</summary>
/// <param name="Code">The code, <c>HFR</c> and four digits.</param>
/// <param name="Severity">The usual severity; a door may raise or lower it.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record DiagnosticDescriptor(string Code, Severity Severity, string Title, string Remedy)
{
    /// <summary>A diagnostic of this kind with its usual severity.</summary>
    public Diagnostic Create(SourceLocation? location, string message) => new(Code, Severity, message, location);

    /// <summary>A diagnostic of this kind that points to no file.</summary>
    public Diagnostic Create(string message) => new(Code, Severity, message);
}

/// <summary>
/// Every diagnostic code: HFR1xxx resolution, HFR2xxx MOF documents, HFR3xxx the gate, HFR4xxx registry and Hub,
/// HFR5xxx configuration, HFR6xxx GitHub, HFR7xxx files and streams. A code is never given a second meaning.
/// </summary>
public static partial class DiagnosticCatalog
{
    private const string HelpPage = "https://github.com/hfregistry/HfRegistry.Build/blob/main/docs/diagnostics.md";

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => Index.All;

    /// <summary>The address of the page that explains a code.</summary>
    /// <exception cref="ArgumentException">No such code exists.</exception>
    public static string HelpLink(string code) =>
        Index.Codes.Contains(code) ? $"{HelpPage}#{code.ToLowerInvariant()}" : throw new ArgumentException($"No diagnostic has the code {code}.", nameof(code));

    // A class of its own, made at its first use: the codes stand in several files, whose order at initialization nobody promises.
    private static class Index
    {
        public static readonly IReadOnlyList<DiagnosticDescriptor> All =
            [.. typeof(DiagnosticCatalog).GetFields().Where(static field => field.FieldType == typeof(DiagnosticDescriptor))
                .Select(static field => (DiagnosticDescriptor)field.GetValue(null)!).OrderBy(static kind => kind.Code, StringComparer.Ordinal)];

        public static readonly FrozenSet<string> Codes = All.Select(static kind => kind.Code).ToFrozenSet(StringComparer.Ordinal);
    }
}
