using System.Text.RegularExpressions;

namespace HfRegistry.Files;

/// <summary>Expands what people write in paths: <c>~</c> and <c>$NAME</c>, as Python's <c>expanduser</c> and <c>expandvars</c> do.</summary>
internal static partial class UserPath
{
    /// <summary>Returns a path with the user's home and the variables written out. A variable that is not set stays as it is.</summary>
    /// <param name="path">The path.</param>
    /// <param name="variable">Gives a variable's value, or null when it is not set.</param>
    public static string Expand(string path, Func<string, string?> variable)
    {
        var expanded = Variable().Replace(path, match => variable(match.Groups["name"].Value) ?? match.Value);
        return expanded == "~" || expanded.StartsWith("~/", StringComparison.Ordinal) || expanded.StartsWith("~\\", StringComparison.Ordinal)
            ? (variable("HOME") ?? variable("USERPROFILE") ?? "~") + expanded[1..]
            : expanded;
    }

    [GeneratedRegex(@"\$(?:\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}|(?<name>[A-Za-z_][A-Za-z0-9_]*))", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
