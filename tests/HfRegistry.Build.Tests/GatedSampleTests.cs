using HfRegistry.Gate;
using HfRegistry.Registry;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>The sample with a gate, built from source in both of its ways.</summary>
[TestClass]
internal sealed class GatedSampleTests
{
    private const string Poor = "synthetic/hasty-encoder";

    /// <summary>What the sample's own target prints of the model, from the metadata that the gate adds.</summary>
    private static string Waived
    {
        get
        {
            var registry = RegistryFile.Load(RepositoryFiles.PathOf("samples", "GatedBuild", RegistryFile.FileName)).Value!;
            return $"{Poor}: waived, net score {ScoreText.Of(registry.Find(ModelId.Parse(Poor))!.Value.Model.Scores!.Net!.Value, digits: 4)} of 2026-11-20";
        }
    }

    [TestMethod]
    public async Task A_model_relaxed_for_itself_is_let_in_with_its_reason_and_an_up_to_date_build_judges_nothing()
    {
        var judged = RepositoryFiles.PathOf("samples", "GatedBuild", "obj", PackedPackage.Configuration, "net10.0", "hfregistry");
        if (Directory.Exists(judged))
            Directory.Delete(judged, recursive: true);
        var first = await BuildAsync();
        Assert.IsTrue(first.Succeeded, first.ToString());
        var waived = first.Events.Single(happened => happened.Code == DiagnosticCatalog.GateWaived.Code);
        StringAssert.Contains(waived.Text, ": its only author works next door (the item).");
        Assert.Contains(Waived, Texts(first), first.ToString());

        var second = await BuildAsync("--no-restore");
        Assert.IsTrue(second.Succeeded, second.ToString());
        Assert.AreEqual("OutputsUpToDate", second.SkipReason("_HfJudge"), second.ToString());
        Assert.AreEqual("OutputsUpToDate", second.SkipReason("_HfResolve"), second.ToString());
        Assert.Contains(Waived, Texts(second), "The scores are there although nothing was judged.");
    }

    [TestMethod]
    public async Task Without_demands_of_its_own_the_model_fails_the_build_at_the_line_of_its_item()
    {
        var build = await BuildAsync("-p:Waived=false", "--no-restore", "-p:BuildProjectReferences=false");

        Assert.AreEqual(1, build.ExitCode);
        var error = build.Errors.Single();
        var project = RepositoryFiles.PathOf("samples", "GatedBuild", "GatedBuild.csproj");
        var line = 1 + Array.FindIndex(await File.ReadAllLinesAsync(project), text => text.Contains($"<HfModel Include=\"{Poor}\" />", StringComparison.Ordinal));
        Assert.AreEqual((DiagnosticCatalog.MetricsFailed.Code, project, line), (error.Code, error.File, error.Line), build.ToString());
        StringAssert.Contains(error.Text, "fails 3 metrics: Ramp-Up Time (0.45 < 0.5), Bus Factor (0.39 < 0.5), Performance Claims (0 < 0.5), as");
    }

    private static IEnumerable<string?> Texts(BuildResult build) => build.Events.Select(happened => happened.Text);

    private static Task<BuildResult> BuildAsync(params string[] arguments) =>
        BuildResult.OfAsync(RepositoryFiles.PathOf("samples", "GatedBuild"), "build", ["-c", PackedPackage.Configuration, .. arguments], []);
}
