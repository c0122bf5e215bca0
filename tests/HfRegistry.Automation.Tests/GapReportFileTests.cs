using System.Text;
using HfRegistry.Automation.Documents;
using HfRegistry.Mof;

namespace HfRegistry.Automation.Tests;

/// <summary>The gap report that a repository keeps, read again by the next run.</summary>
[TestClass]
internal sealed class GapReportFileTests
{
    [TestMethod]
    [DataRow("fill-mask")]
    [DataRow(null)]
    [DataRow("-->\n<!-- | `x` \"\\")]
    public void Report_is_read_as_it_was_written(string? task)
    {
        var row = new GapRow(ModelId.Parse("garden/bird"), task, MofClass.OpenTooling);
        var report = GapReportFile.Empty with { Rows = GapReportFile.Empty.Rows.Add(row.Id, row) };

        var text = report.Text([], []);

        Assert.AreEqual(row, GapReportFile.Read(Encoding.UTF8.GetBytes(text)).Rows.Values.Single());
        Assert.AreEqual(row, GapReportFile.Read(Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal))).Rows.Values.Single());
    }

    [TestMethod]
    public void Lines_of_others_list_nothing()
    {
        const string Text = """
            <!-- hfregistry:gaps
            {"id":"garden/bird","class":7}
            {"id":"../x","class":1}
            {"id":"garden/cat"}
            | `garden/cow` | – | none |
            {
            {"id":"garden/dog","class":3}
            -->
            {"id":"garden/mouse","class":3}
            """;

        Assert.AreEqual(ModelId.Parse("garden/dog"), GapReportFile.Read(Encoding.UTF8.GetBytes(Text)).Rows.Keys.Single());
    }
}
