using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Editing;

/// <summary>The differences that <c>--dry-run</c> shows.</summary>
[TestClass]
internal sealed class UnifiedDiffTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Changes_stand_in_hunks_with_three_lines_around()
    {
        var lines = Enumerable.Range(1, 30).Select(static n => $"line {n}\n").ToList();
        var old = string.Concat(lines);
        lines[4] = "changed\n";
        lines.Insert(8, "new\n");
        lines.RemoveAt(28);

        Assert.AreEqual("""
            --- a/App.csproj
            +++ b/App.csproj
            @@ -2,10 +2,11 @@
             line 2
             line 3
             line 4
            -line 5
            +changed
             line 6
             line 7
             line 8
            +new
             line 9
             line 10
             line 11
            @@ -25,6 +26,5 @@
             line 25
             line 26
             line 27
            -line 28
             line 29
             line 30

            """, UnifiedDiff.Of("App.csproj", old, string.Concat(lines)));
    }

    [TestMethod]
    public void New_file_comes_from_nowhere() =>
        Assert.AreEqual("--- /dev/null\n+++ b/a.json\n@@ -0,0 +1,2 @@\n+{\n+}\n\\ No newline at end of file\n", UnifiedDiff.Of("a.json", null, "{\n}"));

    [TestMethod]
    public void Lost_line_end_is_told() =>
        Assert.AreEqual("--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n+x\n\\ No newline at end of file\n", UnifiedDiff.Of("a", "x\n", "x"));

    [TestMethod]
    public void Equal_texts_have_no_difference() => Assert.AreEqual("", UnifiedDiff.Of("a", "x\n", "x\n"));

    [TestMethod]
    public void Difference_leads_from_the_old_text_to_the_new_one()
    {
        var fuzzer = new Fuzzer(TestContext.WriteLine);
        string Text(int most) => string.Concat(Enumerable.Range(0, fuzzer.Pick(Enumerable.Range(0, most).ToList())).Select(_ => fuzzer.Pick(["a\n", "b\n", "c\n", "d\r\n"]))) + fuzzer.Pick(["", "", "end"]);
        for (var i = 0; i < 3_000; i++)
        {
            var (old, text) = (Text(12), Text(12));

            Assert.AreEqual(text, Apply(old, UnifiedDiff.Of("f", old, text)), $"{Fuzzer.SeedVariable}={fuzzer.Seed}, case {i}: {old} -> {text}");
        }
    }

    /// <summary>Applies a difference as <c>patch</c> does; a line that is not where the difference says fails.</summary>
    private static string Apply(string old, string diff)
    {
        var rest = Lines(old);
        var result = new List<string>();
        var (position, isResult) = (0, false);
        foreach (var line in Lines(diff).Skip(2))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                var range = line.Split(' ')[1].TrimStart('-').Split(',');
                var start = int.Parse(range[0], System.Globalization.CultureInfo.InvariantCulture) - (range[1] == "0" ? 0 : 1);
                result.AddRange(rest[position..start]);
                position = start;
            }
            else if (line[0] == '\\')
            {
                if (isResult)
                    result[^1] = result[^1].TrimEnd('\n');
            }
            else if (line[0] == '+')
            {
                result.Add(line[1..]);
                isResult = true;
            }
            else
            {
                Assert.AreEqual(rest[position].TrimEnd('\n'), line[1..].TrimEnd('\n'));
                isResult = line[0] == ' ';
                if (isResult)
                    result.Add(line[1..]);
                position++;
            }
        }

        return string.Concat([.. result, .. rest[position..]]);
    }

    private static List<string> Lines(string text) => [.. text.Split('\n').SkipLast(1).Select(static line => $"{line}\n"), .. text.EndsWith('\n') || text.Length == 0 ? [] : new[] { text[(text.LastIndexOf('\n') + 1)..] }];
}
