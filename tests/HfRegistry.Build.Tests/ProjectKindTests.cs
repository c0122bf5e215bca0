using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>
/// Projects of every kind that use the package, in one solution, built by one command and then once more: C# of two frameworks and of
/// 2017, Visual Basic, F#, central versions, folders with spaces, optional models.
/// </summary>
[TestClass]
internal sealed class ProjectKindTests
{
    private static readonly string[] Projects = ["Modern.csproj", "Classic.csproj", "Basic.vbproj", "Functional.fsproj", "With Spaces.csproj", "Central.csproj", "Service.csproj"];

    private static ThrowawayProject _solution = null!;
    private static BuildResult _first = null!;
    private static BuildResult _second = null!;
    private static IReadOnlyList<string> _sourcesBefore = [];

    [ClassInitialize]
    public static async Task BuildTwiceAsync(TestContext _)
    {
        _solution = Package.Packed.Project("every-kind")
            .With("Every.slnx", """
                <Solution>
                  <Project Path="modern/Modern.csproj" />
                  <Project Path="classic/Classic.csproj" />
                  <Project Path="basic/Basic.vbproj" />
                  <Project Path="functional/Functional.fsproj" />
                  <Project Path="folder with spaces/With Spaces.csproj" />
                  <Project Path="central/Central.csproj" />
                  <Project Path="service/Service.csproj" />
                  <Project Path="without/Without.csproj" />
                </Solution>
                """)
            .With("modern/Modern.csproj", ThrowawayProject.ProjectText(
                """
                <HfModel Include="bert" Task="text-classification" />
                <HfModel Include="vit" Alias="class" />
                <HfModel Include="unknown-type-of-tomorrow" Optional="true" Alias="Missing" />
                """,
                """
                <OutputType>Exe</OutputType><Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-all</AnalysisLevel><GenerateDocumentationFile>true</GenerateDocumentationFile>
                """).Replace("</Project>", """<Target Name="Tell" AfterTargets="HfResolveModels"><Message Importance="high" Text="TOLD @(HfResolvedModel->'%(RequestedAs)=%(Identity) %(Alias)')" /></Target></Project>""", StringComparison.Ordinal))
            .With("modern/Program.cs", """
                using System;
                using System.Linq;
                [assembly: System.Reflection.AssemblyMetadata(HfModels.Bert.Id, HfModels.Bert.Type)]
                Console.WriteLine(string.Join(" ", HfModels.All));
                Console.WriteLine(HfModels.TestData.Count() + " rows, " + HfModels.@class.Type);
                Console.WriteLine(new[] { HfModels.Missing.Id, HfModels.Missing.Type }.Count(value => value == null) + " are null");
                """)
            .With("classic/Classic.csproj", ThrowawayProject.ProjectText("""<HfModel Include="bert" /><InternalsVisibleTo Include="Central" />""", """
                <TargetFramework /><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><LangVersion>7.3</LangVersion><ImplicitUsings>disable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors><RootNamespace>Old.Style</RootNamespace>
                """))
            .With("classic/Code.cs", "[assembly: System.Reflection.AssemblyMetadata(HfModels.Bert.Id, HfModels.Bert.Type)]")
            .With("basic/Basic.vbproj", ThrowawayProject.ProjectText("""<HfModel Include="bert" /><HfModel Include="gpt2" Alias="Namespace" />""", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>"))
            .With("basic/Program.vb", """
                <Assembly: System.Reflection.AssemblyMetadata(HfModels.Bert.Id, HfModels.Bert.Type)>
                Module Program
                    Sub Main()
                        System.Console.WriteLine(String.Join(" ", HfModels.All))
                        System.Console.WriteLine(HfModels.TestData.Count() & " rows")
                    End Sub
                End Module
                """)
            .With("functional/Functional.fsproj", ThrowawayProject.ProjectText(
                """<Compile Include="Program.fs" /><HfModel Include="bert" /><HfModel Include="t5" Alias="module" /><HfModel Include="unknown-type-of-tomorrow" Optional="true" Alias="Missing" />""",
                "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors><Nullable>enable</Nullable>"))
            .With("functional/Program.fs", """
                module Functional
                [<assembly: System.Reflection.AssemblyMetadata(HfModels.Bert.Id, HfModels.Bert.Type)>]
                do ()
                printfn "%s" (System.String.Join(" ", HfModels.All))
                printfn "%d rows, missing is null: %b" (Seq.length HfModels.TestData) (System.String.IsNullOrEmpty HfModels.Missing.Id)
                """)
            .With("folder with spaces/With Spaces.csproj", ThrowawayProject.ProjectText("""<HfModel Include="bert" />""", "<HfCodeClass>Chosen</HfCodeClass><HfCodeNamespace>My.Models</HfCodeNamespace>"))
            .With("folder with spaces/Code.cs", "internal static class Code { internal const string Id = My.Models.Chosen.Bert.Id; }")
            .With("central/Directory.Packages.props", $"""
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup><PackageVersion Include="HfRegistry.Build" Version="{PackedPackage.Version}" /></ItemGroup>
                </Project>
                """)
            .With("central/Central.csproj", ThrowawayProject.ProjectText("""<HfModel Include="bert" /><ProjectReference Include="../classic/Classic.csproj" />""",
                "<HfEmitRuntimeJson>false</HfEmitRuntimeJson><TreatWarningsAsErrors>true</TreatWarningsAsErrors>")
                .Replace($" Version=\"{PackedPackage.Version}\"", "", StringComparison.Ordinal))
            // A class with the project's own name, beside a project of whose internals it sees a class HfModels too.
            .With("central/Code.cs", "internal static class Central { internal const string Id = HfModels.Bert.Id; }")
            .With("service/Service.csproj", ThrowawayProject.ProjectText("""<HfModel Include="bert" />""", "<OutputType>Exe</OutputType>")
                .Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Worker", StringComparison.Ordinal)
                .Replace("</Project>", """
                    <Target Name="Tell" AfterTargets="Build" DependsOnTargets="ComputeResolvedFilesToPublishList">
                      <Message Importance="high" Text="PUBLISHES @(ResolvedFileToPublish->'%(RelativePath)')" />
                      <Message Importance="high" Text="WATCHES @(Watch->'%(Filename)%(Extension)')" />
                      <Message Importance="high" Text="CHECKS @(UpToDateCheckInput->'%(Filename)%(Extension)')" />
                    </Target></Project>
                    """, StringComparison.Ordinal))
            .With("service/Directory.Build.targets", "<Project><PropertyGroup><HfGenerateCode>false</HfGenerateCode><HfEmitRuntimeJson>false</HfEmitRuntimeJson></PropertyGroup></Project>")
            .With("service/Program.cs", "System.Console.WriteLine();")
            .With("service/appsettings.json", "{}")
            .With("service/other/hfregistry.lock.json", "{}")
            .With("service/hfregistry.json", "{\n  // People comment on what they configure.\n  \"deny\": [\"nobody/nothing\",],\n}");
        _solution.With("without/Without.csproj", ThrowawayProject.ProjectText("")).With("without/Code.cs", "internal static class Code { }");
        _sourcesBefore = _solution.Sources();
        _first = await _solution.BuildAsync();
        _second = await _solution.BuildAsync();
    }

    [TestMethod]
    public void Builds_from_the_package_without_errors() => Assert.IsTrue(_first.Succeeded, _first.ToString());

    [TestMethod]
    public void Warns_of_nothing() => Assert.IsEmpty(_first.Warnings.ToList(), _first.ToString());

    [TestMethod]
    [DataRow("modern/bin/Debug/net10.0/Modern.dll", "2 rows, vit", "2 are null")]
    [DataRow("basic/bin/Debug/net10.0/Basic.dll", "2 rows", "bert")]
    [DataRow("functional/bin/Debug/net10.0/Functional.dll", "2 rows, missing is null: true", "bert")]
    public async Task The_generated_code_says_the_same_in_every_language(string program, string expected, string expectedToo)
    {
        var run = await _solution.ExecuteAsync(program);
        Assert.AreEqual(0, run.ExitCode, run.Output);
        StringAssert.Contains(run.Output, expected);
        StringAssert.Contains(run.Output, expectedToo);
    }

    [TestMethod]
    public void The_items_have_the_same_metadata_when_nothing_was_resolved_anew()
    {
        var told = _first.Messages("TOLD ").Single();
        StringAssert.Contains(told, "bert=");
        StringAssert.Contains(told, " class");
        Assert.AreEqual(told, _second.Messages("TOLD ").Single());
    }

    [TestMethod]
    public void A_second_build_skips_the_resolution_and_the_compiler_of_every_project()
    {
        Assert.IsTrue(_second.Succeeded, _second.ToString());
        foreach (var project in Projects)
        {
            Assert.IsTrue(_first.Ran("_HfResolve", project), $"{project} resolved nothing in the first build.");
            Assert.AreEqual("OutputsUpToDate", _second.SkipReason("_HfResolve", project), project);
            Assert.AreEqual("OutputsUpToDate", _second.SkipReason("CoreCompile", project), project);
        }
    }

    [TestMethod]
    public void A_project_without_models_runs_none_of_our_targets()
    {
        Assert.IsTrue(_first.Ran("CoreCompile", "Without.csproj"));
        Assert.IsEmpty(_first.Events.Where(happened => happened is { Kind: "ran", Project: "Without.csproj" } && happened.Target!.Contains("Hf", StringComparison.Ordinal)).ToList());
    }

    [TestMethod]
    public void The_file_for_the_program_lies_beside_the_binary_unless_it_is_turned_off()
    {
        StringAssert.Contains(_solution.TextOf("modern/bin/Debug/net10.0/Modern.hfmodels.json"), "\"requested_as\": \"bert\"");
        Assert.IsTrue(File.Exists(_solution.PathOf("classic/bin/Debug/netstandard2.0/Classic.hfmodels.json")));
        Assert.IsFalse(File.Exists(_solution.PathOf("central/bin/Debug/net10.0/Central.hfmodels.json")));
    }

    [TestMethod]
    public void Properties_of_Directory_Build_targets_count()
    {
        Assert.IsFalse(File.Exists(_solution.PathOf("service/obj/Debug/net10.0/hfregistry/HfModels.g.cs")));
        Assert.IsFalse(File.Exists(_solution.PathOf("service/bin/Debug/net10.0/Service.hfmodels.json")));
    }

    [TestMethod]
    public void Files_that_only_the_build_reads_are_watched_and_neither_copied_nor_published()
    {
        var published = _first.Messages("PUBLISHES ").Single().Split(' ')[1].Split(';');
        CollectionAssert.IsSubsetOf(new[] { "appsettings.json", "Service.dll" }, published);
        Assert.IsEmpty(published.Where(name => name.Contains("hfregistry", StringComparison.Ordinal) || name.Contains("huggingface", StringComparison.Ordinal)).ToList());
        Assert.IsTrue(File.Exists(_solution.PathOf("service/bin/Debug/net10.0/appsettings.json")));
        Assert.IsFalse(File.Exists(_solution.PathOf("service/bin/Debug/net10.0/hfregistry.json")));
        foreach (var looksAt in new[] { "WATCHES ", "CHECKS " })
            CollectionAssert.IsSubsetOf(new[] { "hfregistry.json", "huggingface_model_types.json" }, _first.Messages(looksAt).Single().Split(' ')[1].Split(';'), looksAt);
    }

    [TestMethod]
    public void Nothing_is_written_into_the_source_tree() => CollectionAssert.AreEqual(_sourcesBefore.ToList(), _solution.Sources().ToList());
}
