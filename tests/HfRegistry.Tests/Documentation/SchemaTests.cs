using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HfRegistry.Configuration;
using HfRegistry.Quality;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;
using NJsonSchema;

namespace HfRegistry.Tests.Documentation;

/// <summary>The schemas that users' editors check our files with accept what we write and read, and refuse what we refuse.</summary>
[TestClass]
internal sealed class SchemaTests
{
    private const string RegistrySchema = "huggingface_model_types.schema.json";
    private const string LockSchema = "hfregistry.lock.schema.json";
    private const string ConfigurationSchema = "hfregistry.schema.json";

    private static readonly DateTimeOffset Then = new(2026, 1, 31, 12, 0, 0, 500, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 1, 31);
    private static readonly Revision Commit = Revision.Parse(new string('a', 40));

    private static readonly ModelRecord Full = new()
    {
        Id = ModelId.Parse("o/full"),
        HubId = "0123456789abcdef01234567",
        Revision = Commit,
        PipelineTag = "fill-mask",
        Library = "transformers",
        Architectures = ["BertModel"],
        Formats = ["safetensors"],
        ParameterCount = 1,
        Size = new ByteSize(4),
        SizeBasis = SizeBasis.Parameters,
        License = "other",
        Licenses = ["mit", "other"],
        LicenseName = "gemma",
        Gating = Gating.Manual,
        IsDisabled = true,
        HasCustomCode = true,
        Quantization = "gguf",
        Likes = 3,
        Downloads30d = 5,
        LastModified = Then,
        CreatedAt = Then,
        BaseModels = [ModelId.Parse("o/base")],
        BaseModelRelation = "finetune",
        RenamedFrom = [ModelId.Parse("old")],
        RenamedSince = ImmutableSortedDictionary<ModelId, DateOnly>.Empty.Add(ModelId.Parse("old"), Day),
        NewVersion = ModelId.Parse("o/newer"),
        Benchmarks = [new BenchmarkResult("text-classification", "glue mrpc", "accuracy", 0.5, IsVerified: true)],
        IsDocumented = true,
        AsOf = Day,
        GoneSince = Day,
        ReplacedSince = Day,
        Scores = new RecordedScores
        {
            AsOf = Day,
            Revision = Commit,
            Metrics = ImmutableSortedDictionary<string, RecordedScore>.Empty.Add("license", new(1)).Add("bus_factor", new(null, "the Hub refused")),
            Devices = ImmutableSortedDictionary<string, double>.Empty.Add("desktop_pc", 0.25),
            Net = 0.5,
            Coverage = 0.9,
        },
    };

    private static readonly RegistryEntry FullEntry = new()
    {
        Type = ModelType.Parse("bert"),
        DefaultModel = ModelId.Parse("o/b"),
        DefaultReason = "it is the only one",
        DefaultState = DefaultState.Pinned,
        ComponentOf = ModelType.Parse("clip"),
        Models = [new ModelRecord { Id = ModelId.Parse("o/b"), Gating = Gating.Open }, Full],
        UpdatedAt = Then,
    };

    private static readonly LockEntry FullLock = new()
    {
        Request = new RawRequest { Include = "bert", Task = "fill-mask", Hardware = "cpu-small", MaxSizeMB = "500", Framework = "onnx", License = "mit", AllowGated = "true", Revision = "main", Prefer = "benchmark", MinScore = "0.6", Download = "true", Files = "*.json", Quantization = "Q8_0" },
        Id = ModelId.Parse("o/b"),
        Revision = Commit,
        Type = ModelType.Parse("bert"),
        Tier = Tier.Embedded,
        Reason = "it is the only one",
        AsOf = Day,
        Configurations = ["Release"],
        Quantization = "Q8_0",
        Files = [new("config.json", 2, new('a', 40)), new("model.gguf", 5_000_000_000, new('b', 64))],
    };

    private const string FullConfiguration = """
        {
          "$schema": "https://example.org/hfregistry.schema.json",
          "root": true,
          "tasks": { "sarcasm-detection": { "types": ["bert", "roberta"], "class": "AutoModelForSequenceClassification" } },
          "profiles": { "laptop": 1500, "server": { "maxMB": 90000.5, "description": "Eight cards." } },
          "preferredPublishers": ["our-team"],
          "defaults": { "bert": "our-team/bert" },
          "deny": ["someone/else"],
          "sizes": { "our-team/bert": 440 },
          "gate": {
            "preset": "balanced", "threshold": 0.5, "thresholds": { "bus_factor": 0.3, "license": 1 }, "sizeDevice": "desktop_pc", "allowUnknown": ["bus_factor"],
            "allowLicenses": ["permissive", "MIT"], "denyLicenses": ["openrail"], "noGated": true, "safeWeights": true, "noCustomCode": false,
            "maxAgeDays": 730, "minDownloads": 1000, "minMofClass": "II", "reason": "ours",
            "models": { "our-team/bert": { "threshold": 0, "allowUnknown": true, "reason": "made by us" } }
          },
          "maxRequestsPerMinute": 100000,
          "defaultMargin": 0.25,
          "defaultCooldownDays": 3650,
          "mof": { "rules": { "HFR2105": "error", "HFR2110": "off" }, "ignore": ["garden/bird", "archive/*"] }
        }
        """;

    [TestMethod]
    public async Task A_rendered_registry_is_valid()
    {
        var bare = new RegistryEntry { Type = ModelType.Parse("gpt-j") };

        await AssertValidAsync(RegistrySchema, RegistryFile.Render(ModelRegistry.Of([FullEntry, bare])));
        await AssertValidAsync(RegistrySchema, RegistryFile.Render(ModelRegistry.Empty));
    }

    [TestMethod]
    public async Task The_embedded_registry_is_valid() =>
        await AssertValidAsync(RegistrySchema, RegistryFile.Render(EmbeddedRegistry.Registry));

    [TestMethod]
    public async Task A_registry_of_the_original_shape_is_valid() => await AssertValidAsync(RegistrySchema,
        """{"bert": {"default_model": "b", "models": ["b"], "downloads": {"b": 5}, "updated_at": "2025-01-02T03:04:05.678901"}, "t5": {"default_model": null, "models": []}}"""u8.ToArray());

    [TestMethod]
    public async Task A_rendered_lock_is_valid()
    {
        var bare = new LockEntry { Request = new RawRequest { Include = "t5" }, Id = ModelId.Parse("o/t"), Tier = Tier.Hub, Reason = "" };

        await AssertValidAsync(LockSchema, new LockFile { Entries = [FullLock, bare] }.Render());
        await AssertValidAsync(LockSchema, new LockFile().Render());
    }

    [TestMethod]
    public async Task A_full_configuration_is_valid_and_readable()
    {
        var utf8 = Encoding.UTF8.GetBytes(FullConfiguration);

        await AssertValidAsync(ConfigurationSchema, utf8);
        Assert.IsNotNull(ConfigurationFile.Parse(utf8, "f").Value);
        CollectionAssert.AreEquivalent(ConfigurationReader.Members, NamesOf(JsonDocument.Parse(FullConfiguration).RootElement), "the full configuration is not full");
    }

    [TestMethod]
    [DataRow(RegistrySchema, """{"bert": {"models": ["a//b"]}}""")]
    [DataRow(RegistrySchema, """{"bert": {"models": ["a/b", "a/b"]}}""")]
    [DataRow(RegistrySchema, """{"bert": {"details": {"a/b": {"likes": -1}}}}""")]
    [DataRow(RegistrySchema, """{"bert": {"details": {"a/b": {"gated": "yes"}}}}""")]
    [DataRow(RegistrySchema, """{"bert": {"details": {"a/b": {"as_of": "yesterday"}}}}""")]
    [DataRow(RegistrySchema, """{"bert": {"details": {"a/b": {"scores": {"metrics": {}}}}}}""")]
    [DataRow(RegistrySchema, """{"bert": {"details": {"a/b": {"scores": {"as_of": "2026-01-31", "metrics": {"license": 1.5}}}}}}""")]
    [DataRow(RegistrySchema, """{"bert": {"details": {"a/b": {"scores": {"as_of": "2026-01-31", "devices": {"Desktop PC": 1}}}}}}""")]
    [DataRow(RegistrySchema, """{"bert": {"details": {"a/b": {"benchmarks": [{"dataset": "glue", "metric": "f1", "value": 1e10}]}}}}""")]
    [DataRow(RegistrySchema, """{"bert": {"details": {"a/b": {"benchmarks": [{"dataset": "glue", "value": 1}]}}}}""")]
    [DataRow(RegistrySchema, """{"bert": {"details": {"a/b": {"renamed_since": {"old": "yesterday"}}}}}""")]
    [DataRow(RegistrySchema, """{"bert": {"details": {"a/b": {"new_version": "a//b"}}}}""")]
    [DataRow(RegistrySchema, """{"bert": {"default_state": "chosen"}}""")]
    [DataRow(RegistrySchema, """{"bert": {"updated_at": "yesterday"}}""")]
    [DataRow(RegistrySchema, """{"no type": {}}""")]
    [DataRow(LockSchema, """{"version": 2, "models": []}""")]
    [DataRow(LockSchema, """{"version": 1}""")]
    [DataRow(LockSchema, """{"version": 1, "models": [{"request": {"include": "bert"}, "id": "a/b"}]}""")]
    [DataRow(ConfigurationSchema, """{"defaultMargin": 10.5}""")]
    [DataRow(ConfigurationSchema, """{"maxRequestsPerMinute": 0}""")]
    [DataRow(ConfigurationSchema, """{"profiles": {"p": {"description": "d"}}}""")]
    [DataRow(ConfigurationSchema, """{"tasks": {"t": {}}}""")]
    [DataRow(ConfigurationSchema, """{"mof": {"rules": {"HFR2001": "off"}}}""")]
    [DataRow(ConfigurationSchema, """{"mof": {"rules": {"HFR2105": "fatal"}}}""")]
    [DataRow(ConfigurationSchema, """{"mof": {"rule": {}}}""")]
    [DataRow(ConfigurationSchema, """{"mof": {"ignore": "garden/*"}}""")]
    [DataRow(ConfigurationSchema, """{"mof": {"ignore": ["*"]}}""")]
    [DataRow(ConfigurationSchema, """{"mof": {"ignore": ["garden/b*"]}}""")]
    [DataRow(ConfigurationSchema, """{"gate": {"preset": "lenient"}}""")]
    [DataRow(ConfigurationSchema, """{"gate": {"thresholds": {"bus_factors": 0.3}}}""")]
    [DataRow(ConfigurationSchema, """{"gate": {"thresholds": {"bus_factor": 1.3}}}""")]
    [DataRow(ConfigurationSchema, """{"gate": {"allowUnknown": "yes"}}""")]
    [DataRow(ConfigurationSchema, """{"gate": {"sizeDevice": "desktop"}}""")]
    [DataRow(ConfigurationSchema, """{"gate": {"minMofClass": "IV"}}""")]
    [DataRow(ConfigurationSchema, """{"gate": {"models": {"a/b": {"models": {}}}}}""")]
    public async Task What_a_reader_refuses_its_schema_refuses_too(string schema, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var diagnostics = schema switch
        {
            RegistrySchema => RegistryFile.Parse(utf8, "f").Diagnostics,
            LockSchema => LockFile.Parse(utf8, "f").Diagnostics,
            _ => ConfigurationFile.Parse(utf8, "f").Diagnostics,
        };

        Assert.AreNotEqual(0, diagnostics.Count, "the reader accepts it");
        Assert.AreNotEqual(0, (await LoadAsync(schema)).Validate(text).Count, "the schema accepts it");
    }

    [TestMethod]
    public void The_schemas_and_the_readers_name_the_same_members()
    {
        AssertSame([.. RegistryReader.Members], RegistrySchema, "definitions", "entry");
        AssertSame([.. RecordReader.Members], RegistrySchema, "definitions", "record");
        AssertSame(RecordedScoresJson.Members, RegistrySchema, "definitions", "record", "properties", "scores");
        AssertSame(BenchmarkJson.Members, RegistrySchema, "definitions", "record", "properties", "benchmarks", "items");
        AssertSame(NamesOf(LockJson.Default.LockDocument), LockSchema);
        AssertSame(NamesOf(LockJson.Default.LockRow), LockSchema, "properties", "models", "items");
        AssertSame([RequestFields.IncludeMember, .. RequestFields.All.Select(static field => field.Member)], LockSchema, "properties", "models", "items", "properties", "request");
        AssertSame(ConfigurationReader.Members, ConfigurationSchema);
        AssertSame(ConfigurationReader.TaskMembers, ConfigurationSchema, "properties", "tasks", "additionalProperties");
        AssertSame(ConfigurationReader.ProfileMembers, ConfigurationSchema, "properties", "profiles", "additionalProperties", "oneOf", "1");
        AssertSame(ConfigurationReader.MofMembers, ConfigurationSchema, "properties", "mof");
    }

    [TestMethod]
    public void The_gate_section_and_its_schema_name_the_same_members()
    {
        AssertSame([.. GateReader.Members, "$schema"], ConfigurationSchema, "properties", "gate");
        AssertSame(GateReader.ModelMembers, ConfigurationSchema, "properties", "gate", "properties", "models", "additionalProperties");
        AssertSame([.. MetricNames.All.Select(MetricNames.NameOf)], ConfigurationSchema, "definitions", "gateThresholds");
    }

    [TestMethod]
    public void Every_known_member_of_the_registry_is_written_and_read_back()
    {
        var text = RegistryFile.Render(ModelRegistry.Of([FullEntry]));
        var entry = JsonDocument.Parse(text).RootElement.GetProperty("bert");
        var read = RegistryFile.Parse(text, "f").Value!.Entries.Single();

        CollectionAssert.AreEquivalent(RegistryReader.Members, NamesOf(entry));
        CollectionAssert.AreEquivalent(RecordReader.Members.ToList(), NamesOf(entry.GetProperty("details").GetProperty("o/full")));
        Assert.IsEmpty(read.Extra);
        Assert.IsTrue(read.Models.All(static model => model.Extra.IsEmpty));
    }

    private static void AssertSame(ImmutableArray<string> members, string schema, params ReadOnlySpan<string> path)
    {
        var at = JsonDocument.Parse(File.ReadAllBytes(PathOf(schema))).RootElement;
        foreach (var step in path)
            at = at.ValueKind == JsonValueKind.Array ? at[int.Parse(step, null)] : at.GetProperty(step);
        CollectionAssert.AreEquivalent(members, NamesOf(at.GetProperty("properties")), $"{schema} {string.Join('/', path.ToArray())}");
    }

    private static async Task AssertValidAsync(string schema, byte[] utf8)
    {
        var mistakes = (await LoadAsync(schema)).Validate(Encoding.UTF8.GetString(utf8));
        Assert.AreEqual("", string.Join(Environment.NewLine, mistakes));
    }

    private static Task<JsonSchema> LoadAsync(string schema) => JsonSchema.FromFileAsync(PathOf(schema));

    private static string PathOf(string schema) => RepositoryFiles.PathOf("docs", "schemas", schema);

    private static ImmutableArray<string> NamesOf(JsonTypeInfo type) => [.. type.Properties.Where(static property => !property.IsExtensionData).Select(static property => property.Name)];

    private static List<string> NamesOf(JsonElement element) => [.. element.EnumerateObject().Select(static member => member.Name)];
}
