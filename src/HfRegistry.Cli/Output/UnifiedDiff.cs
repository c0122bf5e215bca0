using System.Globalization;
using System.Text;

namespace HfRegistry.Cli.Output;

/// <summary>The difference of two texts, in the form that <c>git apply</c> and <c>patch</c> read.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    private enum Kind
    {
        Same,
        Removed,
        Added,
    }

    /// <summary>Compares two texts line by line.</summary>
    /// <param name="path">The file's path in the repository, with slashes.</param>
    /// <param name="old">The text before, or null when the file is new.</param>
    /// <param name="text">The text after.</param>
    /// <returns>The difference, each line ended by <c>\n</c>; empty when there is none.</returns>
    public static string Of(string path, string? old, string text)
    {
        var (before, after) = (Lines(old ?? ""), Lines(text));
        var steps = Steps(before, after);
        var hunks = new StringBuilder();
        for (var at = 0; at < steps.Count;)
        {
            if (steps[at].Kind == Kind.Same)
            {
                at++;
                continue;
            }

            var first = Math.Max(0, at - Context);
            var end = EndOfHunk(steps, at);
            Append(hunks, before, after, steps, first, end);
            at = end;
        }

        return hunks.Length == 0 ? "" : $"--- {(old is null ? "/dev/null" : $"a/{path}")}\n+++ b/{path}\n{hunks}";
    }

    // Changes that are nearer to each other than their contexts are long share a hunk.
    private static int EndOfHunk(List<(Kind Kind, int Old, int New)> steps, int at)
    {
        var last = at;
        for (var next = at; next < steps.Count && next - last <= 2 * Context; next++)
            last = steps[next].Kind == Kind.Same ? last : next;
        return Math.Min(steps.Count, last + Context + 1);
    }

    private static void Append(StringBuilder hunks, List<string> before, List<string> after, List<(Kind Kind, int Old, int New)> steps, int first, int end)
    {
        var hunk = steps[first..end];
        var (removed, added) = (hunk.Count(static step => step.Kind != Kind.Added), hunk.Count(static step => step.Kind != Kind.Removed));
        hunks.Append(CultureInfo.InvariantCulture, $"@@ -{Range(hunk[0].Old, removed)} +{Range(hunk[0].New, added)} @@\n");
        foreach (var (kind, oldLine, newLine) in hunk)
        {
            var line = kind == Kind.Added ? after[newLine] : before[oldLine];
            hunks.Append(kind switch { Kind.Removed => '-', Kind.Added => '+', _ => ' ' }).Append(line.TrimEnd('\n')).Append('\n');
            if (!line.EndsWith('\n'))
                hunks.Append("\\ No newline at end of file\n");
        }
    }

    // Lines count from 1; a side without lines names the line before it.
    private static string Range(int start, int count) => string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");

    /// <summary>Returns the lines with their ends.</summary>
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length; at += lines[^1].Length)
            lines.Add(text.IndexOf('\n', at) is >= 0 and var end ? text[at..(end + 1)] : text[at..]);
        return lines;
    }

    /// <summary>Returns the lines of both sides in one order, with the places that they have on both.</summary>
    private static List<(Kind Kind, int Old, int New)> Steps(List<string> before, List<string> after)
    {
        var head = before.Zip(after).TakeWhile(static pair => pair.First == pair.Second).Count();
        var most = Math.Min(before.Count, after.Count) - head;
        var tail = Enumerable.Range(1, most).TakeWhile(back => before[^back] == after[^back]).Count();
        var steps = Enumerable.Range(0, head).Select(static at => (Kind.Same, at, at)).ToList();
        steps.AddRange(Middle(before, after, head, before.Count - tail, after.Count - tail));
        steps.AddRange(Enumerable.Range(0, tail).Select(at => (Kind.Same, before.Count - tail + at, after.Count - tail + at)));
        return steps;
    }

    // The shortest way through the grid of both sides, as Myers found it: round by round the furthest place that is reached with one more change.
    private static IEnumerable<(Kind Kind, int Old, int New)> Middle(List<string> before, List<string> after, int start, int oldEnd, int newEnd)
    {
        if (start == oldEnd || start == newEnd)
        {
            return Enumerable.Range(start, oldEnd - start).Select(at => (Kind.Removed, at, start))
                .Concat(Enumerable.Range(start, newEnd - start).Select(at => (Kind.Added, oldEnd, at)));
        }

        var rounds = new List<Dictionary<int, int>>();
        for (var changes = 0; ; changes++)
        {
            var furthest = new Dictionary<int, int>();
            for (var diagonal = -changes; diagonal <= changes; diagonal += 2)
            {
                var old = changes == 0 ? start : rounds[^1] is var last && GoesDown(last, diagonal, changes) ? last[diagonal + 1] : last[diagonal - 1] + 1;
                while (old < oldEnd && old - diagonal < newEnd && before[old] == after[old - diagonal])
                    old++;
                furthest[diagonal] = old;
                if (old >= oldEnd && old - diagonal >= newEnd)
                    return WayBack(rounds, oldEnd, newEnd, start);
            }

            rounds.Add(furthest);
        }
    }

    private static bool GoesDown(Dictionary<int, int> last, int diagonal, int changes) =>
        diagonal == -changes || (diagonal != changes && last[diagonal - 1] < last[diagonal + 1]);

    private static Stack<(Kind Kind, int Old, int New)> WayBack(List<Dictionary<int, int>> rounds, int oldEnd, int newEnd, int start)
    {
        var steps = new Stack<(Kind Kind, int Old, int New)>();
        var (oldAt, newAt) = (oldEnd, newEnd);
        for (var changes = rounds.Count; changes > 0; changes--)
        {
            var (last, diagonal) = (rounds[changes - 1], oldAt - newAt);
            var isAdded = GoesDown(last, diagonal, changes);
            var from = isAdded ? last[diagonal + 1] : last[diagonal - 1];
            var fromNew = from - (isAdded ? diagonal + 1 : diagonal - 1);
            for (; oldAt > from + (isAdded ? 0 : 1); oldAt--, newAt--)
                steps.Push((Kind.Same, oldAt - 1, newAt - 1));
            (oldAt, newAt) = (from, fromNew);
            steps.Push((isAdded ? Kind.Added : Kind.Removed, oldAt, newAt));
        }

        for (; oldAt > start; oldAt--, newAt--)
            steps.Push((Kind.Same, oldAt - 1, newAt - 1));
        return steps;
    }
}
