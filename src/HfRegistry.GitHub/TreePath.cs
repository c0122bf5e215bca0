using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.GitHub;

/// <summary>The path of a file in a repository: relative, with <c>/</c>, without dot segments and never inside <c>.git</c>.</summary>
internal sealed record TreePath : IComparable<TreePath>
{
    private const int MaxLength = 1_024;

    private readonly string _path;

    private TreePath(string path) => _path = path;

    /// <summary>Reads a path of at most 1,024 characters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TreePath? path)
    {
        path = text is { Length: > 0 and <= MaxLength } && TextSanitizer.IsSafe(text) && !text.Contains('\\', StringComparison.Ordinal)
            && text.Split('/').All(static part => part is not ("" or "." or "..") && !part.Equals(".git", StringComparison.OrdinalIgnoreCase))
                ? new TreePath(text)
                : null;
        return path is not null;
    }

    /// <summary>Reads a path that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is no path in a repository.</exception>
    public static TreePath Parse(string text) =>
        TryParse(text, out var path) ? path : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not a path in a repository.");

    public int CompareTo(TreePath? other) => string.CompareOrdinal(_path, other?._path);

    /// <summary>Returns whether the left path comes first.</summary>
    public static bool operator <(TreePath left, TreePath right) => left.CompareTo(right) < 0;

    /// <summary>Returns whether the left path comes first or is the same.</summary>
    public static bool operator <=(TreePath left, TreePath right) => left.CompareTo(right) <= 0;

    /// <summary>Returns whether the left path comes last.</summary>
    public static bool operator >(TreePath left, TreePath right) => left.CompareTo(right) > 0;

    /// <summary>Returns whether the left path comes last or is the same.</summary>
    public static bool operator >=(TreePath left, TreePath right) => left.CompareTo(right) >= 0;

    public override string ToString() => _path;
}
