using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace HfRegistry.Cache;

/// <summary>
/// Patterns that choose files of a repository, with the meaning that <c>hf download --include/--exclude</c> gives them: Python's
/// <c>fnmatchcase</c> over the whole path. <c>*</c> also matches <c>/</c>, <c>?</c> one character, <c>[seq]</c> one of a set; case counts
/// on every system; a pattern that ends in <c>/</c> is a folder with all it holds.
/// </summary>
internal sealed class FilePatterns
{
    private readonly ImmutableArray<Regex> _include;
    private readonly ImmutableArray<Regex> _exclude;

    /// <summary>Reads patterns.</summary>
    /// <param name="include">What to take; empty for everything.</param>
    /// <param name="exclude">What to leave out of that.</param>
    public FilePatterns(IEnumerable<string> include, IEnumerable<string> exclude)
    {
        _include = [.. include.Select(Translate)];
        _exclude = [.. exclude.Select(Translate)];
    }

    /// <summary>Returns whether the patterns choose a path.</summary>
    public bool Matches(string path) => (_include.IsEmpty || _include.Any(pattern => pattern.IsMatch(path))) && !_exclude.Any(pattern => pattern.IsMatch(path));

    // Without backtracking: a pattern may come from a project file that somebody else wrote.
    private static Regex Translate(string pattern)
    {
        var text = pattern.Replace('\\', '/');
        if (text.EndsWith('/'))
            text += "*";
        var regex = new StringBuilder(@"\A(?:");
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '*')
                regex.Append(".*");
            else if (text[i] == '?')
                regex.Append('.');
            else if (text[i] == '[' && SetEnd(text, i) is { } end)
            {
                regex.Append(Set(text[(i + 1)..end]));
                i = end;
            }
            else
                regex.Append(Regex.Escape(text[i].ToString()));
        }

        return new Regex(regex.Append(@")\z").ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    // A bracket right after the opening one, or after its exclamation mark, belongs to the set; without an end there is no set.
    private static int? SetEnd(string text, int start)
    {
        var from = start + 1 < text.Length && text[start + 1] == '!' ? start + 2 : start + 1;
        var end = from < text.Length ? text.IndexOf(']', from + 1) : -1;
        return end < 0 ? null : end;
    }

    private static string Set(string members)
    {
        var isNegated = members[0] == '!';
        var body = (isNegated ? members[1..] : members).Replace("\\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal)
            .Replace("]", @"\]", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);

        // A range that runs backward matches nothing, and is none to a regular expression.
        for (var i = 1; i + 1 < body.Length; i++)
        {
            if (body[i] == '-' && body[i - 1] > body[i + 1])
                return isNegated ? "." : @"[^\s\S]";
        }

        return $"[{(isNegated ? "^" : "")}{body}]";
    }
}
