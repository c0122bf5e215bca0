using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.Licenses;

/// <summary>
/// A license's id in the spelling of the SPDX license list, of which <see cref="SpdxCatalog"/> holds every one. Ids compare exactly, as the
/// Model Openness Tool compares them: <c>apache-2.0</c> is no id. What people write is read by <see cref="LicenseNames.Normalize"/>.
/// </summary>
internal sealed class SpdxId : IEquatable<SpdxId>, IComparable<SpdxId>
{
    private readonly string _text;

    internal SpdxId(string text) => _text = text;

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text; every character counts, its case too.</param>
    /// <param name="id">The id, when the result is true.</param>
    /// <returns>False when the catalog has no such id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SpdxId? id)
    {
        id = SpdxCatalog.Find(text)?.Id;
        return id is not null;
    }

    /// <summary>Reads an id that is known to be one.</summary>
    /// <exception cref="FormatException">The catalog has no such id.</exception>
    public static SpdxId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not an SPDX license id.");

    public bool Equals(SpdxId? other) => string.Equals(_text, other?._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as SpdxId);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>Returns the order of the characters, equal on every machine.</summary>
    public int CompareTo(SpdxId? other) => string.CompareOrdinal(_text, other?._text);

    public override string ToString() => _text;

    /// <summary>Returns whether two ids are the same.</summary>
    public static bool operator ==(SpdxId? left, SpdxId? right) => left?.Equals(right) ?? right is null;

    /// <summary>Returns whether two ids differ.</summary>
    public static bool operator !=(SpdxId? left, SpdxId? right) => !(left == right);

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator <(SpdxId? left, SpdxId? right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator <=(SpdxId? left, SpdxId? right) => left is null || left.CompareTo(right) <= 0;

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator >(SpdxId? left, SpdxId? right) => right < left;

    /// <summary>Returns order by <see cref="CompareTo"/>.</summary>
    public static bool operator >=(SpdxId? left, SpdxId? right) => right <= left;
}
