using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>The rules that a schema cannot say, over one document that was read. Pure: the day comes in.</summary>
internal static class MofRules
{
    /// <summary>Returns everything that the rules find, in the order of the text.</summary>
    /// <param name="document">The document.</param>
    /// <param name="today">The latest day that it is anywhere on Earth.</param>
    public static IReadOnlyList<MofFinding> Check(MofDocument document, DateOnly today)
    {
        if (document.Source is not { } source)
            return [];
        var at = new Places(source.Path);
        IEnumerable<MofFinding> found =
        [
            .. ComponentRules.Check(document, at),
            .. LicenseRules.Check(document, at),
            .. FieldRules.Check(document, today, at),
            .. KeyRules.Check(source.Root, at),
        ];
        return [.. found.OrderBy(static finding => (finding.Diagnostic.Location!.Line, finding.Diagnostic.Location.Column))];
    }
}

/// <summary>Makes findings about one file.</summary>
internal sealed record Places(string Path)
{
    /// <summary>Creates a finding at a place.</summary>
    public MofFinding Find(DiagnosticDescriptor kind, TextPlace place, params ReadOnlySpan<object?> arguments) => new(kind.Create(place.In(Path), arguments));
}
