using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>A template as <c>dotnet new</c> installs it from its package; the other one is built with a real model in HfRegistry.ExtraTests.</summary>
[TestClass]
internal sealed class TemplateTests
{
    [TestMethod]
    public async Task Test_project_of_the_template_builds_and_passes_under_any_name()
    {
        var templates = await PackedTemplates.InstallAsync(Package.Packed);
        var project = await templates.CreateAsync("hf-modeltests", "3-Models");

        Assert.AreSequenceEqual(["3-Models.csproj", "ModelTests.cs", "global.json"], project.Sources());
        Assert.Contains($"\"HfRegistry.Build\" Version=\"{PackedPackage.Version}\"", project.TextOf("3-Models.csproj"));
        var build = await project.BuildAsync();
        Assert.IsTrue(build.Succeeded, build.ToString());
        Assert.IsEmpty(build.Warnings.ToList());
        var run = await project.ExecuteAsync("bin/Debug/net10.0/3-Models.dll");
        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.MatchesRegex(@"succeeded: 3\b", run.Output);
    }
}
