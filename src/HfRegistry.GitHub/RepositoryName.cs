using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.GitHub;

/// <summary>A repository on GitHub: <c>owner/name</c>. Compared without case, as GitHub does.</summary>
internal sealed class RepositoryName : IEquatable<RepositoryName>
{
    private const int MaxLength = 100;

    private RepositoryName(string owner, string name) => (Owner, Name) = (owner, name);

    /// <summary>Gets the user or organization.</summary>
    public string Owner { get; }

    /// <summary>Gets the name without its owner.</summary>
    public string Name { get; }

    /// <summary>Reads <c>owner/name</c>: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, at most 100 characters each.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RepositoryName? repository)
    {
        repository = text?.Split('/') is [var owner, var name] && IsPart(owner) && IsPart(name) ? new RepositoryName(owner, name) : null;
        return repository is not null;
    }

    /// <summary>Reads a name that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is no <c>owner/name</c>.</exception>
    public static RepositoryName Parse(string text) =>
        TryParse(text, out var repository) ? repository : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not an owner/name of a repository.");

    public bool Equals(RepositoryName? other) => string.Equals(ToString(), other?.ToString(), StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as RepositoryName);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{Owner}/{Name}";

    private static bool IsPart(string text) =>
        text is { Length: > 0 and <= MaxLength } and not ("." or "..") && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
