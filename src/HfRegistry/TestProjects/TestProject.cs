using System.Collections.Immutable;
using System.Security;
using HfRegistry.Selection;

namespace HfRegistry.TestProjects;

/// <summary>A file of a new test project.</summary>
/// <param name="Name">The name in the project's folder.</param>
/// <param name="Text">The whole text.</param>
internal sealed record TemplateFile(string Name, string Text);

/// <summary>A test project to write: its models, and the files that it consists of. Equal input gives equal text.</summary>
internal sealed record TestProject
{
    private const string TestingPlatform = "4.5.2";

    /// <summary>Gets the name of the project and of its namespace; an identifier.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the version of the HfRegistry.Build package to use.</summary>
    public required string PackageVersion { get; init; }

    /// <summary>Gets the models, each request found to have an answer.</summary>
    public required ImmutableArray<RawRequest> Models { get; init; }

    /// <summary>Gets the task of every model, or null.</summary>
    public string? Task { get; init; }

    /// <summary>Gets the registry file that the build takes, relative to the project's folder; null for the one that it finds.</summary>
    public string? RegistryFile { get; init; }

    /// <summary>Gets a line that tells where the files come from; null for files that are the reader's own from now on.</summary>
    public string? Mark { get; init; }

    /// <summary>Returns the project name for a folder's name: its letters and digits, with a letter first.</summary>
    public static string NameFor(string folderName)
    {
        var name = string.Concat(folderName.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '_')).Trim('.', '_');
        var parts = name.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(static part => char.IsAsciiLetter(part[0]) ? part : $"_{part}");
        name = string.Join('.', parts);
        return name.Length == 0 ? "ModelTests" : name;
    }

    /// <summary>Returns the files.</summary>
    /// <param name="withRunner">Whether to write the global.json that makes <c>dotnet test</c> use the platform that the project is built for.</param>
    public ImmutableArray<TemplateFile> Files(bool withRunner)
    {
        ImmutableArray<TemplateFile> files = [new($"{Name}.csproj", ProjectText()), new("ModelTests.cs", TestsText())];
        return withRunner ? files.Add(new("global.json", Mark is null ? RunnerText : $"// {Mark}\n{RunnerText}")) : files;
    }

    private const string RunnerText = """
        {
          "test": {
            "runner": "Microsoft.Testing.Platform"
          }
        }

        """;

    // The SDK is imported by hand since its props read the three switches before anything in the project's body counts.
    private string ProjectText() => $"""
        <Project>{(Mark is null ? "" : $"\n  <!-- {Mark} -->")}

          <!-- Package versions, packages, analyzers and warnings of the repository around this project do not apply here: it builds in any repository.
               Remove a line to have the repository's settings. -->
          <PropertyGroup>
            <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
            <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
            <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
          </PropertyGroup>

          <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />

          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <RootNamespace>{Name}</RootNamespace>
            <Nullable>enable</Nullable>
            <IsPackable>false</IsPackable>
            <EnableMSTestRunner>true</EnableMSTestRunner>{(RegistryFile is null ? "" : $"\n    <HfRegistryFile>{SecurityElement.Escape(RegistryFile)}</HfRegistryFile>")}
          </PropertyGroup>

          <ItemGroup>
            <PackageReference Include="HfRegistry.Build" Version="{SecurityElement.Escape(PackageVersion)}" PrivateAssets="all" />
            <PackageReference Include="MSTest" Version="{TestingPlatform}" />
          </ItemGroup>

          <!-- Each item becomes a class in HfModels and a row of HfModels.TestData. -->
          <ItemGroup>
        {string.Join('\n', Models.Select(ItemText))}
          </ItemGroup>

          <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />

        </Project>

        """;

    private static string ItemText(RawRequest model)
    {
        var attributes = RequestFields.Of(model).Select(static said => $" {said.Field.Name}=\"{SecurityElement.Escape(said.Words)}\"");
        return $"    <HfModel Include=\"{SecurityElement.Escape(model.Include)}\"{string.Concat(attributes)} />";
    }

    private string TestsText() => $$"""
        {{(Mark is null ? "" : $"// {Mark}\n")}}using Microsoft.VisualStudio.TestTools.UnitTesting;

        // Models are large: one at a time.
        [assembly: DoNotParallelize]

        namespace {{Name}};

        /// <summary>Runs once for each model that the project declares.</summary>
        [TestClass]
        public sealed class ModelTests
        {
            /// <summary>The build resolved every model of the project.</summary>
            [TestMethod]
            public void EveryDeclaredModelIsResolved() => Assert.HasCount({{Models.Length}}, HfModels.All);

            /// <summary>The build resolved a model to what a program can load.</summary>
            [TestMethod]
            [DynamicData(nameof(HfModels.TestData), typeof(HfModels))]
            public void ModelIsReadyToLoad(string id, string? revision, string? type, string? task)
            {
                // Put what your code does with a model here; these lines check what the build resolved.
                Assert.MatchesRegex(@"^[\w.-]+(/[\w.-]+)?$", id);
                if (revision is not null)
                    Assert.MatchesRegex("^[0-9a-f]{40}$", revision);
                Assert.IsNotNull(type);
        {{TaskText()}}    }
        }

        """;

    private string TaskText() => Task is null
        ? "        Assert.AreNotEqual(string.Empty, task);\n"
        : $"        Assert.AreEqual(@\"{Task.Replace("\"", "\"\"", StringComparison.Ordinal)}\", task);\n";
}
