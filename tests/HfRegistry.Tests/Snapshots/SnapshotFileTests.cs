using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;
using HfRegistry.Testing;
using HfRegistry.Tests.Quality;
using NJsonSchema;

namespace HfRegistry.Tests.Snapshots;

[TestClass]
internal sealed class SnapshotFileTests
{
    private static ModelSnapshot Full => Some.Snapshot(
        Some.Info with
        {
            HubId = new string('b', 24),
            PipelineTag = "fill-mask",
            LibraryName = "transformers",
            ModelType = "bert",
            HasCustomCode = true,
            IsDisabled = true,
            Tags = ["arxiv:1", "license:mit"],
            Downloads30d = 5,
            Likes = 6,
            Gating = Gating.Manual,
            CreatedAt = Some.Now.AddYears(-1),
            LastModified = Some.Now.AddMilliseconds(-1),
            ParametersByDtype = ImmutableSortedDictionary<string, long>.Empty.Add("F32", 7),
            ParameterCount = 7,
            OwnerIsOrganization = true,
            Files = [new HubFile("a", 1), new HubFile("größe/ä b")],
            CardData = """{"license":"mit","x":"\u0000"}""",
        },
        "---\r\nlicense: mit\n---\n# \uD83E\uDD17 \u202E\0 ''\"\"<&>\n",
        Some.By("ann", "bob+cid") with { IsComplete = false },
        Some.Dataset("gone", null),
        Some.Dataset("a/b", new HubDataset
        {
            Id = DatasetId.TryParse("a/b", out var id) ? id : throw new FormatException(),
            Tags = ["x"],
            Downloads30d = 1,
            Gating = Gating.Auto,
            Description = "d\n",
            CardData = "{}",
        }),
        new DeclaredDataset("limited", Fact.Unknown<HubDataset>("429")));

    [TestMethod]
    public void What_is_written_reads_back_and_scores_the_same_to_the_last_digit()
    {
        ModelSnapshot[] snapshots =
        [
            Full, Some.Snapshot(), Full with { Card = Fact.Unknown<string>("503"), History = Fact.Unknown<CommitHistory>("401") },
            Full with { Info = Fact.Unknown<HubModel>("404") }, Full with { Source = Some.Source() }, Full with { Source = new ModelSource("a/b", Fact.Absent<SourceRepository>()) },
            Full with { Source = new ModelSource("a/b", Fact.Unknown<SourceRepository>("403")) },
        ];
        var bytes = SnapshotFile.Render(snapshots);

        var read = SnapshotFile.Parse(bytes, "/x/snapshots.json").Value!;

        Assert.AreEqual(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(SnapshotFile.Render(read)));
        CollectionAssert.AreEqual(
            snapshots.Select(snapshot => NetScoreTests.Text(ModelScorer.Score(snapshot))).ToList(), read.Select(snapshot => NetScoreTests.Text(ModelScorer.Score(snapshot))).ToList());
    }

    [TestMethod]
    public void Members_are_written_in_the_order_of_their_names()
    {
        using var file = JsonDocument.Parse(SnapshotFile.Render([Full with { Source = Some.Source() }]));

        AssertSorted(file.RootElement);
        Assert.AreEqual(
            "_id card_data created_at custom_code disabled downloads files gated id last_modified library_name likes model_type owner parameter_count parameters pipeline_tag revision tags",
            string.Join(' ', file.RootElement.GetProperty("snapshots")[0].GetProperty("info").EnumerateObject().Select(static member => member.Name)));
    }

    private static void AssertSorted(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var names = element.EnumerateObject().Select(static member => member.Name).ToList();
            CollectionAssert.AreEqual(names.Order(StringComparer.Ordinal).ToList(), names);
        }

        foreach (var child in element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(static member => member.Value),
            JsonValueKind.Array => element.EnumerateArray(),
            _ => [],
        })
            AssertSorted(child);
    }

    [TestMethod]
    public async Task The_schema_accepts_what_is_written_and_refuses_what_the_reader_refuses()
    {
        var schema = await JsonSchema.FromFileAsync(RepositoryFiles.PathOf("docs", "schemas", "hfregistry.snapshots.schema.json"));
        var text = Encoding.UTF8.GetString(SnapshotFile.Render([Full, Some.Snapshot() with { Card = Fact.Unknown<string>("503") }, Full with { Info = Fact.Unknown<HubModel>("404") }, Full with { Source = Some.Source() }, Full with { Source = new ModelSource("a/b", Fact.Unknown<SourceRepository>("403")) }]));

        Assert.IsEmpty(schema.Validate(text));
        foreach (var (right, wrong) in new[] { ("\"size\": 1", "\"size\": -1"), ("\"gated\": \"manual\"", "\"gated\": \"maybe\""), ("\"likes\": 6", "\"liked\": 6"), ("\"purpose\": \"training\"", "\"purpose\": \"fun\""), ("\"schema_version\": 1", "\"schema_version\": 2") })
            Assert.IsNotEmpty(schema.Validate(text.Replace(right, wrong, StringComparison.Ordinal)), wrong);
    }

    [TestMethod]
    [DataRow("{", "HFR4131: The snapshot file is not valid: the text ends before its JSON value does")]
    [DataRow("[]", "HFR4131: The snapshot file is not valid: the file cannot be a list")]
    [DataRow("{}", "HFR4131: The snapshot file is not valid: the file lacks \"schema_version\"")]
    [DataRow("""{"schema_version":2,"snapshots":[]}""", "HFR4131: The snapshot file is not valid: schema_version must be 1, the version that this program reads, not 2")]
    [DataRow("""{"schema_version":1,"snapshots":[{}]}""", "HFR4131: The snapshot file is not valid: snapshots[0] lacks \"asked_id\"")]
    [DataRow("""{"schema_version":1,"snapshots":[null]}""", "HFR4131: The snapshot file is not valid: snapshots[0] cannot be null")]
    [DataRow("""{"schema_version":1,"snapshots":[{"asked_id":"a/b","card":{"text":"","unknown":"503"}}]}""", "HFR4131: The snapshot file is not valid: snapshots[0].card is known and unknown at once")]
    [DataRow("""{"schema_version":1,"snapshots":[],"snapshots":[]}""", "HFR4131: The snapshot file is not valid: the key \"snapshots\" appears twice")]
    [DataRow("""{"schema_version":1,"snapshots":[],"more":1}""", "HFR4131: The snapshot file is not valid: \"more\" is not a member that this version knows")]
    [DataRow("""{"schema_version":1,"snapshots":[{"asked_id":"a/b","taken_at":"today"}]}""", "HFR4131: The snapshot file is not valid: snapshots[0].taken_at must be an ISO 8601 time")]
    [DataRow("""{"schema_version":1,"snapshots":[{"asked_id":"a/b","taken_at":"2026-01-01T00:00:00Z"}]}""", "HFR4131: The snapshot file is not valid: snapshots[0] lacks \"info\"")]
    public void A_file_that_is_no_snapshot_is_refused_at_its_place(string text, string message)
    {
        var outcome = SnapshotFile.Parse(Encoding.UTF8.GetBytes(text), "/x/s.json");

        Assert.IsNull(outcome.Value);
        StringAssert.Contains(outcome.Diagnostics.Single().ToString(), message);
        Assert.AreEqual(1, outcome.Diagnostics.Single().Location!.Line);
    }

    [TestMethod]
    [DataRow("\"size\": 1", "\"size\": -1")]
    [DataRow("\"path\": \"a\"", "\"path\": \"../a\"")]
    [DataRow("\"gated\": \"manual\"", "\"gated\": \"maybe\"")]
    [DataRow("\"owner\": \"organization\"", "\"owner\": \"king\"")]
    [DataRow("\"library_name\": \"transformers\"", "\"library_name\": \"trans\\nformers\"")]
    [DataRow("\"id\": \"acme-lab/zebra-7b-chat\"", "\"id\": \"../x\"")]
    [DataRow("\"likes\": 6", "\"liked\": 6")]
    [DataRow("\"path\": \"train.py\"", "\"path\": \"/train.py\"")]
    [DataRow("\"purpose\": \"training\"", "\"purpose\": \"fun\"")]
    [DataRow("\"license\": \"Apache-2.0\"", "\"license\": \"Apache 2\"")]
    [DataRow("\"name\": \"acme/zebra\"", "\"name\": \"acme/zebra?x\"")]
    public void A_snapshot_with_a_wrong_fact_is_refused(string right, string wrong)
    {
        var text = Encoding.UTF8.GetString(SnapshotFile.Render([Full with { Source = Some.Source() }]));
        StringAssert.Contains(text, right);

        Assert.AreEqual("HFR4131", SnapshotFile.Parse(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal)), "/x/s.json").Diagnostics.Single().Code);
    }

    [TestMethod]
    public void A_file_is_saved_and_loaded()
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-snapshots-").FullName;
        try
        {
            var path = Path.Combine(folder, "s.json");

            Assert.IsNull(SnapshotFile.Save([Full], path, new FakeClock(Some.Now)));
            Assert.AreEqual(Full.AskedId, SnapshotFile.Load(path).Value!.Single().AskedId);
            Assert.AreEqual("HFR4131", SnapshotFile.Load(Path.Combine(folder, "none.json")).Diagnostics.Single().Code);
            Assert.AreEqual("HFR4132", SnapshotFile.Save([Full], folder, new FakeClock(Some.Now))!.Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
