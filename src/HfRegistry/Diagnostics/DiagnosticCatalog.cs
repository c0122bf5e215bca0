using System.Collections.Frozen;

namespace HfRegistry.Diagnostics;

/// <summary>
/// Every diagnostic code: HFR1xxx resolution, HFR2xxx MOF documents, HFR3xxx the gate, HFR4xxx registry and Hub,
/// HFR5xxx configuration, HFR6xxx GitHub, HFR7xxx files, streams, stores and ingestion, HFR8xxx projects. A code is never given a second meaning.
/// </summary>
internal static partial class DiagnosticCatalog
{
    private const string HelpPage = "https://github.com/hfregistry/HfRegistry.Build/blob/main/docs/diagnostics.md";

    /// <summary>Gets every code with its main descriptor, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => Index.All;

    /// <summary>Gets every descriptor with the name of its field: of each code the main one, then its variants.</summary>
    internal static IReadOnlyList<(string Name, DiagnosticDescriptor Descriptor)> Named => Index.Named;

    /// <summary>Returns the address of the page that explains a code.</summary>
    /// <exception cref="ArgumentException">No such code exists.</exception>
    public static string HelpLink(string code) =>
        Index.Codes.Contains(code) ? $"{HelpPage}#{code.ToLowerInvariant()}" : throw new ArgumentException($"No diagnostic has the code {code}.", nameof(code));

    // A class of its own, made at its first use: the codes stand in several files, whose order at initialization nobody promises.
    private static class Index
    {
        public static readonly IReadOnlyList<(string Name, DiagnosticDescriptor Descriptor)> Named =
            [.. typeof(DiagnosticCatalog).GetFields().Where(static field => field.FieldType == typeof(DiagnosticDescriptor))
                .Select(static field => (field.Name, Descriptor: (DiagnosticDescriptor)field.GetValue(null)!))
                .OrderBy(static field => field.Descriptor.Code, StringComparer.Ordinal).ThenBy(static field => field.Descriptor.IsVariant)];

        public static readonly IReadOnlyList<DiagnosticDescriptor> All = [.. Named.Select(static field => field.Descriptor).Where(static kind => !kind.IsVariant)];

        public static readonly FrozenSet<string> Codes = All.Select(static kind => kind.Code).ToFrozenSet(StringComparer.Ordinal);
    }
}
