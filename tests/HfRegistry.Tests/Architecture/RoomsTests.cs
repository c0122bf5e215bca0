using System.Text.RegularExpressions;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Architecture;

/// <summary>Keeps the rooms inside the engine in the order of <c>docs/architecture.md</c>.</summary>
[TestClass]
internal sealed partial class RoomsTests
{
    /// <summary>Each room with the rooms that it may use. Everything may use the rooms at the bottom.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Text"] = [],
        ["Diagnostics"] = [],
        ["Models"] = ["Files"],
        ["Files"] = [],
        ["Http"] = [],
        ["Hub"] = ["Http"],
        ["Licenses"] = [],
        ["Cards"] = [],
        ["Registry"] = ["Files", "Licenses"],
        ["Snapshots"] = ["Cards", "Files", "Http", "Hub", "Licenses"],
        ["Quality"] = ["Cards", "Hub", "Licenses", "Snapshots"],
        ["Cache"] = ["Files", "Http", "Hub"],
        ["Configuration"] = ["Files", "Licenses", "Quality"],
        ["Reporting"] = ["Files", "Registry"],
        ["Selection"] = ["Configuration", "Licenses", "Registry"],
        ["TestProjects"] = ["Selection"],
        ["Refresh"] = ["Configuration", "Files", "Http", "Hub", "Licenses", "Registry", "Selection"],
        ["Verification"] = ["Http", "Hub", "Refresh", "Registry", "Selection"],
        ["Resolution"] = ["Configuration", "Files", "Hub", "Refresh", "Registry", "Selection"],
        ["Gate"] = ["Configuration", "Hub", "Licenses", "Quality", "Refresh", "Registry", "Resolution", "Selection", "Snapshots"],
        ["Bom"] = ["Cards", "Files", "Gate", "Hub", "Licenses", "Registry", "Resolution", "Selection", "Snapshots"],
        ["UseCases"] = ["Bom", "Cache", "Configuration", "Files", "Gate", "Hub", "Quality", "Refresh", "Registry", "Resolution", "Selection", "Snapshots", "Verification"],
    };

    private static readonly string[] Bottom = ["Text", "Diagnostics", "Models"];

    [TestMethod]
    public void Every_room_uses_only_the_rooms_below_it()
    {
        var offences = EngineFiles()
            .SelectMany(file => Uses(file.Text).Select(used => (file.Path, file.Room, Used: used)))
            .Where(use => use.Used != use.Room && !Bottom.Contains(use.Used) && !MayUse.GetValueOrDefault(use.Room, []).Contains(use.Used))
            .Select(use => $"{use.Path} uses HfRegistry.{use.Used}")
            .ToList();

        Assert.IsEmpty(offences, string.Join('\n', offences));
    }

    [TestMethod]
    public void Every_folder_of_the_engine_is_a_room_of_the_table()
    {
        var rooms = EngineFiles().Select(file => file.Room).Where(room => room.Length > 0).Distinct().Order().ToList();

        CollectionAssert.AreEqual(MayUse.Keys.Order().ToList(), rooms);
    }

    [TestMethod]
    public void No_source_file_names_a_model()
    {
        var offences = Directory.EnumerateFiles(RepositoryFiles.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !IsBuildOutput(path))
            .SelectMany(path => QuotedId().Matches(File.ReadAllText(path)).Select(match => (path, id: match.Groups[1].Value)))
            .Where(found => HfRegistry.Registry.EmbeddedRegistry.Registry.Find(ModelId.Parse(found.id)) is not null)
            .Select(found => $"{Path.GetRelativePath(RepositoryFiles.Root, found.path)} names {found.id}")
            .ToList();

        Assert.IsEmpty(offences, string.Join('\n', offences));
    }

    private static IEnumerable<(string Path, string Room, string Text)> EngineFiles()
    {
        var engine = RepositoryFiles.PathOf("src", "HfRegistry");
        return Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            .Where(path => !IsBuildOutput(path))
            .Select(path => Path.GetRelativePath(engine, path))
            .Select(path => (path, Path.GetDirectoryName(path)!.Split(Path.DirectorySeparatorChar)[0], File.ReadAllText(Path.Combine(engine, path))));
    }

    private static IEnumerable<string> Uses(string text) => RoomName().Matches(text).Select(match => match.Groups[1].Value).Where(MayUse.ContainsKey).Distinct();

    private static bool IsBuildOutput(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin");

    [GeneratedRegex(@"\bHfRegistry\.(\w+)")]
    private static partial Regex RoomName();

    [GeneratedRegex("\"([A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+)\"")]
    private static partial Regex QuotedId();
}
