using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HfRegistry.Models;

/// <summary>
/// A model type, the Hub's <c>config.model_type</c> (<c>bert</c>, <c>gpt_neo</c>, <c>blip-2</c>).
/// </summary>
/// <remarks>
/// Two spellings are one type when their letters and digits agree without case: <c>gpt-j</c>, <c>gptj</c> and <c>GPT-J</c>.
/// No two transformers types share such a key (a test over the type catalog keeps it so).
/// </remarks>
internal sealed class ModelType : IEquatable<ModelType>, IComparable<ModelType>
{
    private const int MaxLength = 96;

    private ModelType(string name, string key)
    {
        Name = name;
        Key = key;
    }

    /// <summary>Gets the spelling as it was given.</summary>
    public string Name { get; }

    /// <summary>Gets the letters and digits in lower case: what makes two spellings one type.</summary>
    public string Key { get; }

    /// <summary>Reads a type name: 1 to 96 ASCII letters, digits, <c>_ . -</c>, with a letter or digit first.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ModelType? type)
    {
        type = null;
        if (text is not { Length: > 0 and <= MaxLength } || !char.IsAsciiLetterOrDigit(text[0]))
            return false;
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
                key.Append(char.ToLowerInvariant(c));
            else if (c is not ('_' or '.' or '-'))
                return false;
        }

        type = new ModelType(text, key.ToString());
        return true;
    }

    /// <summary>Reads a type name that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is no model type.</exception>
    public static ModelType Parse(string text) =>
        TryParse(text, out var type) ? type : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not a model type.");

    public bool Equals(ModelType? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as ModelType);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public int CompareTo(ModelType? other) => other is null ? 1 : string.CompareOrdinal(Key, other.Key);

    public override string ToString() => Name;

    /// <summary>Returns whether two spellings are one type.</summary>
    public static bool operator ==(ModelType? left, ModelType? right) => left?.Equals(right) ?? right is null;

    /// <summary>Returns whether two spellings are different types.</summary>
    public static bool operator !=(ModelType? left, ModelType? right) => !(left == right);

    /// <summary>Returns order by <see cref="Key"/>.</summary>
    public static bool operator <(ModelType? left, ModelType? right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <summary>Returns order by <see cref="Key"/>.</summary>
    public static bool operator <=(ModelType? left, ModelType? right) => left is null || left.CompareTo(right) <= 0;

    /// <summary>Returns order by <see cref="Key"/>.</summary>
    public static bool operator >(ModelType? left, ModelType? right) => right < left;

    /// <summary>Returns order by <see cref="Key"/>.</summary>
    public static bool operator >=(ModelType? left, ModelType? right) => right <= left;
}
