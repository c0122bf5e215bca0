using System.Text;
using HfRegistry.Registry;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Cli.Tests.Managed;

/// <summary>A model's whole life in projects of every kind, with one build of the packed package in the middle.</summary>
[TestClass]
[InProcess("the image has no SDK")]
internal sealed class RoundTripTests
{
    private const string Bert = "google-bert/bert-base-uncased";

    private static readonly string[] Projects = ["modern/Modern.csproj", "multi/Multi.csproj", "basic/Basic.vbproj", "functional/Functional.fsproj", "central/Central.csproj"];

    [TestMethod]
    public async Task Model_that_is_added_built_updated_and_removed_leaves_the_tree_as_it_was()
    {
        using var package = await PackedPackage.PackAsync();
        var solution = Solution(package);
        using var shell = new Shell(solution.Folder) { Clock = TimeProvider.System };
        Directory.CreateDirectory(shell.PathOf(".git"));
        // The embedded registry knows the day of this commit.
        SaveRegistry(shell, EmbeddedRegistry.Registry.FindKnownAs(ModelId.Parse(Bert))!.Value.Model.Revision!);
        var before = Texts(solution);

        foreach (var project in Projects)
            (await shell.RunAsync($"add {Bert} {project} --pin --alias Bert")).Ended(ExitCode.Done);
        var build = await solution.BuildAsync("All.slnx");
        Assert.IsTrue(build.Succeeded, build.ToString());

        var list = (await shell.RunAsync("list All.slnx")).Ended(ExitCode.Done);
        foreach (var project in Projects)
            Assert.Contains(Path.GetFileName(project), list.Out);

        SaveRegistry(shell, Revision.Parse(new string('b', 40)));
        (await shell.RunAsync("list All.slnx --outdated --check")).Ended(ExitCode.Findings);
        var update = (await shell.RunAsync("update All.slnx")).Ended(ExitCode.Done);
        Assert.HasCount(Projects.Length, update.Out.Split('\n').Where(static line => line.EndsWith($" -> {new string('b', 40)}", StringComparison.Ordinal)));
        (await shell.RunAsync("list All.slnx --outdated --check")).Ended(ExitCode.Done);

        foreach (var project in Projects)
            (await shell.RunAsync($"remove {Bert} {project}")).Ended(ExitCode.Done);
        foreach (var (path, text) in Texts(solution))
            Assert.AreEqual(before.GetValueOrDefault(path), text, path);
    }

    private static ThrowawayProject Solution(PackedPackage package)
    {
        const string Use = "[assembly: System.Reflection.AssemblyMetadata(HfModels.Bert.Id, HfModels.Bert.Revision)]";
        var solution = package.Project("round-trip")
            .With("All.slnx", $"<Solution>\n{string.Concat(Projects.Select(static project => $"  <Project Path=\"{project}\" />\n"))}</Solution>\n")
            .With("modern/Modern.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n\n</Project>\n")
            .With("modern/Code.cs", Use)
            .With("multi/Multi.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n\t<PropertyGroup>\n\t\t<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>\n\t</PropertyGroup>\n</Project>")
            .With("multi/Code.cs", Use)
            .With("basic/Basic.vbproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>\n</Project>\n")
            .With("basic/Code.vb", "<Assembly: System.Reflection.AssemblyMetadata(HfModels.Bert.Id, HfModels.Bert.Revision)>\n")
            .With("functional/Functional.fsproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n\n  <ItemGroup>\n    <Compile Include=\"Code.fs\" /> <!-- the only one -->\n  </ItemGroup>\n</Project>\n")
            .With("functional/Code.fs", "module Functional\n[<assembly: System.Reflection.AssemblyMetadata(HfModels.Bert.Id, HfModels.Bert.Revision)>]\ndo ()\n")
            .With("central/Central.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n")
            .With("central/Directory.Packages.props", "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  </PropertyGroup>\n</Project>\n")
            .With("central/Code.cs", Use);
        // One with a byte order mark and the line ends of Windows, as Visual Studio writes it.
        File.WriteAllText(solution.PathOf("basic/Basic.vbproj"), solution.TextOf("basic/Basic.vbproj").ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return solution;
    }

    private static void SaveRegistry(Shell shell, Revision commit)
    {
        var registry = RegistryFile.Parse(SmallRegistry.RenderForProjects(TimeProvider.System.GetUtcNow()), RegistryFile.FileName).Value!;
        shell.With(ModelRegistry.Of(registry.Entries.Select(entry => entry with { Models = [.. entry.Models.Select(model => model with { Revision = commit })] })));
    }

    // A character for each byte.
    private static Dictionary<string, string> Texts(ThrowawayProject solution) =>
        solution.Sources().Where(static path => path != RegistryFile.FileName).ToDictionary(static path => path, path => Encoding.Latin1.GetString(File.ReadAllBytes(solution.PathOf(path))));
}
