using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.GitHub;

/// <summary>The name of a branch, without <c>refs/heads/</c>, under the rules of <c>git check-ref-format</c>.</summary>
internal sealed record BranchName
{
    private const int MaxLength = 200;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ~^:?*[\\");

    private readonly string _name;

    private BranchName(string name) => _name = name;

    /// <summary>Gets the full name of the reference.</summary>
    public string Reference => $"refs/heads/{_name}";

    /// <summary>Reads a name of at most 200 characters; <c>refs/heads/</c> in front is dropped.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out BranchName? branch)
    {
        const string heads = "refs/heads/";
        var name = text?.StartsWith(heads, StringComparison.Ordinal) == true ? text[heads.Length..] : text;
        branch = name is { Length: > 0 and <= MaxLength } && IsPossible(name) ? new BranchName(name) : null;
        return branch is not null;
    }

    /// <summary>Reads a name that is known to be well formed.</summary>
    /// <exception cref="FormatException">git would refuse the name.</exception>
    public static BranchName Parse(string text) =>
        TryParse(text, out var branch) ? branch : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not a name of a branch.");

    /// <summary>Returns whether git cannot have both: <c>a</c> would have to be a file and a folder beside <c>a/b</c>.</summary>
    public bool ClashesWith(BranchName other) =>
        _name.StartsWith(other._name + "/", StringComparison.Ordinal) || other._name.StartsWith(_name + "/", StringComparison.Ordinal);

    public override string ToString() => _name;

    private static bool IsPossible(string name) =>
        TextSanitizer.IsSafe(name)
        && !name.AsSpan().ContainsAny(Forbidden)
        && name[0] != '-' && name[^1] != '.' && name != "@"
        && !name.Contains("..", StringComparison.Ordinal) && !name.Contains("@{", StringComparison.Ordinal)
        && name.Split('/').All(static part => part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal));
}
