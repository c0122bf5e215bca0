using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubRowTests
{
    [TestMethod]
    public async Task Every_fact_of_a_model_comes_across()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with
        {
            Architectures = ["BertForMaskedLM"],
            PipelineTag = "fill-mask",
            LibraryName = "transformers",
            Tags = ["license:apache-2.0", "en"],
            Likes = 7,
            Gating = Gating.Auto,
            QuantizationMethod = "gptq",
            HasCustomCode = true,
            ParametersByDtype = ImmutableSortedDictionary<string, long>.Empty.Add("F32", 110).Add("I64", 2),
            Files = [new HubFile("config.json", 570), new HubFile("onnx/model.onnx", 5_000_000_000)],
            RecordedAt = new DateTimeOffset(2026, 8, 22, 0, 0, 0, TimeSpan.Zero),
        });
        using var client = hub.Client();

        var model = (await client.GetModelAsync(HubScene.BertId, withFileSizes: true)).Value!;

        Assert.AreEqual(HubScene.Bert.HubId, model.HubId);
        Assert.AreEqual(HubScene.Bert.Sha, model.Sha!.ToString());
        Assert.AreEqual(("bert", "fill-mask", "transformers"), (model.ModelType, model.PipelineTag, model.LibraryName));
        CollectionAssert.AreEqual(new[] { "BertForMaskedLM" }, model.Architectures);
        CollectionAssert.AreEqual(new[] { "license:apache-2.0", "en" }, model.Tags);
        Assert.AreEqual((100L, 7L, 112L), (model.Downloads30d, model.Likes, model.ParameterCount));
        Assert.AreEqual((Gating.Auto, "gptq", true), (model.Gating, model.QuantizationMethod, model.HasCustomCode));
        Assert.AreEqual((110L, 2L), (model.ParametersByDtype["F32"], model.ParametersByDtype["I64"]));
        CollectionAssert.AreEqual(new[] { new HubFile("config.json", 570), new HubFile("onnx/model.onnx", 5_000_000_000) }, model.Files);
        Assert.AreEqual(HubScene.Bert.CreatedAt, model.CreatedAt);
        Assert.AreEqual(HubScene.Bert.LastModified, model.LastModified);
        Assert.AreEqual(new DateTimeOffset(2026, 8, 22, 0, 0, 0, TimeSpan.Zero), model.RecordedAt);
    }

    [TestMethod]
    public async Task The_listing_carries_the_facts_that_the_registry_keeps()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with { ParameterCount = 110, Files = [new HubFile("model.safetensors", 1)] });
        using var client = hub.Client();

        var model = await client.ListModelsAsync(new HubModelQuery()).SingleAsync();

        Assert.AreEqual(("bert", 110L, Gating.Open), (model.ModelType, model.ParameterCount, model.Gating));
        CollectionAssert.AreEqual(new[] { new HubFile("model.safetensors") }, model.Files);
        Assert.IsNotNull(model.Sha);
    }

    [TestMethod]
    public void A_row_of_an_id_alone_states_nothing_else() =>
        AssertSame(new HubModel { Id = ModelId.Parse("org/a") }, Read("""{"id":"org/a"}"""));

    [TestMethod]
    [DataRow("""{"id":"org/a","tags":"bert","likes":"many","downloads":-5,"gated":{},"config":[],"siblings":7,"safetensors":"x","sha":"main","createdAt":5,"_id":"short","private":"yes"}""")]
    [DataRow("""{"id":"org/a","config":{"model_type":["bert"],"architectures":{"a":1},"quantization_config":"gptq","auto_map":null},"safetensors":{"parameters":[1],"total":1.5},"gated":"later"}""")]
    [DataRow("""{"id":"org/a","tags":null,"pipeline_tag":null,"config":null,"siblings":null,"safetensors":null,"gated":null,"lastModified":"yesterday"}""")]
    [DataRow("""{"id":"org/a","downloads":99999999999999999999,"safetensors":{"parameters":{"\ud800":5,"F 32":5,"BF16":"x"}},"pipeline_tag":"\ud800","library_name":"a\nb"}""")]
    public void An_optional_member_of_the_wrong_kind_is_as_good_as_absent(string row) =>
        AssertSame(new HubModel { Id = ModelId.Parse("org/a") }, Read(row));

    [TestMethod]
    public void A_name_with_half_a_surrogate_pair_costs_its_object_and_no_more()
    {
        const string half = """ "\ud800x_long_key_name":1 """;

        Assert.IsNull(Read($$"""{"id":"org/a",{{half}}}"""));
        AssertSame(new HubModel { Id = ModelId.Parse("org/a") }, Read($$"""{"id":"org/a","config":{"model_type":"bert", {{half}} }, "safetensors":{"total":5, {{half}} } }"""));
        CollectionAssert.AreEqual(new[] { "mit" }, Read($$"""{"id":"org/a","cardData":{ {{half}}, "license":"mit" } }""")!.CardLicenses);
    }

    [TestMethod]
    [DataRow("""{"parameters":{"BF16":100,"F32":20},"total":120}""", 120)]
    [DataRow("""{"parameters":{"I32":100,"F16":20},"total":820}""", 820)]
    [DataRow("""{"parameters":{"BF16":100},"total":7}""", 100)]
    [DataRow("""{"parameters":{"BF16":100}}""", 100)]
    [DataRow("""{"parameters":{"BF16":9223372036854775807,"F32":5},"total":1}""", long.MaxValue)]
    public void Larger_of_two_parameter_counts_is_believed(string safetensors, long expected) =>
        Assert.AreEqual(expected, Read($$"""{"id":"org/a","safetensors":{{safetensors}}}""")!.ParameterCount);

    [TestMethod]
    [DataRow("""{"license":"mit","license":"cc-by-nc-4.0"}""")]
    [DataRow("""{"license":["mit"],"license":["cc-by-nc-4.0"]}""")]
    public void License_that_is_stated_twice_counts_twice(string card)
    {
        var model = Read($$"""{"id":"org/a","cardData":{{card}}}""")!;

        CollectionAssert.AreEqual(new[] { "mit", "cc-by-nc-4.0" }, model.CardLicenses);
        Assert.AreEqual("cc-by-nc-4.0", RecordBuilder.Build(model, new DateOnly(2026, 8, 22), new SelectionContext()).License);
    }

    [TestMethod]
    public void Tags_and_files_that_cannot_be_are_dropped_one_by_one()
    {
        var model = Read("""
            {"id":"org/a",
             "tags":["good","line\nbreak","","\u001b[31m",5,null,"\ud800","also good"],
             "siblings":[{"rfilename":"a/b.bin"},{"rfilename":"../x"},{"rfilename":"a/../../b"},{"rfilename":"/etc/x"},{"rfilename":"C:\\x"},
                         {"rfilename":"\\\\host\\s"},{"rfilename":"a\\..\\b"},{"rfilename":"a\u0000b"},{"rfilename":5},{},7,{"rfilename":"..a/b..","size":-1}]}
            """)!;

        CollectionAssert.AreEqual(new[] { "good", "also good" }, model.Tags);
        CollectionAssert.AreEqual(new[] { new HubFile("a/b.bin"), new HubFile("..a/b..") }, model.Files);
    }

    [TestMethod]
    public void A_huge_row_keeps_a_bounded_part()
    {
        var tags = string.Join(',', Enumerable.Repeat("\"tag\"", 50_000));
        var files = string.Join(',', Enumerable.Repeat("{\"rfilename\":\"f\"}", 50_000));
        var model = Read($$"""{"id":"org/a","pipeline_tag":"{{new string('x', 100_000)}}","tags":[{{tags}}],"siblings":[{{files}}]}""")!;

        Assert.IsNull(model.PipelineTag);
        Assert.HasCount(2_000, model.Tags);
        Assert.HasCount(20_000, model.Files);
    }

    [TestMethod]
    [DataRow("false", Gating.Open)]
    [DataRow("true", Gating.Gated)]
    [DataRow("\"auto\"", Gating.Auto)]
    [DataRow("\"manual\"", Gating.Manual)]
    [DataRow("\"else\"", Gating.Unknown)]
    [DataRow("null", Gating.Unknown)]
    public void Gating_is_a_union_of_a_flag_and_a_word(string json, Gating expected) =>
        Assert.AreEqual(expected, Read($$"""{"id":"org/a","gated":{{json}}}""")!.Gating);

    [TestMethod]
    public async Task A_row_with_an_impossible_id_is_skipped_and_told_in_printable_words()
    {
        await using var hub = await LocalHub.StartAsync(
            LocalModel.Of("org/good"), LocalModel.Of("../../etc/passwd"), LocalModel.Of("a\u001b[31m/b"), LocalModel.Of(new string('x', 5_000)));
        using var client = hub.Client();
        var skipped = new List<string>();

        var ids = await client.IdsAsync(new HubModelQuery(), skipped.Add);

        CollectionAssert.AreEqual(new[] { "org/good" }, ids);
        Assert.HasCount(3, skipped);
        Assert.Contains("'../../etc/passwd' is not a model id", skipped);
        Assert.IsTrue(skipped.All(line => line.Length < 300 && !line.Any(char.IsControl)));
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("""{"id":5}""")]
    [DataRow("[]")]
    [DataRow("null")]
    public async Task A_model_without_an_id_is_malformed(string body)
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Body(body));
        using var client = hub.Client();

        Assert.IsInstanceOfType<HubError.Malformed>(await client.ErrorOfAsync("org/a"));
    }

    // Fact by fact: the equality of records stops at their lists.
    private static void AssertSame(HubModel expected, HubModel? actual) =>
        Assert.AreEqual(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));

    private static HubModel? Read(string row)
    {
        using var document = JsonDocument.Parse(row);
        return HubModelReader.Read(document.RootElement);
    }
}
