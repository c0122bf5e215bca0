using HfRegistry.Configuration;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Managed;

/// <summary><c>hfregistry init</c>.</summary>
[TestClass]
[InProcess("the image has no SDK")]
internal sealed class InitTests
{
    private const string ConfiguredProject = """
        <Project>
          <PropertyGroup>
            <Configurations>Debug;Release</Configurations>
            <Configuration Condition="'$(Configuration)' == ''">Debug</Configuration>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="HfRegistry.Build" Version="0.1.0" PrivateAssets="all" />
            <HfModel Include="bert" />
            <HfModel Include="openai-community/gpt2" Condition="'$(Configuration)' == 'Release'" />
          </ItemGroup>
        </Project>

        """;

    [TestMethod]
    public async Task Repository_gets_the_package_the_configuration_the_registry_and_what_was_asked_for()
    {
        using var shell = new Shell();
        var project = shell.Write("src/App/App.csproj", "<Project>\n</Project>\n");
        shell.WorkingFolder = Path.Combine("src", "App");

        var run = (await shell.RunAsync("init --workflow --mof --lock --json")).Ended(ExitCode.Done);

        var document = await run.JsonOfAsync("init");
        Assert.AreSequenceEqual(
            [project, shell.PathOf("hfregistry.json"), shell.RegistryPath, shell.PathOf(".github", "workflows", "model-registry.yml"), shell.PathOf(".github", "workflows", "mof-collection.yml"), shell.PathOf("src", "App", LockFile.FileName)],
            document.GetProperty("files").EnumerateArray().Select(static file => file.GetProperty("path").GetString()));
        Assert.IsEmpty(document.GetProperty("kept").EnumerateArray());
        Assert.AreEqual("""
            <Project>
              <ItemGroup>
                <PackageReference Include="HfRegistry.Build" Version="0.1.0" PrivateAssets="all" />
              </ItemGroup>
              <ItemGroup>
                <HfMofYaml Include="../../models/**/*.yml" />
              </ItemGroup>
            </Project>

            """, await File.ReadAllTextAsync(project));
        Assert.IsTrue(ConfigurationFile.IsRoot(shell.PathOf(HfConfiguration.FileName)));
        Assert.AreSequenceEqual(RegistryFile.Render(EmbeddedRegistry.Registry), await File.ReadAllBytesAsync(shell.RegistryPath));
        Assert.IsEmpty(LockFile.Load(shell.PathOf("src", "App", LockFile.FileName)).Value!.Entries);
        foreach (var (name, example) in new[] { ("model-registry.yml", "weekly-refresh.yml"), ("mof-collection.yml", "mof-collection.yml") })
        {
            var text = await File.ReadAllTextAsync(shell.PathOf(".github", "workflows", name));
            Assert.Contains("uses: hfregistry/HfRegistry.Build@v0.1.0\n", text);
            Assert.AreEqual(await File.ReadAllTextAsync(RepositoryFiles.PathOf("action", "examples", example)), text.Replace("v0.1.0", "main", StringComparison.Ordinal));
        }

        (await shell.RunAsync("add bert")).Ended(ExitCode.Done);
        Assert.HasCount(1, LockFile.Load(shell.PathOf("src", "App", LockFile.FileName)).Value!.Entries);
    }

    [TestMethod]
    public async Task Lock_file_serves_every_configuration()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Write("App.csproj", ConfiguredProject);

        (await shell.RunAsync("init --lock")).Ended(ExitCode.Done);
        var entries = LockFile.Load(shell.PathOf(LockFile.FileName)).Value!.Entries;
        (await shell.RunAsync("remove openai-community/gpt2")).Ended(ExitCode.Done);

        Assert.AreSequenceEqual(["bert ", "openai-community/gpt2 Release"], entries.Select(static entry => $"{entry.Request.Include} {string.Join(',', entry.Configurations)}"));
        Assert.AreSequenceEqual(["bert"], LockFile.Load(shell.PathOf(LockFile.FileName)).Value!.Entries.Select(static entry => entry.Request.Include));
        Assert.AreEqual(ConfiguredProject.Replace("""    <HfModel Include="openai-community/gpt2" Condition="'$(Configuration)' == 'Release'" />""" + "\n", "", StringComparison.Ordinal), await File.ReadAllTextAsync(shell.PathOf("App.csproj")));
    }

    [TestMethod]
    public async Task What_exists_is_kept_and_named()
    {
        using var shell = new Shell();
        var files = new[] { "hfregistry.json", "huggingface_model_types.json", ".github/workflows/model-registry.yml" }.Select(name => shell.Write(name, "{}")).ToList();
        shell.Write("App.csproj", "<Project><ItemGroup><PackageReference Include=\"HfRegistry.Build\" Version=\"1.0.0\" /></ItemGroup></Project>");

        var run = (await shell.RunAsync("init --workflow")).Ended(ExitCode.Done);

        Assert.AreEqual(string.Concat(files.Select(static file => $"{file} exists and was kept\n")), run.Out);
        Assert.AreSequenceEqual(["{}", "{}", "{}"], files.Select(File.ReadAllText));
    }

    [TestMethod]
    public async Task Dry_run_shows_the_files_and_writes_none()
    {
        using var shell = new Shell();
        shell.Write("Directory.Packages.props", "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n    <DirectoryPackagesPropsPath>$(MSBuildThisFileFullPath)</DirectoryPackagesPropsPath>\n  </PropertyGroup>\n</Project>\n");
        shell.Write("a/A.csproj", "<Project><Import Project=\"../Directory.Packages.props\" /></Project>");
        shell.Write("b/B.csproj", "<Project />");
        var before = Directory.GetFileSystemEntries(shell.Folder, "*", SearchOption.AllDirectories).Length;

        var run = (await shell.RunAsync("init --dry-run --workflow")).Ended(ExitCode.Done);

        Assert.StartsWith("""
            --- a/Directory.Packages.props
            +++ b/Directory.Packages.props
            @@ -3,4 +3,7 @@
                 <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                 <DirectoryPackagesPropsPath>$(MSBuildThisFileFullPath)</DirectoryPackagesPropsPath>
               </PropertyGroup>
            +  <ItemGroup>
            +    <PackageVersion Include="HfRegistry.Build" Version="0.1.0" />
            +  </ItemGroup>
             </Project>
            --- /dev/null
            +++ b/hfregistry.json
            @@ -0,0 +1,4 @@
            +{

            """, run.Out);
        Assert.Contains($"+++ {shell.RegistryPath}: a new file, too long to be shown\n--- /dev/null\n+++ b/.github/workflows/model-registry.yml\n", run.Out);
        Assert.HasCount(before, Directory.GetFileSystemEntries(shell.Folder, "*", SearchOption.AllDirectories));
    }

    [TestMethod]
    public async Task Repository_without_projects_gets_the_files_alone()
    {
        using var shell = new Shell();

        (await shell.RunAsync("init")).Ended(ExitCode.Done);

        Assert.IsTrue(File.Exists(shell.RegistryPath));
    }
}
