using System.Text.Json;
using HfRegistry.Build.Outputs;
using HfRegistry.Testing;
using Microsoft.Build.Utilities;

namespace HfRegistry.Build.Tests.Units;

/// <summary>The task that writes the bill of models, as MSBuild calls it, without MSBuild.</summary>
[TestClass]
internal sealed class WriteModelBomTests
{
    private const string Project = """
        <Project>
          <ItemGroup>
            <HfModel Include="bert" />
            <HfModel Include="acme/bare" Alias="Bare" />
          </ItemGroup>
        </Project>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("hfregistry-bom-").FullName;

    [TestMethod]
    public void Document_has_what_the_resolution_the_listing_and_the_gate_said()
    {
        var (task, engine) = Bill();
        task.ResolvedModels[0].SetMetadata("GateVerdict", "waived");

        Assert.IsTrue(task.Execute(), string.Join('\n', engine.Errors.Select(static error => error.Message)));
        var components = Document().GetProperty("components").EnumerateArray().ToDictionary(static component => component.GetProperty("name").GetString()!);
        var bert = components["bert"];
        Assert.AreEqual("Apache-2.0", bert.GetProperty("licenses")[0].GetProperty("license").GetProperty("id").GetString());
        Assert.AreEqual(new string('5', 64), bert.GetProperty("components")[0].GetProperty("hashes")[0].GetProperty("content").GetString());
        Assert.AreEqual("waived|Bert|it is the canonical one; 50% better", string.Join('|', new[] { "gate", "alias", "reason" }.Select(name => Property(bert, name))));
        Assert.AreEqual("unknown|unknown", $"{Property(components["bare"], "license")}|{Property(components["bare"], "files")}");
        Assert.AreEqual("application", Document().GetProperty("metadata").GetProperty("component").GetProperty("type").GetString());
    }

    [TestMethod]
    public void Model_without_a_required_fact_is_an_error_at_the_line_of_its_item()
    {
        var (task, engine) = Bill();
        task.Minimum = "license; Hashes";

        Assert.IsFalse(task.Execute());
        var error = engine.Errors.Single();
        Assert.AreEqual(("HFR3401", Path.Combine(_folder, "p.csproj"), 4), (error.Code, error.File, error.LineNumber));
        StringAssert.Contains(error.Message, "acme/bare lacks facts that HfModelBomMinimum requires: license (unknown), hashes (unknown).");
        Assert.IsFalse(File.Exists(Path.Combine(_folder, "obj", "bom.json")), "no document without its facts");
    }

    [TestMethod]
    [DataRow("Minimum", "licence", "HfModelBomMinimum")]
    [DataRow("Spec", "1.5", "HfModelBomSpec")]
    [DataRow("Bom", "yes", "HfModelBom")]
    public void Property_that_cannot_be_read_is_named(string property, string value, string named)
    {
        var (task, engine) = Bill();
        typeof(WriteModelBom).GetProperty(property)!.SetValue(task, value);

        Assert.IsFalse(task.Execute());
        StringAssert.Contains(engine.Errors.Single().Message, named);
    }

    [TestMethod]
    public void Unchanged_document_is_not_written_again()
    {
        Assert.IsTrue(Bill().Task.Execute());
        var path = Path.Combine(_folder, "obj", "bom.json");
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        Assert.IsTrue(Bill().Task.Execute());
        Assert.AreEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(path));
    }

    private (WriteModelBom Task, RecordingEngine Engine) Bill()
    {
        File.WriteAllText(Path.Combine(_folder, "p.csproj"), Project);
        var known = Some.Model("Bert", "acme/bert", "it is the canonical one; 50% better", SmallRegistry.Model("acme/bert", "fill-mask", 440));
        var bare = Some.Model("Bare", "acme/bare");
        File.WriteAllText(Path.Combine(_folder, "records.json"), ResolvedRecords.Write([known, bare, known]));
        var file = new ModelFile("model.safetensors", 440_000_000, new string('5', 64));
        var files = FileItems.Of([known with { Files = new ModelFiles(known.Resolved!.Revision!, [file]) }], _folder);
        var engine = new RecordingEngine();
        return (new WriteModelBom
        {
            BuildEngine = engine,
            ProjectFile = Path.Combine(_folder, "p.csproj"),
            Models = [Item("bert", null), Item("acme/bare", "Bare")],
            ResolvedModels = ResolvedItems.Of([known, bare]),
            ModelFiles = [.. files.Select(static item => ResolvedItems.Item(item.Include, item.Metadata))],
            RecordsFile = Path.Combine(_folder, "records.json"),
            AssemblyName = "App",
            Version = "1.0.0",
            OutputType = "WinExe",
            BomFile = Path.Combine(_folder, "obj", "bom.json"),
        }, engine);
    }

    private TaskItem Item(string include, string? alias)
    {
        var item = new TaskItem(include);
        item.SetMetadata("_HfDefinedIn", Path.Combine(_folder, "p.csproj"));
        if (alias is not null)
            item.SetMetadata("Alias", alias);
        return item;
    }

    private JsonElement Document() => JsonElement.Parse(File.ReadAllText(Path.Combine(_folder, "obj", "bom.json")));

    private static string? Property(JsonElement component, string name) =>
        component.GetProperty("properties").EnumerateArray().Where(property => property.GetProperty("name").GetString() == $"hfregistry:{name}").Select(static property => property.GetProperty("value").GetString()).SingleOrDefault();
}
