using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HfRegistry.Ingestion;

/// <summary>The version of a package: Semantic Versioning 2.0.0, without <c>v</c>. Only equal texts are equal.</summary>
internal sealed partial record PackageVersion
{
    private const int MaxLength = 100;

    private readonly string _text;

    private PackageVersion(string text) => _text = text;

    /// <summary>Gets the version of a package for which none was requested.</summary>
    public static PackageVersion Default { get; } = new("1.0.0");

    /// <summary>Reads a version.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version, when the result is true.</param>
    /// <returns>False when the text is no semantic version, or longer than 100 characters.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PackageVersion? version)
    {
        version = text is { Length: <= MaxLength } && Pattern().IsMatch(text) ? new PackageVersion(text) : null;
        return version is not null;
    }

    /// <summary>Reads a version that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is no semantic version.</exception>
    public static PackageVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not a semantic version.");

    public override string ToString() => _text;

    [GeneratedRegex(
        @"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
