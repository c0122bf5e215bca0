using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.Models;

/// <summary>
/// The id of a model repository on the Hub: <c>namespace/name</c>, or a legacy single <c>name</c>.
/// </summary>
/// <remarks>
/// The rules are the Hub's own (letters, digits, <c>_ . -</c>; starts and ends on a word character; no <c>--</c>, no <c>..</c>,
/// not ending in <c>.git</c>; each part of 1 to 96 characters). Ids compare without case, as the Hub answers them: it
/// redirects a wrong case to the right one. The spelling is kept.
/// </remarks>
internal sealed class ModelId : IEquatable<ModelId>, IComparable<ModelId>
{
    private const int MaxPartLength = 96;

    private readonly string _text;

    private ModelId(string text, int slash)
    {
        _text = text;
        Owner = slash < 0 ? null : text[..slash];
        Name = text[(slash + 1)..];
    }

    /// <summary>Gets the user or organization, or null for a legacy single name.</summary>
    public string? Owner { get; }

    /// <summary>Gets the repository's name without its owner.</summary>
    public string Name { get; }

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    /// <param name="id">The id, when the result is true.</param>
    /// <returns>False when the text breaks one of the Hub's rules for repository names.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ModelId? id)
    {
        id = null;
        if (string.IsNullOrEmpty(text))
            return false;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && (!IsPart(text.AsSpan(0, slash)) || text.IndexOf('/', slash + 1) >= 0))
            return false;
        if (!IsPart(text.AsSpan(slash + 1)) || text.EndsWith(".git", StringComparison.OrdinalIgnoreCase))
            return false;
        id = new ModelId(text, slash);
        return true;
    }

    /// <summary>Reads an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is no model id.</exception>
    public static ModelId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not a Hub model id.");

    public bool Equals(ModelId? other) => other is not null && string.Equals(_text, other._text, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as ModelId);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_text);

    /// <summary>Returns an order that does not depend on the machine's culture. Two spellings of one id stand at one place, so that sorted sets find both.</summary>
    public int CompareTo(ModelId? other) => other is null ? 1 : string.Compare(_text, other._text, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => _text;

    /// <summary>Returns whether two ids name the same repository.</summary>
    public static bool operator ==(ModelId? left, ModelId? right) => left?.Equals(right) ?? right is null;

    /// <summary>Returns whether two ids name different repositories.</summary>
    public static bool operator !=(ModelId? left, ModelId? right) => !(left == right);

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator <(ModelId? left, ModelId? right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator <=(ModelId? left, ModelId? right) => left is null || left.CompareTo(right) <= 0;

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator >(ModelId? left, ModelId? right) => right < left;

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator >=(ModelId? left, ModelId? right) => right <= left;

    private static bool IsPart(ReadOnlySpan<char> part)
    {
        if (part.Length is 0 or > MaxPartLength || !IsWord(part[0]) || !IsWord(part[^1]))
            return false;
        for (var i = 0; i < part.Length; i++)
        {
            var c = part[i];
            if (!IsWord(c) && c is not ('.' or '-'))
                return false;
            if (c is '.' or '-' && part[i + 1] == c)
                return false;
        }

        return true;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
