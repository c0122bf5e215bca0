using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.Configuration;

/// <summary>The severity of a rule in <c>hfregistry.json</c>.</summary>
/// <param name="Value">The severity, or null when the rule is off.</param>
internal sealed record RuleSeverity(Severity? Value)
{
    /// <summary>The words that there are, for a message.</summary>
    public const string Expected = "\"off\", \"message\", \"warning\" or \"error\"";

    public static bool TryParse(string? text, [NotNullWhen(true)] out RuleSeverity? severity)
    {
        severity = text switch
        {
            "off" => new RuleSeverity((Severity?)null),
            "message" => new RuleSeverity(Severity.Message),
            "warning" => new RuleSeverity(Severity.Warning),
            "error" => new RuleSeverity(Severity.Error),
            _ => null,
        };
        return severity is not null;
    }
}
