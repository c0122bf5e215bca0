using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;
using HfRegistry.Testing;
using HfRegistry.Tests.Hub;
using HfRegistry.Tests.Quality;

namespace HfRegistry.Tests.Snapshots;

[TestClass]
internal sealed class SnapshotTakerTests
{
    private const string Card = "---\nlicense: mit\n---\n# Usage\nMore than twenty characters stand here.";

    private static readonly LocalModel Model = LocalModel.Of("acme/zebra", "bert", 5) with
    {
        LibraryName = "transformers",
        PipelineTag = "fill-mask",
        Files = [new HubFile("README.md", 9), new HubFile("model.safetensors", 1_000), new HubFile("config.json", 1)],
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", Card),
        FormerIds = ["old/zebra"],
        CommitTitles = ["fix", "initial commit"],
        RawMembers = "\"cardData\":{\"license\":\"mit\",\"datasets\":[\"squad\",\"gone/data\"]}",
    };

    private static readonly LocalModel Squad = LocalModel.Of("rajpurkar/squad", downloads: 100) with { FormerIds = ["squad"], Tags = ["license:cc-by-4.0"], Files = null };

    private static LocalHubOptions Options => new() { Datasets = [Squad] };

    [TestMethod]
    public async Task A_snapshot_has_everything_at_one_commit_in_at_most_seven_requests_and_a_renames_hop()
    {
        await using var hub = await LocalHub.StartAsync([Model], Options);
        using var client = hub.Client();

        var snapshot = await new SnapshotTaker(client, new FakeClock(Some.Now)).TakeAsync(ModelId.Parse("acme/zebra"), CancellationToken.None);

        Assert.AreEqual(Card, snapshot.Card.Value);
        Assert.AreEqual(Model.Sha, snapshot.Revision!.ToString());
        Assert.HasCount(2, snapshot.History.Value!.Commits);
        Assert.AreEqual(Some.Now, snapshot.TakenAt);
        Assert.AreEqual("squad=rajpurkar/squad gone/data=", string.Join(' ', snapshot.Datasets.Select(dataset => $"{dataset.Name}={dataset.Facts.Value?.Id}")));
        Assert.IsTrue(snapshot.Datasets[1].Facts.IsAbsent);
        CollectionAssert.AreEquivalent(
            new[]
            {
                "/api/models/acme/zebra?blobs=true", $"/acme/zebra/resolve/{Model.Sha}/README.md", $"/api/models/acme/zebra/commits/{Model.Sha}?limit=1000",
                "/api/datasets/squad", "/api/datasets/rajpurkar/squad", "/api/datasets/gone/data",
            },
            hub.Requests.Select(request => request.Target).Where(target => !target.StartsWith("/api/resolve-cache/", StringComparison.Ordinal)).ToList());
        Assert.HasCount(7, hub.Requests);
    }

    [TestMethod]
    public async Task A_renamed_model_answers_under_its_new_id_and_a_model_without_a_card_is_not_asked_for_one()
    {
        await using var hub = await LocalHub.StartAsync([Model with { Files = [new HubFile("config.json", 1)], Texts = [], RawMembers = "" }], Options);
        using var client = hub.Client();

        var snapshot = await new SnapshotTaker(client, new FakeClock(Some.Now)).TakeAsync(ModelId.Parse("old/zebra"), CancellationToken.None);

        Assert.AreEqual(("old/zebra", "acme/zebra"), (snapshot.AskedId.ToString(), snapshot.Id.ToString()));
        Assert.IsTrue(snapshot.Card.IsAbsent);
        Assert.HasCount(3, hub.Requests, "the rename, the facts, the commits");
    }

    [TestMethod]
    public async Task The_front_matter_declares_datasets_where_the_Hub_parsed_none()
    {
        var card = "---\ndatasets: [squad]\n---\n";
        await using var hub = await LocalHub.StartAsync([Model with { RawMembers = "", Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", card) }], Options);
        using var client = hub.Client();

        var snapshot = await new SnapshotTaker(client, new FakeClock(Some.Now)).TakeAsync(ModelId.Parse("acme/zebra"), CancellationToken.None);

        Assert.AreEqual("rajpurkar/squad", snapshot.Datasets.Single().Facts.Value!.Id.ToString());
    }

    [TestMethod]
    public async Task A_gated_models_facts_are_known_and_its_content_is_unknown()
    {
        await using var hub = await LocalHub.StartAsync([Model with { Gating = Gating.Manual }], Options);
        using var client = hub.Client();

        var snapshot = await new SnapshotTaker(client, new FakeClock(Some.Now)).TakeAsync(ModelId.Parse("acme/zebra"), CancellationToken.None);
        var score = ModelScorer.Score(snapshot);

        StringAssert.Contains(snapshot.Card.UnknownBecause, "acme/zebra is gated");
        StringAssert.Contains(snapshot.History.UnknownBecause, "acme/zebra is gated");
        Assert.AreEqual(1.0, score.Metrics[Metric.License].Value);
        Assert.AreEqual(
            "RampUpTime BusFactor PerformanceClaims DatasetAndCodeScore CodeQuality", string.Join(' ', score.Metrics.Where(metric => metric.Value.Value is null).Select(metric => metric.Key)));
    }

    [TestMethod]
    [DataRow("/resolve/", 429, "RampUpTime PerformanceClaims DatasetAndCodeScore")]
    [DataRow("/resolve/", 503, "RampUpTime PerformanceClaims DatasetAndCodeScore")]
    [DataRow("/commits/", 500, "BusFactor CodeQuality")]
    [DataRow("/datasets/gone", 502, "DatasetQuality")]
    [DataRow("/datasets/", 429, "DatasetAndCodeScore DatasetQuality")]
    [DataRow("?blobs=", 503, "License SizeScore RampUpTime BusFactor PerformanceClaims DatasetAndCodeScore DatasetQuality CodeQuality")]
    public async Task A_failure_in_the_middle_makes_metrics_unknown_and_a_later_run_fills_them(string failing, int status, string unknown)
    {
        await using var hub = await LocalHub.StartAsync([Model], Options);
        using var client = hub.Client();
        hub.FailWith(Faults.When(failing, Faults.Status(status, "", ("Retry-After", "100000"))));

        var partial = ModelScorer.Score(await TakeAsync(client));
        hub.FailWith();
        var whole = ModelScorer.Score(await TakeAsync(client));

        Assert.AreEqual(unknown, string.Join(' ', partial.Metrics.Where(metric => metric.Value.Value is null).Select(metric => metric.Key)));
        Assert.IsTrue(partial.Metrics.Values.Where(metric => metric.Value is null).All(metric => metric.Reason is { Length: > 10 }));
        Assert.IsTrue(whole.Metrics.Values.All(metric => metric.Value is not null));
        foreach (var (metric, score) in partial.Metrics.Where(metric => metric.Value.Value is not null))
            Assert.AreEqual(whole.Metrics[metric].Value, score.Value, $"{metric} does not depend on what failed");
    }

    [TestMethod]
    public async Task Two_runs_and_any_order_of_the_answers_give_equal_snapshots()
    {
        await using var hub = await LocalHub.StartAsync([Model], Options);
        using var client = hub.Client();
        var expected = SnapshotFile.Render([await TakeAsync(client)]);
        foreach (var slow in new[] { "/resolve/", "/commits/", "/datasets/" })
        {
            hub.FailWith(Faults.When(slow, Faults.Latency(TimeSpan.FromMilliseconds(30))));
            CollectionAssert.AreEqual(expected, SnapshotFile.Render([await TakeAsync(client)]), slow);
        }
    }

    [TestMethod]
    public async Task Two_hundred_models_cost_at_most_nine_hundred_requests_and_share_their_datasets()
    {
        ImmutableArray<LocalModel> models = [.. Enumerable.Range(0, 200).Select(i => Model with
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"acme/zebra-{i}"), FormerIds = [],
            RawMembers = string.Create(CultureInfo.InvariantCulture, $"\"cardData\":{{\"license\":\"mit\",\"datasets\":[\"data/set-{i % 30}\",\"data/set-{i % 7}\"]}}"),
        })];
        ImmutableArray<LocalModel> datasets = [.. Enumerable.Range(0, 30).Select(i => LocalModel.Of(string.Create(CultureInfo.InvariantCulture, $"data/set-{i}")))];
        await using var hub = await LocalHub.StartAsync(models, new LocalHubOptions { Datasets = datasets });
        using var client = hub.Client();
        var heard = 0;

        var scored = await ModelScoring.RunAsync(client, [.. models.Select(model => ModelId.Parse(model.Id))], new FakeClock(Some.Now), scored: _ => heard++);

        Assert.AreEqual(200, heard);
        CollectionAssert.AreEqual(models.Select(model => model.Id).ToList(), scored.Select(model => model.Score.Id.ToString()).ToList());
        Assert.IsTrue(scored.All(model => model.Score.Coverage == 1 && model.Unknown.IsEmpty));
        Assert.HasCount((200 * 4) + 30, hub.Requests);
    }

    [TestMethod]
    public async Task Nothing_but_the_Hub_is_asked_whatever_a_card_says()
    {
        await using var elsewhere = await LocalHub.StartAsync(Model);
        var card = $"---\nlicense: other\nlicense_link: {elsewhere.Endpoint}LICENSE\ndatasets: ['{elsewhere.Endpoint}datasets/x']\n---\n"
            + $"[code]({elsewhere.Endpoint}code) ![x]({elsewhere.Endpoint}x.png)\n```python\nimport os; os.system('touch /tmp/x')\n```\n";
        await using var hub = await LocalHub.StartAsync([Model with { RawMembers = "", Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", card) }], Options);
        using var client = hub.Client();

        var score = ModelScorer.Score(await TakeAsync(client));

        Assert.IsNotNull(score.NetScore);
        Assert.IsEmpty(elsewhere.Requests);
        Assert.HasCount(4, hub.Requests);
    }

    private static Task<ModelSnapshot> TakeAsync(HubClient client) =>
        new SnapshotTaker(client, new FakeClock(Some.Now)).TakeAsync(ModelId.Parse("acme/zebra"), CancellationToken.None);
}
