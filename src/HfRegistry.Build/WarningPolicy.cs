using System.Collections.Frozen;
using HfRegistry.Resolution;

namespace HfRegistry.Build;

/// <summary>
/// The warning policy of a project, by the properties that the compilers have. MSBuild itself applies some of them to the warnings of
/// tasks, depending on the file that sets them, and leaves <c>TreatWarningsAsErrors</c> and <c>WarningsNotAsErrors</c> to the tool that warns.
/// </summary>
internal sealed class WarningPolicy
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    private readonly bool _treatsAllAsErrors;
    private readonly FrozenSet<string> _errors;
    private readonly FrozenSet<string> _warnings;
    private readonly FrozenSet<string> _messages;

    /// <param name="treatWarningsAsErrors"><c>TreatWarningsAsErrors</c>.</param>
    /// <param name="warningsAsErrors"><c>WarningsAsErrors</c>: codes that become errors.</param>
    /// <param name="warningsNotAsErrors"><c>WarningsNotAsErrors</c>: codes that stay warnings.</param>
    /// <param name="noWarn"><c>NoWarn</c>: codes that become messages, whatever the others say.</param>
    public WarningPolicy(string? treatWarningsAsErrors, string? warningsAsErrors, string? warningsNotAsErrors, string? noWarn)
    {
        _treatsAllAsErrors = Flag.TryRead(treatWarningsAsErrors, whenEmpty: false, out var treats) && treats;
        _errors = Codes(warningsAsErrors);
        _warnings = Codes(warningsNotAsErrors);
        _messages = Codes(noWarn);
    }

    /// <summary>Returns the diagnostic with the severity that the project gives it.</summary>
    public Diagnostic Apply(Diagnostic diagnostic) => diagnostic.Severity != Severity.Warning ? diagnostic
        : _messages.Contains(diagnostic.Code) ? diagnostic with { Severity = Severity.Message }
        : (_treatsAllAsErrors || _errors.Contains(diagnostic.Code)) && !_warnings.Contains(diagnostic.Code) ? diagnostic with { Severity = Severity.Error }
        : diagnostic;

    private static FrozenSet<string> Codes(string? text) =>
        (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
