using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>The lock file in builds: written on demand only, honored until a request changes, and strict on a build server.</summary>
[TestClass]
internal sealed class LockedProjectTests
{
    private const string LockFile = "hfregistry.lock.json";

    private static readonly (string, string)[] BuildServer = [("CI", "true")];

    [TestMethod]
    public async Task Is_written_on_demand_honored_and_strict_on_a_build_server()
    {
        var project = Package.Packed.Project("locked").With("Locked.csproj", Text("""<HfModel Include="bert" /><HfModel Include="unknown-optional" Optional="true" />"""));
        Succeeds(await project.BuildAsync("-t:HfUpdateLock"));
        var locked = project.TextOf(LockFile);
        StringAssert.Contains(locked, "bert");
        var strict = await project.RunAsync("build", ["--no-restore"], BuildServer);
        Succeeds(strict);
        StringAssert.Contains(project.TextOf("bin/Debug/net10.0/Locked.hfmodels.json"), "\"tier\": \"lock\"");

        project.With("Locked.csproj", Text("""<HfModel Include="bert" Task="fill-mask" />"""));
        var changed = await project.RunAsync("build", ["--no-restore"], BuildServer);
        Assert.IsFalse(changed.Succeeded, changed.ToString());
        var difference = changed.Errors.First(error => error.Code == DiagnosticCatalog.LockDiffers.Code && error.Line > 0);
        StringAssert.Contains(difference.Text, "Task=fill-mask");
        StringAssert.Contains(difference.Text, "has bert as ");

        var lenient = await project.BuildAsync("--no-restore");
        Succeeds(lenient);
        Assert.IsTrue(lenient.Ran("_HfResolve"), "A switch of the environment is an input.");
        Assert.IsTrue(lenient.Warnings.Any(warning => warning.Code == DiagnosticCatalog.LockOutdated.Code), lenient.ToString());
        Assert.AreEqual(locked, project.TextOf(LockFile), "Only the target writes the lock.");

        var updated = await project.BuildAsync("-t:HfUpdateLock");
        Assert.Contains("bert (Task=fill-mask): none -> ", updated.ToString());
        Assert.Contains("1 added, 1 removed, 0 changed", updated.ToString());
    }

    [TestMethod]
    public async Task Holds_the_requests_of_every_framework()
    {
        var project = Package.Packed.Project("locked-frameworks").With("Locked.csproj", Text(
            """<HfModel Include="bert" /><HfModel Include="gpt2" Condition="'$(TargetFramework)' == 'netstandard2.0'" />""",
            "<TargetFramework /><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>"));
        Succeeds(await project.BuildAsync("-t:HfUpdateLock"));
        StringAssert.Contains(project.TextOf(LockFile), "gpt2");
        Succeeds(await project.RunAsync("build", ["--no-restore"], BuildServer));
    }

    [TestMethod]
    public async Task Is_updated_for_a_whole_solution_by_a_property_and_serves_every_configuration()
    {
        var solution = Package.Packed.Project("locked-solution")
            .With("All.slnx", """<Solution><Project Path="one/A.csproj" /><Project Path="plain/Plain.csproj" /></Solution>""")
            .With("one/A.csproj", Text("""<HfModel Include="bert" /><HfModel Include="gpt2" Condition="'$(Configuration)' == 'Release'" />"""))
            .With("one/B.csproj", "<Project />")
            .With("plain/Plain.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");

        Succeeds(await solution.RunAsync("build", ["All.slnx", "-graph", "-p:HfUpdateLockFile=true"], BuildServer));

        var entries = HfRegistry.Resolution.LockFile.Load(solution.PathOf("one/hfregistry.A.lock.json")).Value!.Entries;
        CollectionAssert.AreEqual(new[] { "bert: ", "gpt2: Release" }, entries.Select(entry => $"{entry.Request.Include}: {string.Join(',', entry.Configurations)}").ToArray());
        StringAssert.Contains(solution.TextOf("one/bin/Debug/net10.0/A.hfmodels.json"), "\"tier\": \"lock\"");
    }

    [TestMethod]
    [DataRow("<TargetFramework>net10.0</TargetFramework>")]
    [DataRow("<TargetFramework /><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>")]
    public async Task A_mistake_is_told_at_its_line_by_the_update_too(string frameworks)
    {
        var project = Package.Packed.Project("locked-mistake").With("Locked.csproj", Text("""<HfModel Include="bert" Task="no-such-task" />""", frameworks));

        var build = await project.BuildAsync("-t:HfUpdateLock");

        var error = build.Errors.First(error => error.Code == DiagnosticCatalog.UnknownTask.Code);
        Assert.AreEqual(project.PathOf("Locked.csproj"), error.File);
        Assert.IsGreaterThan(1, error.Line);
    }

    private static string Text(string items, string properties = "") => ThrowawayProject.ProjectText(items, properties);

    private static void Succeeds(BuildResult build) => Assert.IsTrue(build.Succeeded, build.ToString());
}
