using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Diff;

/// <summary>The text output of <c>diff</c>.</summary>
internal static class DiffText
{
    public static void Write(DiffDocument diff, CommandIO io)
    {
        if (diff.Changes.Count > 0)
        {
            var table = new TextTable(
                new Column("type"), new Column("change"), new Column("model"), new Column("before"), new Column("after"), new Column("look"), new Column("why"));
            foreach (var change in diff.Changes)
                table.Add(change.ModelType, Words(change.Kind), change.ModelId, change.Old, change.New, change.NeedsReview ? "yes" : null, change.Reason);
            table.Write(io);
        }

        io.Out.WriteLine(Summary(diff));
        if (diff.Noise.Describe() is { } noise)
            io.Out.WriteLine(noise);
    }

    /// <summary>Returns a kind in words: <c>default changed</c>.</summary>
    public static string Words(string kind) => kind.Replace('_', ' ');

    /// <summary>Returns the number of changes and of those that need review.</summary>
    public static string Summary(DiffDocument diff)
    {
        var waiting = diff.Changes.Count(static change => change.NeedsReview);
        return diff.Changes.Count == 0
            ? "No change that matters."
            : $"{Count(diff.Changes.Count, "change", "changes")}, {(waiting == 0 ? "none" : $"{waiting}")} for a person to look at.";
    }

    private static string? Count(int count, string one, string many) => count switch
    {
        0 => null,
        1 => $"1 {one}",
        _ => $"{count} {many}",
    };
}
