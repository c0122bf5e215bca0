using System.Globalization;
using System.Text;

namespace HfRegistry.GitHub.Actions;

/// <summary>
/// The lines by which a step speaks to its runner. The runner reads both output streams, so that foreign text goes there only through
/// <see cref="Quiet"/>.
/// </summary>
internal static class WorkflowCommand
{
    private const int MaxMessageLength = 4_096;
    private const int MaxAnnotationsOfAKind = 10;

    /// <summary>Returns annotations for diagnostics, at most ten of each kind: the runner drops more, so the tenth tells how many there are.</summary>
    /// <param name="diagnostics">The diagnostics.</param>
    /// <param name="root">The folder of the repository, for a place's path from there; null when there is none.</param>
    public static IEnumerable<string> Annotations(IEnumerable<Diagnostic> diagnostics, string? root) =>
        diagnostics.GroupBy(static diagnostic => diagnostic.Severity).OrderByDescending(static kind => kind.Key).SelectMany(kind =>
        {
            Diagnostic[] all = [.. kind];
            return all.Length <= MaxAnnotationsOfAKind
                ? all.Select(diagnostic => Annotation(diagnostic, root))
                : all.Take(MaxAnnotationsOfAKind - 1).Select(diagnostic => Annotation(diagnostic, root)).Append(string.Create(
                    CultureInfo.InvariantCulture, $"::{Word(kind.Key)}::{all.Length - MaxAnnotationsOfAKind + 1} more of this kind are in the job's summary."));
        });

    /// <summary>Returns the annotation of a diagnostic. A place outside the repository is left out: it would be wrong on a pull request.</summary>
    public static string Annotation(Diagnostic diagnostic, string? root)
    {
        var properties = new StringBuilder("title=").Append(Property(diagnostic.Code));
        if (diagnostic.Location is { } place && PathFrom(root, place.File) is { } path)
        {
            properties.Append(",file=").Append(Property(path));
            if (place.Line > 0)
                properties.Append(CultureInfo.InvariantCulture, $",line={place.Line}");
            if (place is { Line: > 0, Column: > 0 })
                properties.Append(CultureInfo.InvariantCulture, $",col={place.Column}");
        }

        // The other agents' marks count within this one's command too.
        return "::" + AgentCommands.Escape($"{Word(diagnostic.Severity)} {properties}::{Message(TextSanitizer.Sanitize(diagnostic.Message, MaxMessageLength - 1))}");
    }

    /// <summary>Returns a foreign line that no build agent takes for a command.</summary>
    public static string Quiet(string? line) => AgentCommands.Escape(TextSanitizer.Sanitize(line, MaxMessageLength));

    internal static string Message(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    internal static string Property(string text) =>
        Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "notice",
    };

    private static string? PathFrom(string? root, string file)
    {
        if (root is null)
            return null;
        var path = Path.GetRelativePath(root, file).Replace('\\', '/');
        return Path.IsPathRooted(path) || path == ".." || path.StartsWith("../", StringComparison.Ordinal) ? null : path;
    }
}
