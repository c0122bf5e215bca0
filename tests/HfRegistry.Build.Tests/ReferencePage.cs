using System.Text.RegularExpressions;
using System.Xml.Linq;
using HfRegistry.Build.Items;
using HfRegistry.Build.Outputs;
using HfRegistry.Testing;

namespace HfRegistry.Build.Tests;

/// <summary>The reference page lists exactly the public names that the package has.</summary>
[TestClass]
internal sealed partial class ReferencePage
{
    private static readonly string Page = File.ReadAllText(RepositoryFiles.PathOf("docs", "msbuild-reference.md"));
    private static readonly string Files = string.Concat(Directory.GetFiles(RepositoryFiles.PathOf("build"), "HfRegistry.Build.*s").Order().Select(File.ReadAllText));

    [TestMethod]
    public void Lists_every_property() => AreTheSame(PropertyUse().Matches(Files).Select(match => match.Groups[1].Value), Listed("Properties"));

    [TestMethod]
    public void Lists_every_item() => AreTheSame(ItemUse().Matches(Files).Select(match => match.Groups[1].Value), Listed("Items"));

    [TestMethod]
    public void Lists_every_metadata_of_an_item() => AreTheSame(ModelItem.KnownMetadata, Listed("Metadata of HfModel"));

    [TestMethod]
    public void Lists_every_metadata_of_a_resolved_item() => AreTheSame(ResolvedFacts.MetadataNames.Concat(GateModelMetricsItems.Names), Listed("Metadata of HfResolvedModel"));

    [TestMethod]
    public void Lists_every_metadata_of_a_file() => AreTheSame(FileItems.MetadataNames, Listed("Metadata of HfModelFile"));

    [TestMethod]
    public void Lists_every_target() => AreTheSame(
        XDocument.Load(RepositoryFiles.PathOf("build", "HfRegistry.Build.targets")).Descendants("Target").Select(target => target.Attribute("Name")!.Value).Where(name => name[0] != '_'),
        Listed("Targets"));

    [TestMethod]
    public void States_the_defaults_that_the_properties_have()
    {
        var defaults = XDocument.Load(RepositoryFiles.PathOf("build", "HfRegistry.Build.props")).Descendants("PropertyGroup").Elements()
            .Where(property => property.Name.LocalName.StartsWith("Hf", StringComparison.Ordinal) && !property.Value.Contains('$', StringComparison.Ordinal));
        foreach (var property in defaults)
            StringAssert.Contains(Page, $"| `{property.Name.LocalName}` | `{property.Value}` |");
    }

    [TestMethod]
    public void Variables_of_build_servers_are_inputs_of_the_build_and_documented()
    {
        foreach (var name in BuildServer.Variables)
        {
            StringAssert.Contains(Files, $"$({name})");
            StringAssert.Contains(Page, $"`{name}`");
        }
    }

    [TestMethod]
    public void Every_target_and_property_of_the_files_is_named_as_ours()
    {
        var document = XDocument.Load(RepositoryFiles.PathOf("build", "HfRegistry.Build.targets"));
        foreach (var name in document.Descendants("Target").Select(target => target.Attribute("Name")!.Value))
            Assert.IsTrue(name.StartsWith("Hf", StringComparison.Ordinal) || name.StartsWith("_Hf", StringComparison.Ordinal), name);
    }

    private static void AreTheSame(IEnumerable<string> actual, IEnumerable<string> listed) =>
        CollectionAssert.AreEqual(actual.Distinct().Order(StringComparer.Ordinal).ToList(), listed.Order(StringComparer.Ordinal).ToList());

    private static IEnumerable<string> Listed(string section)
    {
        var start = Page.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, start, section);
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return FirstCell().Matches(Page[start..(end < 0 ? Page.Length : end)]).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"\$\((Hf\w+)\)")]
    private static partial Regex PropertyUse();

    [GeneratedRegex(@"[@<](?:\()?(Hf(?:Model|ModelBomFile|ModelFile|ResolvedModel|MofYaml))\b")]
    private static partial Regex ItemUse();
}
