namespace HfRegistry.Tests.Refresh;

/// <summary>The lines that a text lost and won, as a reviewer sees them: <c>- old</c> and <c>+ new</c>, by a longest common subsequence.</summary>
internal static class LineDiff
{
    public static IEnumerable<string> Of(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var common = CommonLengths(old, now);
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
                (i, j) = (i + 1, j + 1);
            else if (j == now.Length || i < old.Length && common[i + 1][j] >= common[i][j + 1])
                yield return $"- {old[i++].Trim()}";
            else
                yield return $"+ {now[j++].Trim()}";
        }
    }

    /// <summary>How many lines the rests of both texts, from each pair of places on, have in common.</summary>
    private static int[][] CommonLengths(string[] old, string[] now)
    {
        var common = Enumerable.Range(0, old.Length + 1).Select(_ => new int[now.Length + 1]).ToArray();
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
                common[i][j] = old[i] == now[j] ? common[i + 1][j + 1] + 1 : Math.Max(common[i + 1][j], common[i][j + 1]);
        }

        return common;
    }
}
