using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Tests.Documents;

[TestClass]
internal sealed class PathTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_folder_that_cannot_be_listed_is_named_and_not_taken_for_empty()
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Inconclusive("Nothing is closed to the superuser.");
        using var folder = new TempFolder();
        var closed = Directory.CreateDirectory(Path.Combine(folder.Path, "closed")).FullName;
        File.SetUnixFileMode(closed, UnixFileMode.None);
        try
        {
            var (files, problems) = MofPaths.Expand([folder.Path], folder.Path);

            Assert.IsEmpty(files);
            Assert.AreEqual((DiagnosticCatalog.FolderUnreadable.Code, closed), (problems.Single().Code, problems.Single().Location!.File));
        }
        finally
        {
            File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [TestMethod]
    [DataRow("models", "a.yml b.yaml deep/c.yml deep/er/d.yml")]
    [DataRow("models/*.yml", "a.yml")]
    [DataRow("models/?.y*ml", "a.yml b.yaml")]
    [DataRow("models/**/*.yml", "a.yml deep/c.yml deep/er/d.yml")]
    [DataRow("models/**/er/*.yml", "deep/er/d.yml")]
    [DataRow("models/*/*.yml", "deep/c.yml")]
    [DataRow("models/notes.txt", "notes.txt")]
    [DataRow("models/a.yml models models/*.yml", "a.yml b.yaml deep/c.yml deep/er/d.yml")]
    public void Files_folders_and_globs_name_documents_each_once(string paths, string expected)
    {
        using var folder = Collection();

        var (files, problems) = MofPaths.Expand(paths.Split(' '), folder.Path);

        Assert.IsEmpty(problems);
        Assert.AreSequenceEqual(expected.Split(' '), files.Select(file => Path.GetRelativePath(Path.Combine(folder.Path, "models"), file).Replace('\\', '/')));
    }

    [TestMethod]
    [DataRow("nowhere")]
    [DataRow("models/*.json")]
    [DataRow("nowhere/**/*.yml")]
    public void A_path_that_names_nothing_is_an_error(string path)
    {
        using var folder = Collection();

        Assert.AreEqual("HFR2005", MofPaths.Expand([path], folder.Path).Problems.Single().Code);
    }

    private static TempFolder Collection()
    {
        var folder = new TempFolder();
        foreach (var file in (string[])["a.yml", "b.yaml", "notes.txt", "deep/c.yml", "deep/er/d.yml", ".processed/a.yml"])
            folder.Write($"models/{file}", "a: b\n");
        return folder;
    }
}
