using System.Globalization;
using HfRegistry.Testing.Projects;

namespace HfRegistry.ExtraTests.Projects;

/// <summary>Many projects that are built cold in parallel.</summary>
[TestClass]
internal sealed class FiftyProjectsTests
{
    private const int Many = 50;

    [TestMethod]
    public async Task Fifty_projects_built_cold_in_parallel_share_one_registry()
    {
        using var package = await PackedPackage.PackAsync();
        var solution = package.Project("fifty");
        var names = Enumerable.Range(1, Many).Select(number => $"P{number.ToString("00", CultureInfo.InvariantCulture)}").ToList();
        solution.With("Fifty.slnx", $"<Solution>{string.Concat(names.Select(name => $"<Project Path=\"{name}/{name}.csproj\" />"))}</Solution>");
        foreach (var name in names)
            solution.With($"{name}/{name}.csproj", ThrowawayProject.ProjectText("""<HfModel Include="bert" /><HfModel Include="gpt2" />"""));

        var build = await solution.BuildAsync("-m:2", "-t:Compile", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");

        Assert.IsTrue(build.Succeeded, build.ToString());
        var codes = names.Select(name => solution.TextOf($"{name}/obj/Debug/net10.0/hfregistry/HfModels.g.cs").Replace(name, "P", StringComparison.Ordinal)).Distinct().ToList();
        Assert.HasCount(1, codes, "Every project got the same models.");
    }
}
