using System.Text;
using HfRegistry.GitHub.Actions;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Tests.Actions;

[TestClass]
internal sealed class StepOutputTests
{
    [TestMethod]
    [DataRow("12")]
    [DataRow("")]
    [DataRow("a=b<<c\nEOF\nd")]
    public void An_output_is_read_back_as_it_was_meant(string value)
    {
        var lines = StepOutput.Of("pull-request-number", value).Split('\n');

        var (name, delimiter) = (lines[0].Split("<<")[0], lines[0].Split("<<")[1]);
        Assert.AreEqual("pull-request-number", name);
        Assert.AreEqual(delimiter, lines[^2]);
        Assert.AreEqual("", lines[^1], "the last line has an end");
        Assert.AreEqual(value, string.Join('\n', lines[1..^2]));
    }

    [TestMethod]
    public void No_two_outputs_have_the_same_delimiter() =>
        Assert.AreNotEqual(StepOutput.Of("a", "b").Split('\n')[0], StepOutput.Of("a", "b").Split('\n')[0]);

    [TestMethod]
    public void A_value_that_holds_its_delimiter_and_a_name_that_is_none_are_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => StepOutput.Of("a", "x\nEND\nevil=1", "END"));
        Assert.ThrowsExactly<ArgumentException>(() => StepOutput.Of("a\nb", "x"));
        Assert.ThrowsExactly<ArgumentException>(() => StepOutput.Of("", "x"));
    }

    [TestMethod]
    public void A_summary_just_above_the_limit_loses_a_section()
    {
        BodySection[] sections = [new("a", new string('a', 600_000)), new("b", new string('b', StepOutput.MaxSummaryBytes - 600_000))];

        var summary = StepOutput.Summary(sections);

        CollectionAssert.AreEqual(new[] { "b" }, summary.LeftOut.ToArray());
        Assert.IsLessThan(StepOutput.MaxSummaryBytes, Encoding.UTF8.GetByteCount(summary.Markdown));
        Assert.IsEmpty(StepOutput.Summary([sections[0], sections[1] with { Markdown = new string('b', 400_000) }]).LeftOut);
    }
}
