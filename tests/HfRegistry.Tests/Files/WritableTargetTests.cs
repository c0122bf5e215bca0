using HfRegistry.Files;

namespace HfRegistry.Tests.Files;

/// <summary>What can be told of a target before the work begins.</summary>
[TestClass]
internal sealed class WritableTargetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hfregistry-target-").FullName;

    [TestMethod]
    public void A_file_that_is_there_or_is_to_be_made_can_be_written_and_leaves_no_trace()
    {
        File.WriteAllText(PathOf("old"), "old");

        Assert.IsNull(WritableTarget.Check(PathOf("old"), DiagnosticCatalog.OutputNotWritten));
        Assert.IsNull(WritableTarget.Check(PathOf("new"), DiagnosticCatalog.OutputNotWritten));
        Assert.IsNull(WritableTarget.CheckFolder(PathOf("a/b/c"), DiagnosticCatalog.OutputNotWritten));
        Assert.AreSequenceEqual([PathOf("old")], Directory.GetFileSystemEntries(_folder));
        Assert.AreEqual("old", File.ReadAllText(PathOf("old")));
    }

    [TestMethod]
    [DataRow(".", "is a folder")]
    [DataRow("no/such/file", "its folder does not exist")]
    [DataRow("old/file", "cannot be written")]
    [DataRow("a\0b", "cannot be written")]
    public void A_target_that_is_none_is_refused(string name, string why)
    {
        File.WriteAllText(PathOf("old"), "old");

        Assert.Contains(why, WritableTarget.Check(name == "." ? _folder : PathOf(name), DiagnosticCatalog.OutputNotWritten)!.Message);
    }

    [TestMethod]
    [DataRow("old")]
    [DataRow("old/below")]
    public void A_file_is_no_folder(string name)
    {
        File.WriteAllText(PathOf("old"), "old");

        Assert.Contains("Name a folder", WritableTarget.CheckFolder(PathOf(name), DiagnosticCatalog.OutputNotWritten)!.Message);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_folder_without_the_right_to_write_is_refused()
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Inconclusive("The superuser may write everywhere.");
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Contains("cannot be written", WritableTarget.Check(PathOf("new"), DiagnosticCatalog.OutputNotWritten)!.Message);
            Assert.Contains("cannot be written", WritableTarget.CheckFolder(_folder, DiagnosticCatalog.OutputNotWritten)!.Message);
        }
        finally
        {
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);
}
