namespace HfRegistry.Cli.Tests;

/// <summary>What <c>new-test</c> writes, against the packed package.</summary>
[TestClass]
internal sealed class NewTestBuildTests
{
    [TestMethod]
    [InProcess("it is about the project that was written, and builds it")]
    public async Task The_project_builds_and_passes_as_written_in_a_repository_with_settings_of_its_own()
    {
        var project = (await Package.PackedAsync()).Project("new-test");
        using var shell = new Shell(project.Folder) { Clock = TimeProvider.System };
        WriteSettings(shell);
        (await shell.RunAsync("new-test --type bert distilbert BERT --task text-classification --hardware cpu-small --output repo/tests/My.Models")).Ended(ExitCode.Done);
        Assert.IsFalse(File.Exists(shell.PathOf("repo", "tests", "My.Models", "global.json")));

        var result = await project.TestAsync("repo/tests/My.Models");

        Assert.AreEqual(0, result.ExitCode, result.Output);
        Assert.MatchesRegex(@"succeeded: 3\b", result.Output);
        Assert.DoesNotContain("warning", result.Output);
    }

    /// <summary>Everything at once that projects of the .NET world set for all that is below: versions, packages, warnings, analyzers, usings, the runner, sources.</summary>
    private static void WriteSettings(Shell shell)
    {
        shell.Write("repo/global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        shell.Write("repo/nuget.config", """
            <configuration>
              <packageSourceMapping>
                <packageSource key="feed"><package pattern="HfRegistry.*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        shell.Write("repo/.editorconfig", """
            root = true
            [*.cs]
            dotnet_analyzer_diagnostic.category-Documentation.severity = error
            dotnet_diagnostic.CS1591.severity = error
            dotnet_diagnostic.MSTEST0001.severity = error
            """);
        shell.Write("repo/Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <AnalysisMode>All</AnalysisMode>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <ImplicitUsings>disable</ImplicitUsings>
                <MSTestAnalysisMode>All</MSTestAnalysisMode>
                <OutputType>Library</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Some.Analyzers" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        shell.Write("repo/Directory.Packages.props", """
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>
              </PropertyGroup>
              <ItemGroup>
                <GlobalPackageReference Include="Some.Versioning" Version="1.0.0" />
                <PackageVersion Include="MSTest" Version="3.0.0" />
              </ItemGroup>
            </Project>
            """);
        shell.Write("repo/tests/Directory.Build.targets", """
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Some.Assertions" Version="1.0.0" />
                <PackageReference Update="MSTest" Version="3.0.0" />
              </ItemGroup>
            </Project>
            """);
    }
}
