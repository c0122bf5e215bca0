using Microsoft.VisualStudio.TestTools.UnitTesting;

// Models are large: one at a time.
[assembly: DoNotParallelize]

namespace hf_modeltests;

/// <summary>Runs once for each model that the project declares.</summary>
[TestClass]
public sealed class ModelTests
{
    /// <summary>The build resolved every model of the project.</summary>
    [TestMethod]
    public void EveryDeclaredModelIsResolved() => Assert.HasCount(2, HfModels.All);

    /// <summary>The build resolved a model to what a program can load.</summary>
    [TestMethod]
    [DynamicData(nameof(HfModels.TestData), typeof(HfModels))]
    public void ModelIsReadyToLoad(string id, string? revision, string? type, string? task)
    {
        // Put what your code does with a model here; these lines check what the build resolved.
        Assert.MatchesRegex(@"^[\w.-]+(/[\w.-]+)?$", id);
        if (revision is not null)
            Assert.MatchesRegex("^[0-9a-f]{40}$", revision);
        Assert.IsNotNull(type);
        Assert.AreNotEqual(string.Empty, task);
    }
}
