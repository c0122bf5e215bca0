using System.Text;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.Automation.Tests;

/// <summary>Plans as files.</summary>
[TestClass]
internal sealed class PlanStoreTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hfregistry-plans-").FullName;

    private string PlanPath => Path.Combine(_folder, "plan.json");

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Plan_is_replaced_in_one_step()
    {
        File.WriteAllText(PlanPath, "the plan before");
        using var reader = new StreamReader(new FileStream(PlanPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        Assert.IsNull(PlanStore.Save([], PlanPath, new FakeClock()));

        Assert.AreEqual("the plan before", reader.ReadToEnd());
        Assert.AreEqual(Encoding.UTF8.GetString(PlanFile.Write([])), File.ReadAllText(PlanPath));
        Assert.HasCount(1, Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    public void Plan_that_cannot_be_written_leaves_what_was_there()
    {
        Directory.CreateDirectory(PlanPath);

        Assert.IsNotNull(PlanStore.Save([], PlanPath, new FakeClock()));

        Assert.AreSequenceEqual([PlanPath], Directory.GetFileSystemEntries(_folder));
    }
}
