using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HfRegistry.GitHub;

/// <summary>The id of a commit, a tree or a blob: 40 lower-case hexadecimal digits.</summary>
internal sealed record GitObjectId
{
    private const int Length = 40;

    private readonly string _sha;

    private GitObjectId(string sha) => _sha = sha;

    /// <summary>Gets the id that stands for "no object" where a branch is created or deleted.</summary>
    public static GitObjectId Zero { get; } = new(new string('0', Length));

    /// <summary>Gets the first seven digits, for people.</summary>
    public string Short => _sha[..7];

    /// <summary>Reads an id; upper-case digits are accepted and lowered.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out GitObjectId? id)
    {
        id = text is { Length: Length } && text.All(char.IsAsciiHexDigit) ? new GitObjectId(text.ToLowerInvariant()) : null;
        return id is not null;
    }

    /// <summary>Reads an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is not 40 hexadecimal digits.</exception>
    public static GitObjectId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not an object id of 40 hexadecimal digits.");

    /// <summary>Returns the id that git gives a file's content, so that equal content is known without asking for it.</summary>
    public static GitObjectId OfBlob(ReadOnlySpan<byte> content)
    {
        var header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0"));
#pragma warning disable CA5350 // It is git's own name for the content; nothing is protected by it.
        return new GitObjectId(Convert.ToHexStringLower(SHA1.HashData([.. header, .. content])));
#pragma warning restore CA5350
    }

    public override string ToString() => _sha;
}
