using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HfRegistry.Ingestion;

/// <summary>The name of a tenant: whoever shares a catalog and a store without seeing the others' packages.</summary>
internal sealed partial record TenantName
{
    private readonly string _text;

    private TenantName(string text) => _text = text;

    /// <summary>Gets the tenant of a team that has everything to itself.</summary>
    public static TenantName Default { get; } = new("default");

    /// <summary>Reads a name.</summary>
    /// <returns>False unless the text has 1 to 32 lowercase letters, digits and single dashes, with a letter or digit at both ends.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TenantName? name)
    {
        name = text is { Length: <= 32 } && Pattern().IsMatch(text) ? new TenantName(text) : null;
        return name is not null;
    }

    /// <summary>Reads a name that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is no name.</exception>
    public static TenantName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not the name of a tenant.");

    public override string ToString() => _text;

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
