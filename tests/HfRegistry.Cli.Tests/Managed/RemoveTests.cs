using System.Text;
using HfRegistry.Resolution;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Managed;

/// <summary><c>hfregistry remove</c> on projects that import no SDK.</summary>
[TestClass]
[InProcess("the image has no SDK")]
internal sealed class RemoveTests
{
    [TestMethod]
    public async Task Added_model_is_removed_without_a_trace()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var files = new Dictionary<string, string>
        {
            ["Directory.Packages.props"] = "<Project>\r\n  <PropertyGroup>\r\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\r\n    <DirectoryPackagesPropsPath>$(MSBuildThisFileFullPath)</DirectoryPackagesPropsPath>\r\n  </PropertyGroup>\r\n</Project>",
            ["Central.fsproj"] = "<Project>\n  <Import Project=\"Directory.Packages.props\" />\n</Project>\n",
            ["own/Own.vbproj"] = "<Project />\n",
            ["many/Many.csproj"] = "\uFEFF<Project>\n\n\t<PropertyGroup>\n\t\t<TargetFrameworks>net10.0;net8.0</TargetFrameworks>\n\t</PropertyGroup> <!-- two -->\n\n</Project>",
        };
        foreach (var (name, text) in files)
            shell.Write(name, text);
        new LockFile().Save(shell.PathOf("own", LockFile.FileName));
        var before = Texts(shell);

        foreach (var project in new[] { "Central.fsproj", "own", "many/Many.csproj" })
        {
            (await shell.RunAsync($"add bert {project} --alias Words")).Ended(ExitCode.Done);
            (await shell.RunAsync($"add gpt2 {project} --task text-generation")).Ended(ExitCode.Done);
        }

        // The central version stays as long as any project names the package.
        foreach (var project in new[] { "own", "many/Many.csproj", "Central.fsproj" })
        {
            var run = (await shell.RunAsync($"remove BERT {project} --json")).Ended(ExitCode.Done);
            Assert.AreEqual("bert", (await run.JsonOfAsync("remove")).GetProperty("removed")[0].GetString());
            (await shell.RunAsync($"remove gpt2 {project}")).Ended(ExitCode.Done);
        }

        foreach (var (name, text) in Texts(shell))
            Assert.AreEqual(before[name], text, name);
    }

    [TestMethod]
    [DataRow("HfModel")]
    [DataRow("HfMofYaml")]
    public async Task Package_stays_for_an_item_of_another_configuration(string item)
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var path = shell.Write("App.csproj", $"<Project>\n  <ItemGroup Condition=\"'$(Configuration)' == 'Release'\">\n    <{item} Include=\"vit\" />\n  </ItemGroup>\n</Project>\n");
        (await shell.RunAsync("add bert")).Ended(ExitCode.Done);

        (await shell.RunAsync("remove bert")).Ended(ExitCode.Done);

        var text = await File.ReadAllTextAsync(path);
        Assert.Contains("HfRegistry.Build", text);
        Assert.DoesNotContain("bert", text);
    }

    [TestMethod]
    public async Task Other_names_of_a_list_stay_as_they_are_written()
    {
        using var shell = new Shell();
        var path = shell.Write("App.csproj", "<Project>\n  <ItemGroup>\n    <HfModel Include=\"bert;\n                      t5;\n                      vit\" />\n  </ItemGroup>\n</Project>\n");

        (await shell.RunAsync("remove t5")).Ended(ExitCode.Done);

        Assert.AreEqual("<Project>\n  <ItemGroup>\n    <HfModel Include=\"bert;\n                      vit\" />\n  </ItemGroup>\n</Project>\n", await File.ReadAllTextAsync(path));
    }

    [TestMethod]
    public async Task Every_element_of_the_model_is_removed_where_it_is_defined()
    {
        using var shell = new Shell();
        var imported = shell.Write("Models.props", "<Project>\n  <ItemGroup>\n    <HfModel Include=\"bert;t5\" />\n  </ItemGroup>\n</Project>\n");
        var path = shell.Write("App.csproj", """
            <Project>
              <Import Project="Models.props" />
              <ItemGroup>
                <HfModel Include="bert" Alias="Words" />
                <HfModel Include="bert" Alias="Never" Condition="'$(A)' == '1'" />
                <HfModel Include="vit" Alias="Eyes" />
              </ItemGroup>
              <Target Name="T">
                <ItemGroup>
                  <HfModel Include="bert" />
                </ItemGroup>
              </Target>
            </Project>
            """);

        (await shell.RunAsync("remove bert")).Ended(ExitCode.Done);
        (await shell.RunAsync("remove eyes")).Ended(ExitCode.Done);

        Assert.Contains("<HfModel Include=\"t5\" />", await File.ReadAllTextAsync(imported));
        Assert.AreEqual("""
            <Project>
              <Import Project="Models.props" />
              <Target Name="T">
                <ItemGroup>
                  <HfModel Include="bert" />
                </ItemGroup>
              </Target>
            </Project>
            """, await File.ReadAllTextAsync(path));
    }

    [TestMethod]
    [DataRow("bert", "HFR8110", "App.csproj(3,35)")]
    [DataRow("t5", "HFR8105", "Shared.props")]
    [DataRow("gpt3", "HFR8108", "did you mean 'gpt2'?")]
    public async Task What_cannot_be_removed_leaves_every_file_as_it_is(string model, string code, string said)
    {
        using var outside = new Shell();
        using var shell = new Shell();
        var shared = outside.Write("Shared.props", "<Project><ItemGroup><HfModel Include=\"t5\" /></ItemGroup></Project>");
        var text = $"<Project>\n<Import Project=\"{shared}\" />\n<ItemGroup><Name Include=\"bert\" /><HfModel Include=\"@(Name)\" /><HfModel Include=\"gpt2\" /></ItemGroup></Project>";
        var path = shell.Write("App.csproj", text);

        var run = (await shell.RunAsync($"remove {model}")).Ended(ExitCode.Usage);

        Assert.Contains($"error {code}: ", run.Error);
        Assert.Contains(said, run.Error);
        Assert.AreEqual(text, await File.ReadAllTextAsync(path));
        Assert.Contains("t5", await File.ReadAllTextAsync(shared));
    }

    [TestMethod]
    public async Task Package_reference_of_a_person_stays()
    {
        using var shell = new Shell();
        const string Reference = "<PackageReference Include=\"HfRegistry.Build\" Version=\"0.1.0\"><PrivateAssets>all</PrivateAssets></PackageReference>";
        var path = shell.Write("App.csproj", $"<Project>\n  <ItemGroup>\n    {Reference}\n    <HfModel Include=\"bert\" />\n  </ItemGroup>\n</Project>");

        (await shell.RunAsync("remove bert")).Ended(ExitCode.Done);

        Assert.AreEqual($"<Project>\n  <ItemGroup>\n    {Reference}\n  </ItemGroup>\n</Project>", await File.ReadAllTextAsync(path));
    }

    // A character for each byte.
    private static Dictionary<string, string> Texts(Shell shell) =>
        Directory.EnumerateFiles(shell.Folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(shell.Folder, path), path => Encoding.Latin1.GetString(File.ReadAllBytes(path)));
}
