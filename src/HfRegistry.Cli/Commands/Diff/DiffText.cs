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
        if (Noise(diff.Noise) is { } noise)
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

    /// <summary>What differs without mattering, or null.</summary>
    public static string? Noise(NoiseRow noise)
    {
        var parts = new[]
        {
            Count(noise.Downloads, "download count", "download counts"),
            Count(noise.Likes, "number of likes", "numbers of likes"),
            Count(noise.Dates, "date", "dates"),
            Count(noise.Order, "order of models", "orders of models"),
            Count(noise.LongTail, "model of the long tail", "models of the long tail"),
            Count(noise.Revisions, "new commit of a model that is no default", "new commits of models that are no defaults"),
            Count(noise.Facts, "other fact", "other facts"),
            Count(noise.Reasons, "reason for the same default", "reasons for the same default"),
        };
        var told = string.Join(", ", parts.OfType<string>());
        return told.Length == 0 ? null : $"Noise: {told}.";
    }

    private static string? Count(int count, string one, string many) => count switch
    {
        0 => null,
        1 => $"1 {one}",
        _ => $"{count} {many}",
    };
}
