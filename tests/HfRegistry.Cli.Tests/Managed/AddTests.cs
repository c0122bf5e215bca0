using HfRegistry.Resolution;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Managed;

/// <summary><c>hfregistry add</c> on projects that import no SDK, which evaluate in milliseconds.</summary>
[TestClass]
[InProcess("the image has no SDK")]
internal sealed class AddTests
{
    private const string Reference = "<PackageReference Include=\"HfRegistry.Build\" Version=\"0.1.0\" PrivateAssets=\"all\" />";

    [TestMethod]
    public async Task Model_and_package_are_added_to_the_project_of_the_folder()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var path = shell.Write("App.csproj", "<Project>\n\n  <PropertyGroup>\n    <A>1</A>\n  </PropertyGroup>\n\n</Project>\n");

        var run = (await shell.RunAsync("add bert --task fill-mask --alias Words --download")).Ended(ExitCode.Done);

        Assert.StartsWith("google-bert/bert-base-uncased\n", run.Out);
        Assert.EndsWith($"Edited {path}\n", run.Out);
        Assert.AreEqual($"""
            <Project>

              <PropertyGroup>
                <A>1</A>
              </PropertyGroup>

              <ItemGroup>
                {Reference}
              </ItemGroup>

              <ItemGroup>
                <HfModel Include="bert" Task="fill-mask" Download="true" Alias="Words" />
              </ItemGroup>

            </Project>

            """, await File.ReadAllTextAsync(path));
    }

    [TestMethod]
    public async Task Package_of_the_last_restore_is_no_reference()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Write("packages/hfregistry.build/0.1.0/build/HfRegistry.Build.props", "<Project><PropertyGroup><_HfTasksAssembly>$(MSBuildThisFileDirectory)../tools/net10.0/HfRegistry.Build.dll</_HfTasksAssembly></PropertyGroup></Project>");
        shell.Write("obj/App.csproj.nuget.g.props", $"<Project><PropertyGroup><NuGetPackageFolders>/other/;{shell.PathOf("packages")}</NuGetPackageFolders></PropertyGroup><Import Project=\"../packages/hfregistry.build/0.1.0/build/HfRegistry.Build.props\" /></Project>");
        var path = shell.Write("App.csproj", "<Project>\n  <Import Project=\"obj/App.csproj.nuget.g.props\" />\n</Project>\n");
        var byHand = shell.Write("Other/Other.csproj", "<Project>\n  <Import Project=\"../packages/hfregistry.build/0.1.0/build/HfRegistry.Build.props\" />\n</Project>\n");

        (await shell.RunAsync("add bert App.csproj")).Ended(ExitCode.Done);
        (await shell.RunAsync("add bert Other")).Ended(ExitCode.Done);

        Assert.Contains(Reference, await File.ReadAllTextAsync(path));
        Assert.DoesNotContain("PackageReference", await File.ReadAllTextAsync(byHand));
    }

    [TestMethod]
    public async Task Two_edits_at_once_run_one_after_the_other()
    {
        using var shell = new Shell { Clock = TimeProvider.System }.With(SmallRegistry.Create());
        var path = shell.Write("App.csproj", "<Project>\n</Project>\n");

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => shell.RunAsync($"add {(number % 2 == 0 ? "bert" : "gpt2")} --alias M{number}"))));

        foreach (var run in runs)
            run.Ended(ExitCode.Done);
        var text = await File.ReadAllTextAsync(path);
        Assert.AreEqual(2, text.Split("PackageReference").Length);
        Assert.AreEqual(5, text.Split("<HfModel ").Length);
        Assert.AreSequenceEqual([path, shell.RegistryPath], Directory.GetFiles(shell.Folder).Order(StringComparer.Ordinal), "no lock is left");
    }

    [TestMethod]
    public async Task Dry_run_shows_the_difference_and_writes_nothing()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var text = $"<Project>\r\n\t<ItemGroup>\r\n\t\t{Reference}\r\n\t\t<HfModel Include=\"gpt2\" />\r\n\t</ItemGroup>\r\n</Project>";
        var path = shell.Write("src/App.csproj", text);

        var run = (await shell.RunAsync("add bert src/App.csproj --pin --dry-run")).Ended(ExitCode.Done);

        Assert.EndsWith($"""
            --- a/src/App.csproj
            +++ b/src/App.csproj
            @@ -2,5 +2,6 @@
             	<ItemGroup>
             		{Reference}
             		<HfModel Include="gpt2" />
            +		<HfModel Include="google-bert/bert-base-uncased" Revision="{new string('a', 40)}" />
             	</ItemGroup>
             </Project>
            \ No newline at end of file

            """, run.Out);
        Assert.AreEqual(text, await File.ReadAllTextAsync(path));
    }

    [TestMethod]
    public async Task Central_version_is_added_where_versions_are_central()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var central = shell.Write("Directory.Packages.props", "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n    <DirectoryPackagesPropsPath>$(MSBuildThisFileFullPath)</DirectoryPackagesPropsPath>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageVersion Include=\"Alpha\" Version=\"1.0.0\" />\n    <PackageVersion Include=\"Omega\" Version=\"1.0.0\" />\n  </ItemGroup>\n</Project>\n");
        var path = shell.Write("src/App.csproj", "<Project>\n  <Import Project=\"../Directory.Packages.props\" />\n  <ItemGroup>\n    <PackageReference Include=\"Omega\" />\n  </ItemGroup>\n</Project>\n");

        var run = (await shell.RunAsync("add bert src --json")).Ended(ExitCode.Done);

        var document = await run.JsonOfAsync("add");
        Assert.AreSequenceEqual([central, path], document.GetProperty("files").EnumerateArray().Select(static file => file.GetProperty("path").GetString()));
        Assert.Contains("Alpha\" Version=\"1.0.0\" />\n    <PackageVersion Include=\"HfRegistry.Build\" Version=\"0.1.0\" />\n", await File.ReadAllTextAsync(central));
        Assert.Contains("<PackageReference Include=\"Omega\" />\n    <PackageReference Include=\"HfRegistry.Build\" PrivateAssets=\"all\" />\n", await File.ReadAllTextAsync(path));
    }

    [TestMethod]
    public async Task Lock_file_gets_the_model_too()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Write("App.csproj", "<Project />");
        new LockFile().Save(shell.PathOf(LockFile.FileName));

        (await shell.RunAsync("add bert")).Ended(ExitCode.Done);

        var entry = LockFile.Load(shell.PathOf(LockFile.FileName)).Value!.Entries.Single();
        Assert.AreEqual(("bert", "google-bert/bert-base-uncased"), (entry.Request.Include, entry.Id.ToString()));
    }

    [TestMethod]
    [DataRow("add berd", "HFR1001", ExitCode.Usage)]
    [DataRow("add gpt2", "HFR8109", ExitCode.Usage)]
    [DataRow("add bert --alias 1st", "HFR1016", ExitCode.Usage)]
    [DataRow("add bert --alias Writer", "HFR8109", ExitCode.Usage)]
    [DataRow("add bert nowhere", "HFR8003", ExitCode.Usage)]
    [DataRow("add bert two", "HFR8106", ExitCode.Usage)]
    [DataRow("add bert --task nonsense", "HFR1002", ExitCode.Usage)]
    public async Task What_cannot_be_added_leaves_the_project_as_it_is(string line, string code, int exitCode)
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        const string Text = "<Project><ItemGroup><HfModel Include=\"gpt2\" /><HfModel Include=\"gptj\" Alias=\"writer\" /></ItemGroup></Project>";
        var path = shell.Write("App.csproj", Text);
        shell.Write("two/One.csproj", "<Project />");
        shell.Write("two/Two.csproj", "<Project />");

        var run = (await shell.RunAsync(line)).Ended(exitCode);

        Assert.Contains($"error {code}: ", run.Error);
        Assert.AreEqual(Text, await File.ReadAllTextAsync(path));
    }

    [TestMethod]
    public async Task Read_only_project_is_refused()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var path = shell.Write("App.csproj", "<Project />");
        new FileInfo(path).IsReadOnly = true;

        var run = (await shell.RunAsync("add bert")).Ended(ExitCode.Refused);

        new FileInfo(path).IsReadOnly = false;
        Assert.Contains("error HFR8103: ", run.Error);
        Assert.AreEqual("<Project />", await File.ReadAllTextAsync(path));
    }
}
