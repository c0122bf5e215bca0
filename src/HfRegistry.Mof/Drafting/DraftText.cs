using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Drafting;

/// <summary>The state of a file in the place of a draft.</summary>
internal enum DraftState
{
    /// <summary>There is none.</summary>
    Absent,

    /// <summary>A draft as it was written: it may be replaced.</summary>
    Draft,

    /// <summary>A draft that somebody has edited since: as good as curated.</summary>
    Edited,

    /// <summary>A document that a person wrote, or anything else.</summary>
    Curated,
}

/// <summary>The facts in the head of a draft.</summary>
/// <param name="State">What the file is.</param>
/// <param name="Source">The address of the model that it was drafted of, or null.</param>
/// <param name="Revision">The commit that it was drafted at, or null.</param>
/// <param name="HasSourceEvidence">Whether it was drafted with evidence of the source repository.</param>
internal sealed record DraftHead(DraftState State, string? Source = null, string? Revision = null, bool HasSourceEvidence = false);

/// <summary>Writes a draft as text that can be recognized as such, and as one that nobody has touched.</summary>
internal static partial class DraftText
{
    /// <summary>The first line of every draft.</summary>
    public const string Marker = "AUTO-GENERATED DRAFT - REQUIRES MANUAL REVIEW";

    internal const string SourceLabel = "source: ";
    internal const string RevisionLabel = "revision: ";
    internal const string SourcesLabel = "repository evidence: ";
    internal const string NoSource = "none";
    internal const string NoRevision = "(the Hub named none)";

    private const string ChecksumLabel = "# checksum: ";
    private const int ChecksumDigits = 16;
    private const int HeadLines = 12;

    /// <summary>Returns the text of a draft: its last line tells whether somebody changed it.</summary>
    public static string Write(MofDraft draft)
    {
        var text = MofDocumentWriter.Write(draft.Document, draft.Comments);
        return $"{text}{ChecksumLabel}{ChecksumOf(text)}\n";
    }

    /// <summary>Returns what a text is.</summary>
    public static DraftHead Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Take(HeadLines).ToList();
        if (lines.Count == 0 || lines[0] != $"# {Marker}")
            return new DraftHead(DraftState.Curated);
        return new DraftHead(IsUntouched(text) ? DraftState.Draft : DraftState.Edited, Labelled(lines, SourceLabel), Labelled(lines, RevisionLabel), Labelled(lines, SourcesLabel) is not null);
    }

    /// <summary>Returns whether two drafts differ in no more than the commits that they were made at.</summary>
    public static bool SayTheSame(string one, string other) => Contents(one).SequenceEqual(Contents(other), StringComparer.Ordinal);

    private static IEnumerable<string> Contents(string text) => text.ReplaceLineEndings("\n").Split('\n').Where(static (line, place) =>
        !line.StartsWith(ChecksumLabel, StringComparison.Ordinal)
        && (place >= HeadLines || !(line.StartsWith($"# {RevisionLabel}", StringComparison.Ordinal) || line.StartsWith($"# {SourcesLabel}", StringComparison.Ordinal))))
        .Select(WithoutCommit);

    /// <summary>Returns a text in which addresses of files lead to the newest commit: a commit that moved is no news.</summary>
    public static string WithoutCommit(string text) => CommitInAddress.Replace(text, "/blob/HEAD/");

    [GeneratedRegex("/blob/[0-9a-f]{40}/", RegexOptions.CultureInvariant)]
    private static partial Regex CommitInAddress { get; }

    private static bool IsUntouched(string text)
    {
        // A checkout may have changed the line ends.
        var unix = text.ReplaceLineEndings("\n");
        var at = unix.LastIndexOf(ChecksumLabel, StringComparison.Ordinal);
        return at >= 0 && unix[(at + ChecksumLabel.Length)..].TrimEnd('\n') == ChecksumOf(unix[..at]);
    }

    private static string? Labelled(List<string> lines, string label) =>
        lines.FirstOrDefault(line => line.StartsWith($"# {label}", StringComparison.Ordinal))?[(label.Length + 2)..];

    private static string ChecksumOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..ChecksumDigits];
}
