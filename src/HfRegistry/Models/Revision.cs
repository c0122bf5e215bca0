using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.Models;

/// <summary>A commit of a Hub repository: 40 lower-case hexadecimal digits. Only a commit pins; a branch or a tag moves.</summary>
internal sealed record Revision
{
    private const int Length = 40;

    private readonly string _sha;

    private Revision(string sha) => _sha = sha;

    /// <summary>Gets the first seven digits, for people.</summary>
    public string Short => _sha[..7];

    /// <summary>Reads a commit id; upper-case digits are accepted and lowered.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Revision? revision)
    {
        revision = null;
        if (text is not { Length: Length } || !text.All(char.IsAsciiHexDigit))
            return false;
        revision = new Revision(text.ToLowerInvariant());
        return true;
    }

    /// <summary>Reads a commit id that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is not 40 hexadecimal digits.</exception>
    public static Revision Parse(string text) =>
        TryParse(text, out var revision) ? revision : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not a commit id of 40 hexadecimal digits.");

    public override string ToString() => _sha;
}
