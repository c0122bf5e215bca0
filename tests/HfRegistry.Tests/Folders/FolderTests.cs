using System.Text.RegularExpressions;
using HfRegistry.Testing;
using Microsoft.CodeAnalysis;

namespace HfRegistry.Tests.Folders;

/// <summary>Keeps the folders inside every assembly of the product in an order: none uses another that uses it.</summary>
[TestClass]
internal sealed partial class FolderTests
{
    private static readonly string[] ImplicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Runtime = new(static () =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("HfRegistry", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path))]);

    [TestMethod]
    public void No_folders_use_each_other_in_a_circle()
    {
        var graphs = new Dictionary<string, FolderGraph>(StringComparer.Ordinal);
        foreach (var project in Directory.EnumerateFiles(RepositoryFiles.PathOf("src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Read(project, graphs);

        var circles = graphs.SelectMany(static graph => graph.Value.Circles().Select(circle => $"{graph.Key}: {circle.Folders}\n{circle.Description}"));
        Assert.AreEqual("", string.Join('\n', circles));
    }

    [TestMethod]
    public void Circle_is_found_where_only_a_member_is_used()
    {
        var graph = FolderGraph.Read(
            "Some",
            [("A/Door.cs", "class Door { public Lock Lock => new(); }"), ("B/Lock.cs", "class Lock { public int Count => Maker.Make().ToString().Length; }"), ("C/Maker.cs", "static class Maker { public static Key Make() => new(); }"),
                ("C/Key.cs", "class Key { bool IsOpen(Door door) => door.Lock.Count > 0; }"), ("D/Alone.cs", "class Alone { Door? _door; }")],
            [],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);

        var (folders, description) = graph.Circles().Single();

        Assert.AreEqual("A <-> B <-> C", folders);
        Assert.Contains("B -> C: Lock uses Maker", description);
    }

    private static FolderGraph Read(string project, Dictionary<string, FolderGraph> graphs)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        if (graphs.TryGetValue(name, out var known))
            return known;
        var folder = Path.GetDirectoryName(project)!;
        var below = ProjectReference().Matches(File.ReadAllText(project)).Select(match => Read(Path.GetFullPath(match.Groups[1].Value, folder), graphs).Reference).ToList();
        var sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(folder, path), path))
            .Where(static file => !file.Path.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
            .Select(static file => (file.Path, File.ReadAllText(file.path)));
        var usings = GlobalUsing().Matches(File.ReadAllText(RepositoryFiles.PathOf("src", "Directory.Build.props"))).Select(static match => match.Groups[1].Value);
        // Whatever the packages bring along belongs to no folder of ours.
        return graphs[name] = FolderGraph.Read(name, sources, [.. ImplicitUsings, .. usings], [.. Runtime.Value, .. below]);
    }

    [GeneratedRegex("""<ProjectReference Include="([^"]+)" />""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex("""<Using Include="([^"]+)" />""")]
    private static partial Regex GlobalUsing();
}
