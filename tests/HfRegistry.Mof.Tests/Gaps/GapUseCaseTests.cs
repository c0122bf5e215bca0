using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Gaps;
using HfRegistry.Mof.Tests.Classification;
using HfRegistry.Mof.UseCases;
using HfRegistry.Registry;
using HfRegistry.Testing;
using static HfRegistry.Mof.Tests.Gaps.Documents;

namespace HfRegistry.Mof.Tests.Gaps;

[TestClass]
internal sealed class GapUseCaseTests
{
    private static ImmutableArray<LocalModel> Population(int count, long most) =>
        [.. Enumerable.Range(0, count).Select(rank => LocalModel.Of($"owner{rank % 31}/model-{rank}b", "llama", most - rank) with { Tags = ["license:mit"], PipelineTag = rank % 2 == 0 ? "text-generation" : "fill-mask" })];

    [TestMethod]
    public async Task Ten_thousand_models_against_three_hundred_documents_cost_twelve_requests_at_most()
    {
        var models = Population(10_000, 1_000_000);
        await using var hub = await LocalHub.StartAsync(models, new LocalHubOptions());
        // Most documents are listed; some name owners that these models never had.
        var documents = models.Take(250).Select(model => Of(model.Id)).Concat(models.Skip(300).Take(50).Select(model => Of($"elsewhere/{model.Id.Split('/')[1]}")));

        var report = await FindAsync(hub, documents, new GapQuery { Limit = 10_000 });

        Assert.IsLessThanOrEqualTo(12, hub.Requests.Length);
        Assert.AreEqual(hub.Requests.Length, report.Requests);
        Assert.AreEqual((10_000, 250, 9_750, 50), (report.Listed, report.Present.Length, report.Missing.Length, report.Unlisted.Length));
        Assert.AreEqual(50, report.Missing.Count(model => !model.Maybe.IsEmpty));
        Assert.IsFalse(report.IsPartial || report.IsLimitReached);
    }

    [TestMethod]
    public async Task Over_a_threshold_that_three_hundred_reach_one_page_is_read()
    {
        await using var hub = await LocalHub.StartAsync(Population(5_000, 100_000), new LocalHubOptions());

        var report = await FindAsync(hub, [], new GapQuery { MinDownloads = 99_701, Limit = 5_000 });

        Assert.HasCount(1, hub.Requests);
        Assert.AreEqual((300, 300, false), (report.Listed, report.Missing.Length, report.IsLimitReached));
    }

    [TestMethod]
    public async Task A_limit_above_the_threshold_is_told_and_a_task_is_asked_for()
    {
        await using var hub = await LocalHub.StartAsync(Population(100, 100_000), new LocalHubOptions());

        var limited = await FindAsync(hub, [], new GapQuery { Limit = 30 });
        var all = await FindAsync(hub, [], new GapQuery { Task = "fill-mask" });

        Assert.AreEqual((30, true), (limited.Listed, limited.IsLimitReached));
        Assert.AreEqual((50, false), (all.Listed, all.IsLimitReached));
    }

    [TestMethod]
    public async Task Refusals_and_faults_in_the_middle_lose_no_model()
    {
        await using var hub = await LocalHub.StartAsync(Population(3_500, 1_000_000), new LocalHubOptions { Faults = [Faults.Every(2, Faults.Status(503)), Faults.Every(3, Faults.RateLimited(1)), Faults.Every(7, Faults.TruncatedBody)] });

        var report = await FindAsync(hub, [], new GapQuery { Limit = 10_000 });

        Assert.AreEqual((3_500, 3_500, false), (report.Listed, report.Missing.Length, report.IsPartial));
    }

    [TestMethod]
    public async Task A_listing_that_breaks_off_is_called_partial_and_keeps_what_came()
    {
        await using var hub = await LocalHub.StartAsync(Population(3_500, 1_000_000), new LocalHubOptions { Faults = [Faults.After(2, Faults.Status(502))] });

        var report = await FindAsync(hub, [Of("owner0/model-0b")], new GapQuery { Limit = 10_000 });

        Assert.IsTrue(report.IsPartial);
        Assert.AreEqual((2_000, 1), (report.Listed, report.Present.Length));
        Assert.Contains("The listing ends after 2,000 models", report.Troubles.Single().Message);
    }

    [TestMethod]
    public async Task An_old_id_is_asked_for_when_a_missing_model_has_its_name_and_facts_at_hand_cost_nothing()
    {
        await using var hub = await LocalHub.StartAsync(
            LocalModel.Of("garden/bird-7b", "llama", 50_000) with { FormerIds = ["lab/bird-7b"] }, LocalModel.Of("garden/cat-7b", "llama", 40_000), LocalModel.Of("garden/dog-7b", "llama", 30_000));
        using var client = Client(hub);
        var cat = new ModelRecord { Id = ModelId.Parse("garden/cat-7b"), RenamedFrom = [ModelId.Parse("lab/cat-7b")] };
        var known = ModelRegistry.Of([new RegistryEntry { Type = ModelType.Parse("llama"), Models = [cat] }]);
        var analysis = new GapUseCase(client, known, TimeProvider.System);

        var report = await analysis.RunAsync(new CollectedDocuments([Of("lab/bird-7b"), Of("lab/cat-7b"), Of("lab/horse-7b")], []), new GapQuery(), null, null, CancellationToken.None);

        Assert.AreSequenceEqual(["garden/bird-7b", "garden/cat-7b"], report.Present.Where(model => model.MatchedBy == GapMatch.Renamed).Select(model => model.Id.ToString()));
        Assert.AreEqual("garden/dog-7b", report.Missing.Single().Id.ToString());
        Assert.DoesNotContain(request => request.Target.Contains("horse", StringComparison.Ordinal) || request.Target.Contains("cat", StringComparison.Ordinal), hub.Requests);
    }

    [TestMethod]
    public async Task Documents_are_checked_with_one_request_each_that_the_listing_did_not_answer()
    {
        var changed = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);
        await using var hub = await LocalHub.StartAsync(
            LocalModel.Of("garden/listed", "llama", 50_000) with { Tags = ["license:llama3"] },
            LocalModel.Of("garden/rare", "llama", 5) with { LastModified = changed, Tags = ["license:mit"] },
            LocalModel.Of("garden/calm", "llama", 4),
            LocalModel.Of("garden/now", "llama", 3) with { FormerIds = ["garden/then"] });
        var report = await FindAsync(
            hub,
            [Dated("garden/listed", "Apache-2.0"), Dated("garden/rare", "MIT"), Dated("garden/calm", "MIT"), Of("garden/then"), Of("garden/nowhere"), Document("odd", "A title"), Document("none")],
            new GapQuery { CheckDocuments = true });

        Assert.AreSequenceEqual(
            ["listed stale", "rare stale", "calm current", "then renamed", "nowhere gone", "odd nomodel"],
            report.Checks.Select(check => $"{check.Document.Name} {check.State.ToString().ToLowerInvariant()}"));
        Assert.EndsWith(", the document's Apache-2.0", report.Checks[0].Reasons.Single());
        Assert.Contains("changed on 2025-06-01, after the document's date 2024-12-15", report.Checks[1].Reasons.Single());
        // The listing, four documents, and the hop of the redirect.
        Assert.HasCount(6, hub.Requests);
        Assert.IsFalse(report.IsPartial);
    }

    [TestMethod]
    public async Task A_document_that_the_Hub_does_not_answer_for_is_unknown_and_the_report_partial()
    {
        await using var hub = await LocalHub.StartAsync([LocalModel.Of("garden/bird", "llama", 50_000)], new LocalHubOptions { Faults = [Faults.When("garden/rare", Faults.Status(500))] });

        var report = await FindAsync(hub, [Of("garden/rare")], new GapQuery { CheckDocuments = true });

        Assert.AreEqual(DocumentState.Unknown, report.Checks.Single().State);
        Assert.Contains("1 document was not compared with the Hub", report.Troubles.Single().Message);
    }

    [TestMethod]
    public async Task A_document_one_component_from_a_class_is_named_with_what_it_takes()
    {
        await using var hub = await LocalHub.StartAsync();
        var near = Releases.Under("MIT", Releases.ClassThree).Without("Data card");
        var far = Releases.Under("MIT", "Model card");

        var report = await FindAsync(hub, [new CollectedDocument("/near.yml", near), new CollectedDocument("/far.yml", far)], new GapQuery());

        var found = report.NearlyThere.Single();
        Assert.AreEqual(("/near.yml", MofClass.None, MofClass.OpenModel, "Data card"), (found.Document.File, found.Class, found.Next, found.Step.Component.Name));
    }

    [TestMethod]
    public async Task A_draft_is_stale_when_the_repository_has_another_revision_than_it_was_drafted_at()
    {
        await using var hub = await LocalHub.StartAsync(LocalModel.Of("garden/bird", "llama", 50_000));
        CollectedDocument Drafted(string revision) => new("/bird.yml", MofDocumentReader.Parse(
            $"# AUTO-GENERATED DRAFT - REQUIRES MANUAL REVIEW\n# source: https://huggingface.co/garden/bird\n# revision: {revision}\nrelease:\n  name: bird\n  date: '2020-01-01'\n  huggingface: https://huggingface.co/garden/bird\n", "/bird.yml").Value!);

        var same = await FindAsync(hub, [Drafted(LocalModel.Of("garden/bird").Sha!)], new GapQuery { CheckDocuments = true });
        var other = await FindAsync(hub, [Drafted(new string('a', 40))], new GapQuery { CheckDocuments = true });

        Assert.AreEqual(DocumentState.Current, same.Checks.Single().State);
        Assert.AreEqual("the repository has changed since the draft's revision aaaaaaaaaaaa", other.Checks.Single().Reasons.Single());
    }

    [TestMethod]
    public async Task Rows_that_repeat_are_private_disabled_or_no_models_have_no_place()
    {
        await using var hub = await LocalHub.StartAsync(
            LocalModel.Of("garden/bird", "llama", 50_000), LocalModel.Of("Garden/Bird", "llama", 40_000), LocalModel.Of("garden/gone", "llama", 30_000) with { IsDisabled = true, Gating = Gating.Manual },
            LocalModel.Of("../../<script>", "llama", 20_000), LocalModel.Of("garden/uncounted", "llama") with { Downloads = null });
        var skipped = new List<string>();
        using var client = Client(hub);

        var report = await new GapUseCase(client, ModelRegistry.Empty, TimeProvider.System).RunAsync(new CollectedDocuments([], []), new GapQuery(), skipped.Add, null, CancellationToken.None);

        Assert.AreEqual("garden/bird", report.Missing.Single().Id.ToString());
        Assert.Contains("is not a model id", skipped.Single());
    }

    private static CollectedDocument Dated(string id, string license)
    {
        var document = Of(id);
        return document with { Document = document.Document with { Date = new("2024-12-15"), Licenses = [new(MofReleaseLicense.Distribution, new(license))] } };
    }

    private static HubClient Client(LocalHub hub) => new(new HubOptions { Endpoint = hub.Endpoint }, new FakeClock { SkipsWaits = true });

    private static async Task<GapReport> FindAsync(LocalHub hub, IEnumerable<CollectedDocument> documents, GapQuery query)
    {
        using var client = Client(hub);
        return await new GapUseCase(client, ModelRegistry.Empty, TimeProvider.System).RunAsync(new CollectedDocuments([.. documents], []), query, null, null, CancellationToken.None);
    }
}
