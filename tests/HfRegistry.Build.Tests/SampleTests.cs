using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>The sample that the README begins with, built from source as a newcomer does.</summary>
[TestClass]
internal sealed class SampleTests
{
    [TestMethod]
    public async Task An_up_to_date_build_of_the_sample_skips_our_targets()
    {
        string[] arguments = ["-c", PackedPackage.Configuration];
        var folder = RepositoryFiles.PathOf("samples", "QuickStart");
        var first = await BuildResult.OfAsync(folder, "build", arguments, []);
        Assert.IsTrue(first.Succeeded, first.ToString());
        var second = await BuildResult.OfAsync(folder, "build", [.. arguments, "--no-restore"], []);
        Assert.IsTrue(second.Succeeded, second.ToString());
        Assert.AreEqual("OutputsUpToDate", second.SkipReason("_HfResolve"), second.ToString());
        Assert.AreEqual("OutputsUpToDate", second.SkipReason("CoreCompile", "QuickStart.csproj"));
    }
}
