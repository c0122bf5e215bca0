using System.Text;
using HfRegistry.Cli.Output;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.Cli.Commands.Diff;

/// <summary>The output of <c>diff --markdown</c>: the body of a pull request or of a comment.</summary>
internal static class DiffMarkdown
{
    /// <summary>GitHub refuses a body of more than 65,536 characters; the rest is for what is written around this one.</summary>
    private const int MaxLength = 60_000;

    public static void Write(DiffDocument diff, CommandIO io)
    {
        var text = new StringBuilder().Append(DiffText.Summary(diff)).Append('\n');
        // What waits for a person comes first, so that a cut never hides it behind what does not.
        AppendTable(text, "A person has to look", [.. diff.Changes.Where(static change => change.NeedsReview)]);
        AppendTable(text, "Changed", [.. diff.Changes.Where(static change => !change.NeedsReview)]);
        if (diff.Noise.Describe() is { } noise)
            text.Append('\n').Append(noise).Append('\n');
        io.Out.Write(text);
    }

    private static void AppendTable(StringBuilder text, string title, IReadOnlyList<ChangeRow> changes)
    {
        if (changes.Count == 0)
            return;
        text.Append("\n### ").Append(title).Append("\n\n").Append(MarkdownTable.Head("type", "change", "model", "before", "after", "why")).Append('\n');
        for (var i = 0; i < changes.Count; i++)
        {
            var row = Row(changes[i]);
            if (text.Length + row.Length > MaxLength)
            {
                text.Append("\nAnd ").Append(changes.Count - i).Append(" more: `hfregistry diff` lists all of them.\n");
                return;
            }

            text.Append(row).Append('\n');
        }
    }

    private static string Row(ChangeRow change) => MarkdownTable.Row(
        MarkdownTable.Code(change.ModelType), DiffText.Words(change.Kind), MarkdownTable.Code(change.ModelId), MarkdownTable.Code(change.Old),
        MarkdownTable.Code(change.New), MarkdownTable.Code(change.Reason));
}
