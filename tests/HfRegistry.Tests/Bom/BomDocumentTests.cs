using System.Globalization;
using System.Text.Json;
using HfRegistry.Bom;

namespace HfRegistry.Tests.Bom;

[TestClass]
internal sealed class BomDocumentTests
{
    private static readonly BomOptions Project = new() { Endpoint = BomScene.Hub, Subject = new BomSubject("App", "1.2.3", IsLibrary: false), Phase = "build" };

    [TestMethod]
    public void Equal_facts_give_equal_bytes_in_any_order()
    {
        BomModel[] models = [BomScene.Model(), BomScene.Snapshot, BomScene.Bare];

        CollectionAssert.AreEqual(BomDocument.Render(models, Project), BomDocument.Render(models.Reverse(), Project));
    }

    [TestMethod]
    public void Serial_number_is_a_version_5_UUID_of_the_content()
    {
        var number = BomScene.Render([BomScene.Model()]).GetProperty("serialNumber").GetString()!;

        StringAssert.Matches(number, new("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        Assert.AreNotEqual(number, BomScene.Render([BomScene.Bare]).GetProperty("serialNumber").GetString());
    }

    [TestMethod]
    [DataRow(null, null)]
    [DataRow("1700000000", "2023-11-14T22:13:20Z")]
    [DataRow("soon", null)]
    [DataRow("99999999999999999", null)]
    public void Time_is_SOURCE_DATE_EPOCH_or_none(string? variable, string? time)
    {
        var metadata = BomScene.Render([BomScene.Bare], Project with { Time = BomOptions.TimeOf(variable) }).GetProperty("metadata");

        Assert.AreEqual(time, metadata.TryGetProperty("timestamp", out var stated) ? stated.GetString() : null);
    }

    [TestMethod]
    public void Two_uses_of_one_commit_are_one_component()
    {
        var document = BomScene.Render([BomScene.Model(), BomScene.Model() with { Files = [BomScene.Weights, BomScene.Weights with { Path = "other.bin" }], Uses = [new BomUse("acme/zebra") { Alias = "Second" }] }]);

        var component = document.GetProperty("components").EnumerateArray().Single();
        Assert.AreEqual(3, component.GetProperty("components").GetArrayLength());
        Assert.AreEqual("Bert, Second", string.Join(", ", component.GetProperty("properties").EnumerateArray().Where(static property => property.GetProperty("name").GetString() == "hfregistry:alias").Select(static property => property.GetProperty("value"))));
    }

    [TestMethod]
    public void Program_depends_on_models_and_models_on_datasets()
    {
        var document = BomScene.Render([BomScene.Model(), BomScene.Snapshot], Project);

        var on = document.GetProperty("dependencies").EnumerateArray().ToDictionary(static row => row.GetProperty("ref").GetString()!, static row => row.TryGetProperty("dependsOn", out var names) ? string.Join(' ', names.EnumerateArray()) : "");
        Assert.AreEqual($"pkg:huggingface/acme-lab/zebra-base@0123456789abcdef0123456789abcdef01234567 pkg:huggingface/acme/zebra@{BomScene.Commit}", on["project:App@1.2.3"]);
        Assert.AreEqual("dataset:acme-lab/stripes", on["pkg:huggingface/acme-lab/zebra-base@0123456789abcdef0123456789abcdef01234567"]);
        Assert.AreEqual("", on["dataset:acme-lab/stripes"]);
        Assert.AreEqual(("application", "build"), (document.GetProperty("metadata").GetProperty("component").GetProperty("type").GetString(), document.GetProperty("metadata").GetProperty("lifecycles")[0].GetProperty("phase").GetString()));
    }

    [TestMethod]
    [DataRow("1.6")]
    [DataRow("1.7")]
    public void Document_has_none_of_the_faults_that_a_schema_lets_through(string spec)
    {
        var document = BomScene.Render([BomScene.Model(), BomScene.Snapshot, BomScene.Bare, BomScene.Model("acme/unlicensed", static record => record with { License = null })], Project with { Spec = spec });

        Assert.AreEqual(spec, document.GetProperty("specVersion").GetString());
        var faults = Faults(document).ToList();
        Assert.IsEmpty(faults, string.Join('\n', faults));
    }

    [TestMethod]
    [DataRow("license;commit", "license, commit")]
    [DataRow(" Commit , LICENSE ", "commit, license")]
    [DataRow("", "")]
    [DataRow(null, "")]
    [DataRow("licence", null)]
    public void Required_facts_are_read_by_name(string? text, string? expected) =>
        Assert.AreEqual(expected is null ? null : string.Join(", ", expected.Split(", ").Order(StringComparer.Ordinal)), BomFacts.Read(text) is { } facts ? string.Join(", ", facts.Order(StringComparer.Ordinal)) : null);

    [TestMethod]
    public void Model_lacks_the_required_facts_that_are_unknown_or_not_declared()
    {
        var required = BomFacts.Read("commit;license;hashes;base")!.Value;

        Assert.IsEmpty(BomFacts.Missing(BomScene.Model(), required), "a model that derives from no other has no base model");
        Assert.AreEqual("commit (unknown), license (unknown), hashes (unknown), base (unknown)", string.Join(", ", BomFacts.Missing(BomScene.Bare, required)));
        Assert.AreEqual("license (none declared)", string.Join(", ", BomFacts.Missing(BomScene.Model(change: static record => record with { License = null }), required)));
        Assert.AreEqual("license (unknown)", string.Join(", ", BomFacts.Missing(BomScene.Model(change: static record => record with { License = "other" }), required)), "other names no license");
        Assert.IsEmpty(BomFacts.Missing(BomScene.Model(change: static record => record with { License = "other", LicenseName = "acme terms" }), required), "a custom license with a name is one");
        Assert.AreEqual("hashes (unknown)", string.Join(", ", BomFacts.Missing(BomScene.Model() with { Files = [BomScene.Config] }, required)), "a git object id is no hash of the content");
    }

    private static IEnumerable<string> Faults(JsonElement document)
    {
        var references = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, element) in Walk(document, ""))
        {
            if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 0)
                yield return $"{path} is empty";
            if (path.EndsWith("/tags", StringComparison.Ordinal) && element.EnumerateArray().GroupBy(static tag => tag.GetString()).Any(static same => same.Count() > 1))
                yield return $"{path} repeats a tag";
            if (path.EndsWith("/alg", StringComparison.Ordinal) && element.GetString() != "SHA-256")
                yield return $"{path} is {element}";
            if (path.EndsWith("/license/id", StringComparison.Ordinal) && HfRegistry.Licenses.SpdxCatalog.Find(element.GetString()) is not { IsInSpdxList: true })
                yield return $"{path} is {element}";
            if (path.EndsWith("/bom-ref", StringComparison.Ordinal) && !references.Add(element.GetString()!))
                yield return $"{path} repeats {element}";
        }

        foreach (var (path, element) in Walk(document, "").Where(static node => node.Path.Contains("/dependsOn/", StringComparison.Ordinal) || node.Path.EndsWith("/ref", StringComparison.Ordinal)))
        {
            if (element.ValueKind == JsonValueKind.String && !references.Contains(element.GetString()!))
                yield return $"{path} leads to nothing: {element}";
        }
    }

    private static IEnumerable<(string Path, JsonElement Element)> Walk(JsonElement element, string path)
    {
        yield return (path, element);
        var children = element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(static member => (member.Name, member.Value)),
            JsonValueKind.Array => element.EnumerateArray().Select(static (item, i) => (i.ToString(CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach (var node in children.SelectMany(child => Walk(child.Item2, $"{path}/{child.Item1}")))
            yield return node;
    }
}
