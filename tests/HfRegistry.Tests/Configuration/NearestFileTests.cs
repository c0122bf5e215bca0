using HfRegistry.Configuration;

namespace HfRegistry.Tests.Configuration;

/// <summary>Which files belong to a folder: the same ones in a clone, in an archive without .git and in a container.</summary>
[TestClass]
internal sealed class NearestFileTests : IDisposable
{
    private const string Registry = "huggingface_model_types.json";

    private readonly string _root = Directory.CreateTempSubdirectory("hfregistry-nearest-").FullName;

    private string Project => PathOf("repo/src/App");

    public NearestFileTests() => Directory.CreateDirectory(Project);

    [TestMethod]
    [DataRow(Registry)]
    [DataRow(HfConfiguration.FileName)]
    public void A_file_at_the_root_of_the_repository_is_found_with_and_without_git(string name)
    {
        var expected = Write($"repo/{name}");
        Assert.AreEqual(expected, NearestFile.Find(Project, name));

        Directory.CreateDirectory(PathOf("repo/.git"));
        Assert.AreEqual(new FoundFile(expected, null), NearestFile.Look(Project, name));
    }

    [TestMethod]
    public void The_nearest_file_wins()
    {
        Write($"repo/{Registry}");
        var nearer = Write($"repo/src/{Registry}");

        Assert.AreEqual(nearer, NearestFile.Find(Project, Registry));
    }

    [TestMethod]
    [DataRow("""{ "root": true }""", false)]
    [DataRow("""{ "root": true, "defaults": "not an object" }""", false)]
    [DataRow("""{ "root": false }""", true)]
    [DataRow("""{ "gate": { "root": true } }""", true)]
    [DataRow("{ broken", true)]
    public void The_search_ends_at_a_root_configuration(string configuration, bool goesOn)
    {
        var above = Write(Registry);
        Write($"repo/{HfConfiguration.FileName}", configuration);
        Write($"repo/src/{HfConfiguration.FileName}");

        Assert.AreEqual(goesOn ? above : null, NearestFile.Find(Project, Registry));
    }

    [TestMethod]
    public void A_registry_beside_the_root_configuration_is_used()
    {
        Write($"repo/{HfConfiguration.FileName}", """{ "root": true }""");

        Assert.AreEqual(Write($"repo/{Registry}"), NearestFile.Find(Project, Registry));
    }

    [TestMethod]
    public void A_file_above_the_repository_is_used_and_named()
    {
        var above = Write(Registry);
        Directory.CreateDirectory(PathOf("repo/.git"));

        var found = NearestFile.Look(Project, Registry);

        Assert.AreEqual(above, found.Path);
        Assert.AreEqual(("HFR5008", Severity.Warning), (found.Note!.Code, found.Note.Severity));
        Assert.Contains($"{above} is used, although it lies above the repository {PathOf("repo")}", found.Note.Message);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public void A_file_in_a_folder_that_every_user_can_write_to_is_named_and_not_used()
    {
        if (OperatingSystem.IsWindows())
            return;
        var strangers = Write(HfConfiguration.FileName);
        File.SetUnixFileMode(_root, (UnixFileMode)0b001_111_111_111);

        var found = NearestFile.Look(Project, HfConfiguration.FileName);

        Assert.IsNull(found.Path);
        Assert.AreEqual("HFR5007", found.Note!.Code);
        Assert.Contains(strangers, found.Note.Message);
        Assert.AreEqual(strangers, NearestFile.Find(_root, HfConfiguration.FileName), "Who works in the folder itself means its file.");
    }

    [TestMethod]
    [DataRow("repo/.git/HEAD", "repo")]
    [DataRow("repo/hfregistry.json", "repo")]
    [DataRow("repo/other.json", "repo/src/App")]
    public void A_new_file_goes_to_the_root_of_the_repository(string mark, string folder)
    {
        Write(mark, """{ "root": true }""");

        Assert.AreEqual(Path.Combine(PathOf(folder), Registry), NearestFile.FindOrPlace(Project, Registry));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string PathOf(string path) => Path.Combine([_root, .. path.Split('/')]);

    private string Write(string path, string text = "{}")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
        return PathOf(path);
    }
}
