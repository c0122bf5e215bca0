using System.Globalization;
using HfRegistry.GitHub.Actions;

namespace HfRegistry.GitHub.Tests.Actions;

[TestClass]
internal sealed class WorkflowCommandTests
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "repository");

    [TestMethod]
    public void An_annotation_is_read_back_as_it_was_meant_whatever_is_in_it()
    {
        const int seed = 6_1121;
        var random = new Random(seed);
        char[] alphabet = [.. "%:,\\\"=;ab 0D2A5üé/".AsSpan()];
        for (var i = 0; i < 2_000; i++)
        {
            var message = new string(random.GetItems(alphabet, random.Next(1, 60)));
            var file = new string(random.GetItems([.. "%:,ab2A5=;"], random.Next(1, 20)));
            var diagnostic = new Diagnostic(DiagnosticCatalog.GitHubRefused.Code, Severity.Error, message, new SourceLocation(Path.Combine(Root, file), 3, 4));

            var read = Runner.Read(WorkflowCommand.Annotation(diagnostic, Root))!;

            Assert.AreEqual("error", read.Command);
            Assert.AreEqual(message, read.Data);
            Assert.AreEqual(file, read.Properties["file"]);
            Assert.AreEqual("HFR6013", read.Properties["title"]);
            Assert.AreEqual(("3", "4"), (read.Properties["line"], read.Properties["col"]));
        }
    }

    [TestMethod]
    public void A_place_outside_of_the_repository_and_a_column_without_a_line_are_left_out()
    {
        var outside = new Diagnostic(DiagnosticCatalog.GitHubRefused.Code, Severity.Error, "x", new SourceLocation(Path.Combine(Root, "..", "elsewhere.json"), 3));
        var noLine = new Diagnostic(DiagnosticCatalog.GitHubRefused.Code, Severity.Error, "x", new SourceLocation(Path.Combine(Root, "a", "b.json"), 0, 4));

        Assert.AreEqual("::error title=HFR6013::x", WorkflowCommand.Annotation(outside, Root));
        Assert.AreEqual("::error title=HFR6013,file=a/b.json::x", WorkflowCommand.Annotation(noLine, Root));
        Assert.AreEqual("::error title=HFR6013::x", WorkflowCommand.Annotation(noLine, null));
    }

    [TestMethod]
    public void The_tenth_of_eleven_annotations_tells_about_the_rest()
    {
        var errors = Enumerable.Range(0, 11).Select(i => new Diagnostic(DiagnosticCatalog.GitHubRefused.Code, Severity.Error, string.Create(CultureInfo.InvariantCulture, $"error {i}")));
        var warnings = Enumerable.Range(0, 10).Select(i => new Diagnostic(DiagnosticCatalog.PullRequestKept.Code, Severity.Warning, string.Create(CultureInfo.InvariantCulture, $"warning {i}")));

        string[] lines = [.. WorkflowCommand.Annotations(warnings.Concat(errors), null)];

        Assert.HasCount(20, lines);
        Assert.AreEqual("::error::2 more of this kind are in the job's summary.", lines[9]);
        StringAssert.StartsWith(lines[10], "::warning title=HFR6018::warning 0");
    }

    [TestMethod]
    public void A_message_is_cut_to_what_the_runner_keeps()
    {
        var read = Runner.Read(WorkflowCommand.Annotation(new Diagnostic(DiagnosticCatalog.GitHubRefused.Code, Severity.Error, new string('x', 10_000)), null))!;

        Assert.AreEqual(4_096, read.Data.Length);
    }

    [TestMethod]
    [DataRow("::error::x")]
    [DataRow("  ::add-mask::x")]
    [DataRow("\t\n::stop-commands::x")]
    [DataRow("\u2003::error::x")]
    [DataRow("text ##[error]x")]
    [DataRow("##[group]##[")]
    public void A_foreign_line_is_no_command(string line)
    {
        var quiet = WorkflowCommand.Quiet(line);

        Assert.IsNull(Runner.Read(quiet), quiet);
        Assert.DoesNotContain("##[", quiet);
    }

    /// <summary>What the runner makes of a line: the second form of its commands.</summary>
    private sealed record Runner(string Command, IReadOnlyDictionary<string, string> Properties, string Data)
    {
        public static Runner? Read(string line)
        {
            var text = line.TrimStart();
            if (!text.StartsWith("::", StringComparison.Ordinal) || text.IndexOf("::", 2, StringComparison.Ordinal) is var end && end < 0)
                return null;
            var head = text[2..end].Split(' ', 2);
            var properties = head.Length < 2
                ? []
                : head[1].Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Unescape(part[1]), StringComparer.Ordinal);
            return new Runner(head[0], properties, Unescape(text[(end + 2)..]));
        }

        private static string Unescape(string text) => text.Replace("%0D", "\r", StringComparison.Ordinal).Replace("%0A", "\n", StringComparison.Ordinal)
            .Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
    }
}
