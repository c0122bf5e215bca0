using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubListingTests
{
    [TestMethod]
    public async Task All_pages_come_in_one_stream_most_downloaded_first()
    {
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(25)]);
        using var client = hub.Client();

        var ids = await client.IdsAsync(new HubModelQuery { PageSize = 10 });

        CollectionAssert.AreEqual(HubScene.Models(25).Select(model => model.Id).ToList(), ids);
        Assert.HasCount(3, hub.Requests);
    }

    [TestMethod]
    public async Task Models_of_equal_downloads_are_neither_lost_nor_repeated_between_pages()
    {
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(25).Select((model, i) => model with { Downloads = i < 20 ? 7 : null })]);
        using var client = hub.Client();

        var ids = await client.IdsAsync(new HubModelQuery { PageSize = 4 });

        Assert.HasCount(25, ids);
        Assert.HasCount(25, ids.Distinct());
    }

    [TestMethod]
    public async Task No_more_is_asked_for_than_the_caller_wants()
    {
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(30)]);
        using var client = hub.Client();

        Assert.AreEqual(12, await client.ListModelsAsync(new HubModelQuery { PageSize = 10, MaxModels = 12 }).Take(12).CountAsync());
        Assert.HasCount(2, hub.Requests);
        Assert.AreEqual(3, await client.ListModelsAsync(new HubModelQuery { MaxModels = 3 }).Take(3).CountAsync());
        Assert.Contains("limit=3&", hub.Requests[2].Target);
    }

    [TestMethod]
    public async Task A_caller_that_stops_reading_costs_no_further_page()
    {
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(30)]);
        using var client = hub.Client();

        await foreach (var model in client.ListModelsAsync(new HubModelQuery { PageSize = 10 }))
        {
            if (model.Downloads30d == 25)
                break;
        }

        Assert.HasCount(1, hub.Requests);
    }

    [TestMethod]
    public async Task A_query_says_all_of_what_it_wants_escaped()
    {
        await using var hub = await LocalHub.StartAsync([], new LocalHubOptions { PathPrefix = "/mirror" });
        using var client = hub.Client();

        await client.IdsAsync(new HubModelQuery
        {
            Filters = ["bert", "license:mit", "a&b=c"],
            PipelineTag = "fill-mask",
            Author = "org",
            Search = "two words",
            PageSize = 5_000,
            Expand = ["config", "sha"],
        });

        Assert.AreEqual(
            "/mirror/api/models?sort=downloads&limit=1000&filter=bert&filter=license%3Amit&filter=a%26b%3Dc&pipeline_tag=fill-mask&author=org&search=two%20words&expand=config&expand=sha",
            hub.Requests.Single().Target);
        Assert.MatchesRegex(@"^hfregistry/\d+\.\d+\.\d+; dotnet/10\.\d+\.\d+$", hub.Requests.Single().UserAgent);
    }

    [TestMethod]
    public async Task The_filters_must_all_hold()
    {
        await using var hub = await LocalHub.StartAsync(
            LocalModel.Of("org/a", "bert") with { Tags = ["license:mit"], PipelineTag = "fill-mask" },
            LocalModel.Of("org/b", "bert") with { Tags = ["license:other"], PipelineTag = "fill-mask" },
            LocalModel.Of("other/c", "gpt2") with { Tags = ["license:mit"] });
        using var client = hub.Client();

        CollectionAssert.AreEqual(new[] { "org/a" }, await client.IdsAsync(new HubModelQuery { Filters = ["bert", "license:mit"] }));
        CollectionAssert.AreEquivalent(new[] { "org/a", "org/b" }, await client.IdsAsync(new HubModelQuery { PipelineTag = "fill-mask", Author = "org" }));
        Assert.IsEmpty(await client.IdsAsync(new HubModelQuery { Filters = ["no-such-tag"] }));
    }

    [TestMethod]
    [DataRow("http://elsewhere.test/api/models?cursor=x")]
    [DataRow("https://{host}/mirror/api/models?cursor=x")]
    [DataRow("http://{host}/api/models?cursor=x")]
    [DataRow("http://{host}/mirrored/api/models?cursor=x")]
    [DataRow("http://{host}/mirror/../api/models?cursor=x")]
    [DataRow("http://token@{host}/mirror/api/models?cursor=x")]
    public async Task A_next_link_that_leaves_the_endpoint_is_not_followed(string target)
    {
        await using var hub = await LocalHub.StartAsync([HubScene.Bert], new LocalHubOptions { PathPrefix = "/mirror" });
        hub.FailWith(Faults.NextLink(target.Replace("{host}", hub.Endpoint.Authority, StringComparison.Ordinal)));
        using var client = hub.Client("hf_valid");

        Assert.IsInstanceOfType<HubError.Malformed>(await client.ListingErrorAsync());
        Assert.HasCount(1, hub.Requests);
    }

    [TestMethod]
    public async Task A_listing_that_leads_in_a_circle_ends()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.NextLink("/api/models?sort=downloads"));
        using var client = hub.Client();

        Assert.Contains("circle", (await client.ListingErrorAsync()).Message);
        Assert.HasCount(2, hub.Requests);
    }

    [TestMethod]
    public async Task A_listing_that_goes_on_without_a_model_ends()
    {
        var page = 0;
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith((context, next) => Faults.NextLink($"/api/models?cursor={Interlocked.Increment(ref page)}")(context, _ => Faults.Body("[]")(context, next)));
        using var client = hub.Client();

        Assert.Contains("empty", (await client.ListingErrorAsync()).Message);
        Assert.HasCount(10, hub.Requests);
    }

    [TestMethod]
    public async Task What_came_before_a_broken_page_stands()
    {
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(30)]);
        hub.FailWith(Faults.When("cursor=", Faults.HtmlBadGateway));
        using var client = hub.Client();
        var seen = new List<HubModel>();

        await Assert.ThrowsExactlyAsync<HubException>(async () =>
        {
            await foreach (var model in client.ListModelsAsync(new HubModelQuery { PageSize = 10 }))
                seen.Add(model);
        });

        Assert.HasCount(10, seen);
    }

    [TestMethod]
    public async Task A_hundred_thousand_models_are_listed_in_a_hundred_requests()
    {
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(100_000)]);
        using var client = hub.Client(timeoutSeconds: 30);

        Assert.HasCount(100_000, await client.IdsAsync(new HubModelQuery { Filters = ["bert"], Expand = ["downloads"] }));
        Assert.HasCount(100, hub.Requests);
    }
}
