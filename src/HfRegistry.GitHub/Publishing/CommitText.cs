using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Publishing;

/// <summary>
/// The messages of our commits. Two trailers prove, as far as accidents go, that a commit is as we made it: the one names the content,
/// the other the tree, so that an amended commit is told from ours.
/// </summary>
internal static class CommitText
{
    private const string ContentTrailer = "HfRegistry-Content: ";
    private const string TreeTrailer = "HfRegistry-Tree: ";
    private const int MaxSubjectLength = 120;
    private const int MaxLines = 100;

    /// <summary>Returns the message of a commit.</summary>
    public static string Write(string message, string fingerprint, GitObjectId tree)
    {
        string[] lines = [.. message.ReplaceLineEndings("\n").Trim().Split('\n').Take(MaxLines)];
        var subject = MarkdownEscaper.Line(lines[0], MaxSubjectLength);
        var rest = string.Join('\n', lines.Skip(1).Select(static line => MarkdownEscaper.Line(line)).Where(static line => !IsTrailer(line))).Trim('\n');
        var middle = rest.Length == 0 ? "" : $"\n\n{rest}";
        return $"{subject}{middle}\n\n{ContentTrailer}{fingerprint}\n{TreeTrailer}{tree}\n";
    }

    /// <summary>Returns whether a commit is as we made it.</summary>
    public static bool IsOurs(CommitFacts commit) => Last(commit.Message, TreeTrailer) == commit.Tree.ToString();

    /// <summary>Returns the fingerprint of the content of a commit of ours; null of any other.</summary>
    public static string? FingerprintOf(CommitFacts commit) => IsOurs(commit) ? Last(commit.Message, ContentTrailer) : null;

    private static bool IsTrailer(string line) =>
        line.StartsWith(ContentTrailer, StringComparison.OrdinalIgnoreCase) || line.StartsWith(TreeTrailer, StringComparison.OrdinalIgnoreCase);

    private static string? Last(string message, string trailer) =>
        message.Split('\n').LastOrDefault(line => line.StartsWith(trailer, StringComparison.Ordinal))?[trailer.Length..].Trim();
}
