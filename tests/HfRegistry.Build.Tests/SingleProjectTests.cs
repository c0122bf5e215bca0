using System.IO.Compression;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>The life of one project: what is rebuilt, what heals, and what stays out of its package.</summary>
[TestClass]
internal sealed class SingleProjectTests
{
    private const string CodeFile = "obj/Debug/net10.0/hfregistry/HfModels.g.cs";
    private const string StampFile = "obj/Debug/net10.0/hfregistry/resolved.stamp";
    private const string Items = """<HfModel Include="bert" Task="text-classification" />""";
    private const string Documents = """<HfMofYaml Include="models/*.yml" />""";
    private const string Use = "public static class Code { public const string Id = HfModels.Bert.Id; }";

    [TestMethod]
    public async Task Heals_after_a_deleted_file_and_a_clean_and_sees_a_new_nearer_file_and_what_a_link_leads_to()
    {
        var project = Package.Packed.Project("life").With("Life.csproj", ThrowawayProject.ProjectText(Items + Documents)).With("Code.cs", Use)
            .With("models/Ferry-Small.yml", MofDocuments.Right);
        var first = await project.BuildAsync();
        Succeeds(first);
        Assert.ContainsSingle(first.Messages("HfRegistry: 1 model; bert → ").ToList(), first.ToString());

        File.Delete(project.PathOf(CodeFile));
        var healed = await project.BuildAsync("--no-restore");
        Succeeds(healed);
        Assert.IsEmpty(healed.Messages("HfRegistry: ").ToList(), "The models are the same.");
        Assert.IsTrue(healed.Ran("_HfResolve"), "A deleted file is written again.");
        Assert.AreEqual("OutputsUpToDate", healed.SkipReason("_HfValidateMof"), "Documents that did not change are left alone.");
        Assert.IsTrue(File.Exists(project.PathOf(CodeFile)));

        Succeeds(await project.RunAsync("clean", [], []));
        Assert.IsEmpty(Directory.GetFiles(project.PathOf("obj/Debug/net10.0/hfregistry")), "A clean leaves none of our files.");
        Succeeds(await project.BuildAsync("--no-restore"));

        // The configuration says the same as none: what was resolved stays as it is, and the compiler has nothing to do.
        project.With("shared/one.json", "{}");
        File.CreateSymbolicLink(project.PathOf("hfregistry.json"), project.PathOf("shared/one.json"));
        var nearer = await project.BuildAsync("--no-restore");
        Succeeds(nearer);
        Assert.IsTrue(nearer.Ran("_HfResolve"), "A new nearer file is seen.");
        Assert.AreEqual("OutputsUpToDate", nearer.SkipReason("CoreCompile"), "The code did not change.");
        Assert.AreEqual("OutputsUpToDate", (await project.BuildAsync("--no-restore")).SkipReason("_HfResolve"));

        File.SetLastWriteTimeUtc(project.With("shared/one.json", "{ }").PathOf("shared/one.json"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var changed = await project.BuildAsync("--no-restore");
        Assert.IsTrue(changed.Ran("_HfResolve") && changed.Ran("_HfValidateMof"), $"The file behind the link changed. {changed}");

        File.Delete(project.PathOf("hfregistry.json"));
        File.Copy(project.PathOf("shared/one.json"), project.PathOf("shared/two.json"));
        File.CreateSymbolicLink(project.PathOf("hfregistry.json"), project.PathOf("shared/two.json"));
        var repointed = await project.BuildAsync("--no-restore");
        Assert.IsTrue(repointed.Ran("_HfResolve") && repointed.Ran("_HfValidateMof"), $"The link leads to another file. {repointed}");
    }

    [TestMethod]
    public async Task An_editor_gets_the_code_without_a_build_and_without_the_network()
    {
        var project = Package.Packed.Project("editor").With("Life.csproj", ThrowawayProject.ProjectText(Items + Documents, "<HfRegistryMode>Online</HfRegistryMode>")).With("Code.cs", Use)
            .With("models/wrong.yml", MofDocuments.Right);
        var designTime = await project.BuildAsync(
            "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Succeeds(designTime);
        Assert.IsTrue(File.Exists(project.PathOf(CodeFile)));
        Assert.IsFalse(designTime.Warnings.Any(warning => warning.Code == DiagnosticCatalog.FellBack.Code), "The Hub was not asked.");
        Assert.IsFalse(File.Exists(project.PathOf(StampFile)), "The build proper asks for itself.");
        Assert.IsFalse(designTime.Ran("_HfValidateMof"), "An editor is not told of documents at each keystroke.");

        // A port that nobody listens on: the build warns, uses what it has, and asks again next time.
        var refused = await project.RunAsync("build", ["--no-restore"], [("HF_ENDPOINT", "http://127.0.0.1:9")]);
        Succeeds(refused);
        Assert.IsTrue(refused.Warnings.Any(warning => warning.Code == DiagnosticCatalog.FellBack.Code), refused.ToString());
        Assert.IsFalse(File.Exists(project.PathOf(StampFile)), "Without a stamp the next build asks again.");
    }

    [TestMethod]
    public async Task The_registry_is_refreshed_on_demand_for_what_the_items_ask_for()
    {
        await using var hub = await LocalHub.StartAsync(
            LocalModel.Of("someone/swin-base", "swin", 5_000) with { PipelineTag = "image-classification", LibraryName = "transformers" },
            LocalModel.Of("someone/bert-base", "bert", 5_000) with { LibraryName = "transformers" });
        var project = Package.Packed.Project("refreshed").With("Life.csproj", ThrowawayProject.ProjectText("""<HfModel Include="swin" />""", "<HfRegistryFile>own.json</HfRegistryFile><HfRefreshSince>2020-01-01</HfRefreshSince>"));
        var refreshed = await project.RunAsync("build", ["-t:HfRefreshRegistry"], [("HF_ENDPOINT", hub.Endpoint.ToString()), ("HF_ASSETS_CACHE", project.PathOf("assets"))]);
        Succeeds(refreshed);
        Assert.IsTrue(hub.Requests.Any(request => request.Target.Contains("sort=lastModified", StringComparison.Ordinal)), "The properties reach the task.");
        Assert.IsEmpty(Directory.GetFiles(project.PathOf("assets"), "*", SearchOption.AllDirectories));
        StringAssert.Contains(project.TextOf("own.json"), "someone/swin-base");
        Assert.DoesNotContain("someone/bert-base", project.TextOf("own.json"), "Nobody asked for it.");

        var asked = hub.Requests.Length;
        Succeeds(await project.RunAsync("build", ["--no-restore"], [("HF_ENDPOINT", hub.Endpoint.ToString())]));
        StringAssert.Contains(project.TextOf(CodeFile), "someone/swin-base");
        Assert.AreEqual(asked, hub.Requests.Length, "An ordinary build asks nobody.");
    }

    [TestMethod]
    public async Task An_older_MSBuild_is_told_so_before_anything_is_loaded()
    {
        var project = Package.Packed.Project("older").With("Life.csproj", ThrowawayProject.ProjectText(Items));
        var build = await project.BuildAsync("-p:_HfMinimumMSBuildVersion=99.0.0");
        Assert.AreEqual(DiagnosticCatalog.UnsupportedHost.Code, build.Errors.Single().Code, build.ToString());
        Assert.AreEqual(DiagnosticCatalog.HelpLink(DiagnosticCatalog.UnsupportedHost.Code), build.Errors.Single().HelpLink);
    }

    [TestMethod]
    public async Task A_package_of_the_project_carries_nothing_of_ours_unless_it_asks_for_the_file()
    {
        var project = Package.Packed.Project("packs").With("Life.csproj", ThrowawayProject.ProjectText(Items)).With("Code.cs", Use);
        Succeeds(await project.RunAsync("pack", ["-o", "out/without"], []));
        var without = await EntriesAsync(project.PathOf("out/without"));
        Assert.IsFalse(without.Any(name => name.Contains("hf", StringComparison.OrdinalIgnoreCase)), string.Join('\n', without));

        Succeeds(await project.RunAsync("pack", ["-o", "out/with", "-p:HfPackRuntimeJson=true"], []));
        CollectionAssert.Contains((await EntriesAsync(project.PathOf("out/with"))).ToList(), "contentFiles/any/net10.0/Life.hfmodels.json");
    }

    private static async Task<IReadOnlyList<string>> EntriesAsync(string folder)
    {
        using var archive = await ZipFile.OpenReadAsync(Directory.GetFiles(folder, "*.nupkg").Single());
        await using var nuspec = await archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).OpenAsync();
        using var reader = new StreamReader(nuspec);
        Assert.IsFalse((await reader.ReadToEndAsync()).Contains("HfRegistry.Build", StringComparison.Ordinal), "The package depends on nothing of ours.");
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static void Succeeds(BuildResult build) => Assert.IsTrue(build.Succeeded, build.ToString());
}
