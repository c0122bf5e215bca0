using System.Text.Json;
using System.Xml.Linq;
using HfRegistry.Build.Items;
using HfRegistry.Build.Outputs;
using HfRegistry.Registry;
using HfRegistry.Testing;
using NJsonSchema;

namespace HfRegistry.Build.Tests.Units;

/// <summary>What the task writes beside code.</summary>
[TestClass]
internal sealed class OutputTests
{
    private static readonly ModelRecord Known = new()
    {
        Id = ModelId.Parse("owner/bert-base"),
        Library = "transformers",
        License = "apache-2.0",
        Size = new ByteSize(440_000_000),
        SizeBasis = SizeBasis.Parameters,
        ParameterCount = 110_000_000,
        Downloads30d = 57_000_000,
        Formats = ["pytorch", "safetensors"],
        Gating = Gating.Open,
    };

    [TestMethod]
    public async Task The_file_for_the_program_follows_its_schema_with_and_without_facts()
    {
        var schema = await JsonSchema.FromFileAsync(RepositoryFiles.PathOf("docs", "schemas", "hfmodels.schema.json"));
        var text = RuntimeJson.Write([Some.Model("Bert", "owner/bert-base", record: Known), Some.Model("Bare", "owner/bare"), Some.Missing("Missing")]);
        Assert.IsEmpty(schema.Validate(text), text);

        using var json = JsonDocument.Parse(text);
        var models = json.RootElement.GetProperty("models");
        Assert.AreEqual(440_000_000, models[0].GetProperty("size_bytes").GetInt64());
        Assert.AreEqual("embedded", models[0].GetProperty("tier").GetString());
        Assert.AreEqual(JsonValueKind.Null, models[2].GetProperty("id").ValueKind);
    }

    [TestMethod]
    public void A_resolved_item_says_everything_that_is_known()
    {
        var item = ResolvedItems.Of([Some.Model("Bert", "owner/bert-base", record: Known), Some.Missing("Missing")]).Single();
        Assert.AreEqual("owner/bert-base", item.ItemSpec);
        Assert.AreEqual("bert", item.GetMetadata("RequestedAs"));
        Assert.AreEqual("440000000", item.GetMetadata("SizeBytes"));
        Assert.AreEqual("pytorch,safetensors", item.GetMetadata("Formats"));
        Assert.AreEqual("Open", item.GetMetadata("Gated"));
        Assert.AreEqual("2026-08-22", item.GetMetadata("AsOf"));
    }

    [TestMethod]
    public void The_items_of_the_next_build_hold_no_expression_and_say_the_same()
    {
        ProjectModel[] models = [Some.Model("Bert", "owner/bert-base", "a; b & 100% of $(Path) @(Compile) <x> 'y' *", Known)];
        var written = XDocument.Parse(ResolvedItems.Project(models, [])).Descendants("_HfKnownModel").Single();
        var item = ResolvedItems.Of(models).Single();
        foreach (var metadata in written.Attributes().Where(attribute => attribute.Name != "Include"))
        {
            Assert.IsFalse(metadata.Value.Any(static c => c is '$' or '@' or ';' or '*' or '(' or ')'), metadata.Value);
            Assert.AreEqual(item.GetMetadata(metadata.Name.LocalName), Uri.UnescapeDataString(metadata.Value));
        }
    }

    [TestMethod]
    public async Task A_file_is_written_only_when_it_changes_and_a_folder_that_refuses_is_told()
    {
        var path = Path.Combine(Path.GetTempPath(), $"outputs-{Guid.NewGuid():N}", "a.txt");
        Assert.IsNull(await OutputFile.WriteAsync(path, "one", CancellationToken.None));
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, old);
        Assert.IsNull(await OutputFile.WriteAsync(path, "one", CancellationToken.None));
        Assert.AreEqual(old, File.GetLastWriteTimeUtc(path));
        Assert.IsNull(await OutputFile.WriteAsync(path, "two", CancellationToken.None));
        Assert.AreEqual("two", await File.ReadAllTextAsync(path));

        // A file where a folder should be refuses every user, the administrator too.
        var problem = await OutputFile.WriteAsync(Path.Combine(path, "below.txt"), "three", CancellationToken.None);
        Assert.AreEqual(DiagnosticCatalog.OutputNotWritten.Code, problem?.Code);
        Assert.AreEqual("two", await File.ReadAllTextAsync(path));
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(path)!, "folder"));
        Assert.IsNotNull(await OutputFile.WriteAsync(folder.FullName, "four", CancellationToken.None));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(path)!), "No draft is left behind.");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
