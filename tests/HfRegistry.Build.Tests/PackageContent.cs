using System.IO.Compression;
using System.Xml.Linq;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>What the package holds, and what it says of itself.</summary>
[TestClass]
internal sealed class PackageContent
{
    private static readonly string[] Expected =
    [
        "HfRegistry.Build.nuspec",
        "README.md",
        "build/HfRegistry.Build.props",
        "build/HfRegistry.Build.targets",
        "build/HfRegistry.Build.targets.buildschema.json",
        "buildMultiTargeting/HfRegistry.Build.props",
        "buildMultiTargeting/HfRegistry.Build.targets",
        "icon.png",
        "schemas/hfmodels.schema.json",
        "schemas/hfregistry.lock.schema.json",
        "schemas/hfregistry.schema.json",
        "schemas/hfregistry.snapshots.schema.json",
        "schemas/huggingface_model_types.schema.json",
        "schemas/mof.schema.json",
        "tools/net10.0/FuzzySharp.dll",
        "tools/net10.0/HfRegistry.Build.dll",
        "tools/net10.0/HfRegistry.Engine.dll",
        "tools/net10.0/HfRegistry.Mof.dll",
        "tools/net10.0/Microsoft.Extensions.Logging.Abstractions.dll",
        "tools/net10.0/NJsonSchema.Annotations.dll",
        "tools/net10.0/NJsonSchema.dll",
        "tools/net10.0/Namotion.Reflection.dll",
        "tools/net10.0/Newtonsoft.Json.dll",
        "tools/net10.0/Polly.Core.dll",
        "tools/net10.0/YamlDotNet.dll",
    ];

    [TestMethod]
    public async Task Holds_the_tasks_their_dependencies_and_nothing_else()
    {
        using var archive = await ZipFile.OpenReadAsync(Package.Packed.File);
        var readme = File.Exists(RepositoryFiles.PathOf("README.md"));
        CollectionAssert.AreEqual(
            Expected.Where(name => readme || name != "README.md").Order(StringComparer.Ordinal).ToList(),
            archive.Entries.Select(entry => entry.FullName).Where(name => !IsPackaging(name)).Order(StringComparer.Ordinal).ToList());
    }

    [TestMethod]
    public void Is_smaller_than_1700_kilobytes() => Assert.IsLessThan(1_700_000, new FileInfo(Package.Packed.File).Length);

    [TestMethod]
    public async Task Says_who_made_it_under_which_license_and_depends_on_nothing()
    {
        using var archive = await ZipFile.OpenReadAsync(Package.Packed.File);
        await using var stream = await archive.GetEntry("HfRegistry.Build.nuspec")!.OpenAsync();
        var metadata = (await XDocument.LoadAsync(stream, LoadOptions.None, CancellationToken.None)).Root!.Elements().Single();
        XElement Member(string name) => metadata.Elements().Single(element => element.Name.LocalName == name);

        Assert.AreEqual("MIT", Member("license").Value);
        Assert.AreEqual("expression", Member("license").Attribute("type")?.Value);
        Assert.AreEqual("icon.png", Member("icon").Value);
        Assert.AreEqual("true", Member("developmentDependency").Value);
        Assert.AreEqual("git", Member("repository").Attribute("type")?.Value);
        StringAssert.Contains(Member("tags").Value, "huggingface");
        Assert.IsFalse(metadata.Descendants().Any(element => element.Name.LocalName == "dependency"));
    }

    [TestMethod]
    public async Task Packs_to_the_same_bytes_twice()
    {
        // The times of the files are no part of the package: only what they hold, and the commit's time.
        var again = Directory.CreateDirectory(Path.Combine(Package.Packed.Root, "again")).FullName;
        foreach (var file in Directory.GetFiles(PackedPackage.TrimmedFolder, "*.dll"))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow);
        await PackedPackage.PackInto(again);
        CollectionAssert.AreEqual(await File.ReadAllBytesAsync(Package.Packed.File), await File.ReadAllBytesAsync(Directory.GetFiles(again).Single()));
    }

    /// <summary>What the package format adds by itself.</summary>
    private static bool IsPackaging(string name) => name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal) || name == "[Content_Types].xml";
}
