using HfRegistry.Cli.Editing;

namespace HfRegistry.Cli.Tests.Editing;

/// <summary>The writing of edits: all of them or none.</summary>
[TestClass]
internal sealed class FileChangeTests
{
    [TestMethod]
    public void All_files_are_written()
    {
        using var shell = new Shell();
        var path = shell.Write("a.props", "old");

        Assert.IsNull(FileChange.Write([Change(path, "old"), new FileChange(shell.PathOf("b.json"), null, "new"u8.ToArray())], shell.Clock));

        Assert.AreEqual("new", File.ReadAllText(path));
        Assert.AreEqual("new", File.ReadAllText(shell.PathOf("b.json")));
    }

    [TestMethod]
    [DataRow("HFR8102", "other", false)]
    [DataRow("HFR8102", null, false)]
    [DataRow("HFR8103", "old", true)]
    public void Changed_or_read_only_file_keeps_all_from_being_written(string code, string? now, bool isReadOnly)
    {
        using var shell = new Shell();
        var (first, second) = (shell.Write("a.props", "old"), shell.Write("b.csproj", now ?? ""));
        if (now is null)
            File.Delete(second);
        else
            new FileInfo(second).IsReadOnly = isReadOnly;

        var problem = FileChange.Write([Change(first, "old"), Change(second, "old")], shell.Clock);

        Assert.AreEqual(code, problem?.Code);
        Assert.AreEqual(second, problem!.Location?.File);
        Assert.AreEqual("old", File.ReadAllText(first));
        if (now is not null)
        {
            Assert.AreEqual(now, File.ReadAllText(second));
            new FileInfo(second).IsReadOnly = false;
        }
    }

    [TestMethod]
    public void New_file_that_exists_by_now_is_kept()
    {
        using var shell = new Shell();
        var path = shell.Write("a.json", "theirs");

        Assert.AreEqual("HFR8102", FileChange.Write([new FileChange(path, null, "ours"u8.ToArray())], shell.Clock)?.Code);
        Assert.AreEqual("theirs", File.ReadAllText(path));
    }

    private static FileChange Change(string path, string old) => new(path, System.Text.Encoding.UTF8.GetBytes(old), "new"u8.ToArray());
}
