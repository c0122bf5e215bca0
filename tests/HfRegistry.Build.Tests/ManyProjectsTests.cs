using System.Globalization;
using System.Text;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>Builds of several projects at once: in one process, and in isolation. HfRegistry.ExtraTests builds fifty in parallel.</summary>
[TestClass]
internal sealed class ManyProjectsTests
{
    [TestMethod]
    public async Task Two_projects_in_one_process_each_see_their_own_folder()
    {
        var solution = Package.Packed.Project("multithreaded").With("Two.slnx", """<Solution><Project Path="a/A.csproj" /><Project Path="b/B.csproj" /></Solution>""");
        foreach (var (folder, name, asOf) in new[] { ("a", "A", "2026-01-11"), ("b", "B", "2026-02-22") })
        {
            // A relative path in a property is the sharpest test: only the project's own folder makes it right.
            solution.With($"{folder}/{name}.csproj", ThrowawayProject.ProjectText("""<HfModel Include="bert" />""", "<HfRegistryFile>own.json</HfRegistryFile>"))
                .With($"{folder}/own.json", Encoding.UTF8.GetString(SmallRegistry.RenderForProjects(DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture))))
                .With($"{folder}/Code.cs", "public static class Code { public const string Id = HfModels.Bert.Id; }");
        }

        var build = await solution.BuildAsync("-mt", "-m:2");
        Assert.IsTrue(build.Succeeded, build.ToString());
        Assert.IsEmpty(build.Messages("Launching task \"ResolveModelDefaults\"").ToList(), "The task needs no process of its own.");
        StringAssert.Contains(solution.TextOf("a/bin/Debug/net10.0/A.hfmodels.json"), "\"as_of\": \"2026-01-1");
        StringAssert.Contains(solution.TextOf("b/bin/Debug/net10.0/B.hfmodels.json"), "\"as_of\": \"2026-02-2");
    }

    [TestMethod]
    public async Task A_graph_build_in_isolation_takes_a_library_with_models_along()
    {
        var solution = Package.Packed.Project("graph")
            .With("app/App.csproj", ThrowawayProject.ProjectText("""<HfModel Include="bert" /><ProjectReference Include="../library/Library.csproj" />""", "<OutputType>Exe</OutputType>"))
            .With("app/Program.cs", "System.Console.WriteLine(HfModels.Bert.Id + Names.Id);")
            .With("library/Library.csproj", ThrowawayProject.ProjectText("""<HfModel Include="gpt2" />"""))
            .With("library/Names.cs", "public static class Names { public static string Id => HfModels.Gpt2.Id; }");
        Assert.IsTrue((await solution.RunAsync("restore", ["app/App.csproj"], [])).Succeeded);
        var build = await solution.BuildAsync("app/App.csproj", "-graph", "-isolate", "--no-restore");
        Assert.IsTrue(build.Succeeded, build.ToString());

        Assert.IsTrue(File.Exists(solution.PathOf("app/bin/Debug/net10.0/App.hfmodels.json")));
        Assert.IsTrue(File.Exists(solution.PathOf("app/bin/Debug/net10.0/Library.hfmodels.json")), "The library's file lies beside the program that uses it.");
    }
}
