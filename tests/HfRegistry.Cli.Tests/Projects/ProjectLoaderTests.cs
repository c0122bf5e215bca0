using HfRegistry.Cli.Projects;
using HfRegistry.Resolution;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Projects;

[TestClass]
[InProcess("it runs no command")]
internal sealed class ProjectLoaderTests
{
    private static readonly ProjectQuery Query = new(["HfModel"], ["HfLockFile", "MSBuildProjectName"]) { ItemOfEveryConfiguration = "HfModel" };

    [TestMethod]
    public void Items_stand_where_their_elements_are_written()
    {
        using var shell = new Shell();
        shell.Write("Directory.Build.props", """
            <Project>
              <ItemGroup>
                <HfModel Include="t5" Task="translation" />
              </ItemGroup>
            </Project>
            """);
        shell.Write("models/bert.model", "");
        shell.Write("models/gpt2.model", "");
        var path = shell.Write("App.csproj", """
            <Project>
              <Import Project="Directory.Build.props" />
              <ItemGroup Condition="'$(MSBuildProjectName)' == 'App'">
                <HfModel Include="bert" Hardware="cpu-small">
                  <Alias>Words</Alias>
                </HfModel>
                <HfModel Include="gpt2;bloom" />
                <Listed Include="models/*.model" /><HfModel Include="@(Listed->'%(Filename)')" Optional="true" />
                <HfModel Include="roberta" Condition="'$(MSBuildProjectName)' == 'Other'" />
                <HfModel Update="t5" Alias="Text" />
              </ItemGroup>
            </Project>
            """);

        var items = Loaded(path).Single().Items.ToList();

        Assert.AreSequenceEqual(
            ["t5 Directory.Build.props(3,5)", "bert App.csproj(4,5)", "gpt2 App.csproj(7,5)", "bloom App.csproj(7,5)", "bert App.csproj(8,40)", "gpt2 App.csproj(8,40)"],
            items.Select(item => $"{item.Include} {Place(item.Location)}"));
        Assert.AreSequenceEqual([true, true, false, false, false, false], items.Select(item => item.IsLiteral));
        Assert.AreSequenceEqual([true, false, false, false, false, false], items.Select(item => item.IsImported));
        Assert.AreEqual(("translation", "Text"), (items[0].Metadata["task"].Value, items[0].Metadata["ALIAS"].Value));
        Assert.AreEqual("App.csproj(10,25)", Place(items[0].Metadata["Alias"].Location));
        Assert.AreEqual("App.csproj(5,7)", Place(items[1].Metadata["Alias"].Location));
        Assert.AreEqual("App", Loaded(path).Single().Property("MSBuildProjectName"));
    }

    [TestMethod]
    public void Project_is_evaluated_once_for_each_target_framework()
    {
        using var shell = new Shell();
        var path = shell.Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;net8.0</TargetFrameworks>
                <HfLockFile>locks/$(TargetFramework).json</HfLockFile>
              </PropertyGroup>
              <ItemGroup>
                <HfModel Include="bert" />
                <HfModel Include="gpt2" Condition="'$(TargetFramework)' == 'net8.0'" />
                <HfModel Include="t5" Alias="T5$(TargetFramework.Length)" />
                <HfModel Include="bloom" Alias="$(TargetFramework)" />
              </ItemGroup>
            </Project>
            """);

        var project = Loaded(path).Single();

        Assert.AreSequenceEqual(["locks/net10.0.json", "locks/net8.0.json"], project.Evaluations.Select(evaluation => evaluation.Properties["HfLockFile"]));
        Assert.AreSequenceEqual(
            ["bert net10.0,net8.0", "t5 net10.0", "bloom net10.0", "gpt2 net8.0", "t5 net8.0", "bloom net8.0"],
            project.Items.Select(item => $"{item.Include} {string.Join(',', item.Frameworks)}"));
        Assert.IsEmpty(project.Configurations, "what every configuration has is evaluated in one");
    }

    [TestMethod]
    [DataRow("""<ItemGroup Condition="'$(Configuration)' == 'Release'"><HfModel Include="bert" /></ItemGroup>""", "bert Release")]
    [DataRow("""<Choose><When Condition="'$(Configuration)' == 'Release'"><ItemGroup><HfModel Include="bert" /></ItemGroup></When></Choose>""", "bert Release")]
    [DataRow("""<Import Project="Models.props" />""", "t5 Release")]
    [DataRow("""<Target Name="Late"><ItemGroup><HfModel Include="bert" /></ItemGroup></Target>""", "")]
    public void Item_of_another_configuration_is_found_where_it_is_written(string written, string expected)
    {
        using var shell = new Shell();
        shell.Write("Models.props", """<Project><ItemGroup><HfModel Include="t5" Condition="'$(Configuration)' == 'Release'" /></ItemGroup></Project>""");
        var path = shell.Write("App.csproj", $"<Project><PropertyGroup><Configurations>Debug;Release</Configurations></PropertyGroup>{written}</Project>");

        Assert.AreEqual(expected, string.Join(' ', Loaded(path).Single().Items.Select(static item => $"{item.Include} {string.Join(',', item.Configurations)}")));
    }

    [TestMethod]
    public void Item_of_another_configuration_is_an_item_of_the_project()
    {
        using var shell = new Shell();
        var path = shell.Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;net8.0</TargetFrameworks>
              </PropertyGroup>
              <ItemGroup>
                <HfModel Include="bert" />
                <HfModel Include="gpt2" Condition="'$(Configuration)|$(TargetFramework)' == 'Release|net8.0'" />
                <HfModel Include="t5" Condition="'$(Configuration)' == 'Debug'" />
              </ItemGroup>
            </Project>
            """);

        var project = Loaded(path).Single();

        Assert.AreSequenceEqual(["Debug", "Release"], project.Configurations);
        Assert.AreSequenceEqual(
            ["bert net10.0,net8.0 Debug,Release", "t5 net10.0,net8.0 Debug", "gpt2 net8.0 Release"],
            project.Items.Select(item => $"{item.Include} {string.Join(',', item.Frameworks)} {string.Join(',', item.Configurations)}"));
    }

    [TestMethod]
    [DataRow("All.sln")]
    [DataRow("All.slnx")]
    [DataRow("Some.slnf")]
    public void Solution_lists_its_projects_and_names_those_that_do_not_load(string solution)
    {
        using var shell = new Shell();
        WriteSolution(shell, "All.slnx");
        WriteSolution(shell, solution);

        var loaded = ProjectLoader.Load(shell.PathOf(solution), Query, CancellationToken.None);

        Assert.AreSequenceEqual(["lib/Words.fsproj", "src/App.csproj"], loaded.Projects.Select(project => Path.GetRelativePath(shell.Folder, project.Path).Replace('\\', '/')));
        Assert.IsTrue(loaded.Diagnostics.All(diagnostic => diagnostic.Severity == Severity.Warning));
        Assert.AreSequenceEqual(["HFR8006", "HFR8004", "HFR8004"], loaded.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Contains("Gone.csproj", loaded.Diagnostics[0].Message);
        Assert.AreEqual(("Native.vcxproj(1,10)", "Broken.csproj(2,14)"), (Place(loaded.Diagnostics[1].Location!), Place(loaded.Diagnostics[2].Location!)));
        Assert.Contains("does not exist", loaded.Diagnostics[1].Message);
    }

    [TestMethod]
    public void Folder_stands_for_its_solution_then_its_project_then_all_projects_below_it()
    {
        using var shell = new Shell();
        foreach (var project in (string[])["a/A.csproj", "a/inner/Inner.vbproj", "b/B.fsproj", "b/bin/Built.csproj", ".hidden/Hidden.csproj"])
            shell.Write(project, "<Project />");

        Assert.AreSequenceEqual(["A", "Inner", "B"], Names(shell.Folder));
        Assert.AreSequenceEqual(["A"], Names(shell.PathOf("a")));
        shell.Write("b/Other.csproj", "<Project />");
        Assert.AreSequenceEqual(["B", "Other"], Names(shell.PathOf("b")));
        shell.Write("One.slnx", """<Solution><Project Path="b/B.fsproj" /></Solution>""");
        Assert.AreSequenceEqual(["B"], Names(shell.Folder));
        shell.Write("Two.slnx", "<Solution />");
        Assert.AreSequenceEqual(["A", "Inner", "B", "Other"], Names(shell.Folder));
    }

    [TestMethod]
    [DataRow("Missing.csproj", null, "Missing.csproj does not exist.")]
    [DataRow("Program.cs", "", "Program.cs is neither a project nor a solution.")]
    [DataRow("App.csproj", "<Project>", "App.csproj(1,10): error HFR8004: MSBuild cannot load the project: MSB4025 ")]
    [DataRow("App.csproj", "", "App.csproj: error HFR8004: MSBuild cannot load the project: MSB4025 ")]
    [DataRow("App.csproj", "<Project Sdk=\"Not.There\" />", "App.csproj: error HFR8004: MSBuild cannot load the project: MSB4236 The SDK 'Not.There' specified could not be found. Correct")]
    [DataRow("App.csproj", "<Project><PropertyGroup><A>$([System.IO.File]::ReadAllText('none'))</A></PropertyGroup></Project>", "App.csproj(1,25): error HFR8004: ")]
    [DataRow("All.slnx", "<Solution", "All.slnx: error HFR8005: The solution cannot be read: ")]
    [DataRow("All.sln", "nonsense", "All.sln: error HFR8005: The solution cannot be read: ")]
    public void What_cannot_be_loaded_is_an_error_with_its_place(string name, string? content, string said)
    {
        using var shell = new Shell();
        if (content is not null)
            shell.Write(name, content);

        var loaded = ProjectLoader.Load(shell.PathOf(name), Query, CancellationToken.None);

        Assert.IsEmpty(loaded.Projects);
        var error = loaded.Diagnostics.Single();
        Assert.AreEqual(Severity.Error, error.Severity);
        Assert.Contains(said, error.ToString());
        Assert.DoesNotContain(" at System", error.Message);
    }

    [TestMethod]
    public void Missing_sdk_is_an_error_at_the_global_json_that_asks_for_it()
    {
        var asked = SdkLocator.Describe("""
            Error while calling hostfxr function hostfxr_resolve_sdk2. Error code: -2147450725 Detailed error: A compatible .NET SDK was not found.

            Requested SDK version: 12.0.100
            global.json file: /app/global.json

            Installed SDKs:
            """);
        var none = SdkLocator.Describe("Path to dotnet executable is not set. The probed variables are: DOTNET_ROOT.\nMore.");

        Assert.AreEqual("/app/global.json: error HFR8002: The .NET SDK 12.0.100, which global.json asks for, is not installed. Install it, or change global.json.", asked.ToString());
        Assert.StartsWith("error HFR8002: Projects are evaluated with the .NET SDK, and none was found: Path to dotnet executable is not set. The probed variables are: DOTNET_ROOT. Install", none.ToString());
    }

    [TestMethod]
    [DataRow("hf-console")]
    [DataRow("hf-modeltests")]
    public void Template_states_its_package_versions_in_a_repository_with_central_ones(string template)
    {
        using var shell = new Shell();
        shell.Write("Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>");
        var path = shell.Write("App/App.csproj", File.ReadAllText(RepositoryFiles.PathOf("src", "HfRegistry.Templates", "content", template, $"{template}.csproj")));

        var project = ProjectLoader.Load(path, new ProjectQuery(["PackageReference"], ["ManagePackageVersionsCentrally"]), CancellationToken.None).Projects.Single();

        Assert.AreNotEqual("true", project.Property("ManagePackageVersionsCentrally"));
        Assert.IsTrue(project.Items.Where(static item => !item.IsImported).All(static item => item.Metadata.ContainsKey("Version")));
    }

    [TestMethod]
    public void Folder_without_projects_is_an_error()
    {
        using var shell = new Shell();

        Assert.AreEqual("HFR8003", ProjectLoader.Load(shell.Folder, Query, CancellationToken.None).Diagnostics.Single().Code);
    }

    [TestMethod]
    [DataRow("", "hfregistry.lock.json")]
    [DataRow("App.csproj hfregistry.App.lock.json", "hfregistry.App.lock.json")]
    [DataRow("App.csproj Other.fsproj", "hfregistry.App.lock.json")]
    [DataRow("App.csproj Other.fsproj hfregistry.lock.json", "hfregistry.lock.json")]
    [DataRow("App.csproj Other.fsproj hfregistry.lock.json hfregistry.App.lock.json", "hfregistry.App.lock.json")]
    public void Lock_file_of_a_project_is_the_one_that_the_package_finds(string files, string expected)
    {
        using var shell = new Shell();
        var package = RepositoryFiles.PathOf("build");
        var project = $"""<Project><Import Project="{package}/HfRegistry.Build.props" /><Import Project="{package}/HfRegistry.Build.targets" /></Project>""";
        foreach (var file in files.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append("App.csproj"))
            shell.Write(file, project);

        var loaded = ProjectLoader.Load(shell.PathOf("App.csproj"), new ProjectQuery([], ["HfLockFile", "_HfSharedLockFile"]), CancellationToken.None).Projects.Single();

        var shared = loaded.Property("_HfSharedLockFile");
        var found = File.Exists(loaded.Property("HfLockFile")) || shared.Length == 0 ? loaded.Property("HfLockFile") : shared;
        Assert.AreEqual(shell.PathOf(expected), found);
        Assert.AreEqual(shell.PathOf(expected), ProjectLockPath.Of(shell.PathOf("App.csproj"), named: ""));
        Assert.AreEqual(shell.PathOf(expected), ProjectLockPath.Of(shell.PathOf("App.csproj"), loaded.Property("HfLockFile")));
    }

    private static IReadOnlyList<EvaluatedProject> Loaded(string path)
    {
        var loaded = ProjectLoader.Load(path, Query, CancellationToken.None);
        Assert.IsEmpty(loaded.Diagnostics);
        return loaded.Projects;
    }

    private static IEnumerable<string> Names(string path) => Loaded(path).Select(project => Path.GetFileNameWithoutExtension(project.Path));

    private static string Place(SourceLocation place) => Path.GetFileName(place.ToString());

    private static void WriteSolution(Shell shell, string name)
    {
        string[] projects = ["src/App.csproj", "src/Gone.csproj", "native/Native.vcxproj", "src/Broken.csproj", "lib/Words.fsproj"];
        shell.Write("src/App.csproj", "<Project />");
        shell.Write("lib/Words.fsproj", "<Project />");
        shell.Write("native/Native.vcxproj", """<Project><Import Project="$(VCTargetsPath)/Microsoft.Cpp.Default.props" /></Project>""");
        shell.Write("src/Broken.csproj", "<Project>\n  <ItemGroup>");
        shell.Write(name, Path.GetExtension(name) switch
        {
            ".slnx" => $"<Solution>{string.Concat(projects.Select(project => $"<Project Path=\"{project}\" />"))}</Solution>",
            ".slnf" => $$$"""{"solution":{"path":"All.slnx","projects":[{{{string.Join(',', projects.Select(static project => $"\"{project}\""))}}}]}}""",
            _ => $"""
                Microsoft Visual Studio Solution File, Format Version 12.00
                {string.Join('\n', projects.Select((project, i) => $"Project(\"{{9A19103F-16F7-4668-BE54-9A1E7A4F7556}}\") = \"{Path.GetFileNameWithoutExtension(project)}\", \"{project.Replace('/', '\\')}\", \"{{00000000-0000-0000-0000-00000000000{i}}}\"\nEndProject"))}
                Global
                EndGlobal
                """,
        });
    }
}
