using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>What the facts of one model say that no listing carries: the card's new version and benchmark results.</summary>
[TestClass]
internal sealed class HubDetailsTests
{
    private const string Index = """
        [{"name":"m","results":[
          {"task":{"type":"text-classification","name":"Text"},"dataset":{"type":"glue","name":"GLUE","config":"mrpc","split":"validation"},
           "metrics":[{"type":"accuracy","value":0.8431372549019608,"verified":true},{"type":"f1","value":0.89}]},
          {"dataset":{"name":"my data","config":"default"},"metrics":[{"type":"Accuracy","value":1}]}]}]
        """;

    [TestMethod]
    public async Task The_card_names_a_new_version_and_the_index_holds_results()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with { CardData = """{"new_version":"org/next","license":"mit"}""", ModelIndex = Index });
        using var client = hub.Client();

        var model = (await client.GetDetailsAsync(HubScene.BertId)).Value!;

        Assert.AreEqual("org/next", model.NewVersion?.ToString());
        Assert.AreSequenceEqual(
            [
                new("text-classification", "glue mrpc validation", "accuracy", 0.843137, IsVerified: true),
                new("text-classification", "glue mrpc validation", "f1", 0.89),
                new(null, "my data", "accuracy", 1),
            ],
            model.Benchmarks);
    }

    [TestMethod]
    public async Task The_facts_without_details_hold_card_and_index_too()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with { CardData = """{"new_version":"org/next"}""", ModelIndex = Index });
        using var client = hub.Client();

        var model = (await client.GetModelAsync(HubScene.BertId)).Value!;

        Assert.AreEqual("org/next", model.NewVersion?.ToString());
        Assert.HasCount(3, model.Benchmarks);
    }

    [TestMethod]
    public async Task What_the_Hub_has_evaluated_counts_with_or_without_a_wrapper()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with
        {
            EvalResults = """[{"dataset":{"id":"org/bench","task_id":"diamond"},"value":71.5,"verifyToken":"t"},{"data":{"dataset":{"id":"org/other"},"value":3}}]""",
        });
        using var client = hub.Client();

        var model = (await client.GetDetailsAsync(HubScene.BertId)).Value!;

        Assert.AreSequenceEqual([new(null, "org/bench diamond", "score", 71.5, IsVerified: true), new(null, "org/other", "score", 3)], model.Benchmarks);
    }

    [TestMethod]
    [DataRow("""{"name":"an object, as some old cards have it"}""")]
    [DataRow("""[{"results":{"a":1}},{"results":[{"dataset":"glue","metrics":[{"type":"f1","value":1}]}]},5,null]""")]
    [DataRow("""[{"results":[{"dataset":{"type":"glue"},"metrics":[{"type":"f1","value":"0.9"},{"type":"f1"},{"value":1},{"type":"f1","value":1e300},{"type":"f1","value":1e999}]}]}]""")]
    [DataRow("""[{"results":[{"dataset":{"type":"gl\nue"},"metrics":[{"type":"f1","value":1}]},{"dataset":{"type":"glue"},"metrics":[{"type":"\u202ef1","value":1}]}]}]""")]
    public async Task What_is_no_result_reads_as_none(string index)
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with { ModelIndex = index, CardData = """{"new_version":["org/next"]}""" });
        using var client = hub.Client();

        var model = (await client.GetDetailsAsync(HubScene.BertId)).Value!;

        Assert.IsEmpty(model.Benchmarks);
        Assert.IsNull(model.NewVersion);
    }

    [TestMethod]
    public async Task Of_thousands_of_results_the_first_metric_of_each_dataset_is_kept()
    {
        var results = Enumerable.Range(0, 3_000).Select(i => $$"""{"dataset":{"type":"d{{i:D4}}"},"metrics":[{"type":"main","value":{{i}}},{"type":"other","value":1}]}""");
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with { ModelIndex = $$"""[{"results":[{{string.Join(',', results)}}]}]""" });
        using var client = hub.Client();

        var model = (await client.GetDetailsAsync(HubScene.BertId)).Value!;

        Assert.HasCount(BenchmarkResult.MaxOfAModel, model.Benchmarks);
        Assert.IsTrue(model.Benchmarks.All(result => result.Metric == "main"));
        Assert.AreEqual("d0000", model.Benchmarks[0].Dataset);
    }

    [TestMethod]
    public async Task A_model_is_no_new_version_of_itself()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with { CardData = $$"""{"new_version":"{{HubScene.Bert.Id}}"}""" });
        using var client = hub.Client();

        Assert.IsNull((await client.GetDetailsAsync(HubScene.BertId)).Value!.NewVersion);
    }
}
