using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Diff;

/// <summary>What <c>diff</c> writes for people.</summary>
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

    /// <summary>A kind in words: <c>default changed</c>.</summary>
    public static string Words(string kind) => kind.Replace('_', ' ');

    /// <summary>How many changes there are, and how many of them wait for a person.</summary>
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
