using System.Collections.Frozen;

namespace HfRegistry.Build;

/// <summary>
/// What a project does with warnings. MSBuild applies <c>NoWarn</c> and <c>WarningsAsErrors</c> to every task, and leaves
/// <c>TreatWarningsAsErrors</c> to the tool that warns.
/// </summary>
internal sealed class WarningPolicy
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    private readonly bool _treatsAsErrors;
    private readonly FrozenSet<string> _exceptions;

    /// <param name="treatWarningsAsErrors"><c>TreatWarningsAsErrors</c>.</param>
    /// <param name="exceptions">The lists of codes that stay what they are: <c>NoWarn</c> and <c>WarningsNotAsErrors</c>.</param>
    public WarningPolicy(string? treatWarningsAsErrors, params ReadOnlySpan<string?> exceptions)
    {
        _treatsAsErrors = Flag.TryRead(treatWarningsAsErrors, whenEmpty: false, out var treats) && treats;
        _exceptions = string.Join(';', exceptions).Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The diagnostic, as an error where the project says so.</summary>
    public Diagnostic Apply(Diagnostic diagnostic) =>
        _treatsAsErrors && diagnostic.Severity == Severity.Warning && !_exceptions.Contains(diagnostic.Code) ? diagnostic with { Severity = Severity.Error } : diagnostic;
}
