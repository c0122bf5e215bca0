using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>Where the Hub may send a question, and what goes along.</summary>
[TestClass]
internal sealed class FaultMatrixRedirectTests
{
    [TestMethod]
    [DataRow("bert-base-uncased")]
    [DataRow("Google-BERT/bert-base-UNCASED")]
    public async Task A_renamed_or_miswritten_id_costs_one_request_more(string id)
    {
        foreach (var (ask, requests) in new[] { (HubAsk.InfoAsync(id, "main"), 2), (HubAsk.CardAsync(id, "main"), 3) })
        {
            await using var hub = await LocalHub.StartAsync(HubAsk.Model);
            using var client = hub.Client("hf_valid", clock: new FakeClock());

            Assert.IsNull(await ask(client, CancellationToken.None));

            Assert.HasCount(requests, hub.Requests);
            Assert.IsTrue(hub.Requests.All(request => request.Token == "hf_valid"));
        }
    }

    [TestMethod]
    public async Task An_id_that_leads_to_another_repository_shows_it_by_id_and_hub_id()
    {
        await using var hub = await LocalHub.StartAsync(LocalModel.Of("mirror/diffusion") with { FormerIds = ["author/diffusion"] });
        using var client = hub.Client();

        var model = (await client.GetModelAsync(ModelId.Parse("author/diffusion"))).Value!;

        Assert.AreEqual("mirror/diffusion", model.Id.ToString());
        Assert.AreNotEqual(LocalModel.Of("author/diffusion").HubId, model.HubId);
    }

    [TestMethod]
    public async Task A_loop_ends_after_five_hops()
    {
        foreach (var question in HubAsk.All)
        {
            await using var hub = await question.HubAsync((context, next) =>
                Faults.Status(307, "", ("Location", $"{context.Request.Path}{context.Request.QueryString}"))(context, next));
            using var client = hub.Client("hf_valid", maxRetries: 5, clock: new FakeClock());

            var error = await question.AskAsync(client, CancellationToken.None);

            Assert.AreEqual("the Hub's answer cannot be read: it redirects more than 5 times", error?.Message, question.Name);
            Assert.HasCount(question == HubAsk.SecondPage ? 7 : 6, hub.Requests, question.Name);
        }
    }

    [TestMethod]
    public async Task Another_host_gets_no_question_but_for_a_file_and_never_the_token()
    {
        foreach (var question in HubAsk.All)
        {
            await using var thief = await LocalHub.StartAsync(HubAsk.Model);
            await using var hub = await question.HubAsync(Faults.Status(307, "", ("Location", new Uri(thief.Endpoint, "/api/models").ToString())));
            using var client = hub.Client("hf_valid", maxRetries: 5, clock: new FakeClock());

            var error = await question.AskAsync(client, CancellationToken.None);

            Assert.IsInstanceOfType<HubError.Malformed>(error, question.Name);
            Assert.HasCount(HubAsk.OfFiles.Contains(question) ? 1 : 0, thief.Requests, question.Name);
            Assert.IsFalse(thief.Requests.Any(request => request.HasAuthorization), question.Name);
            Assert.HasCount(question.Hops + 1, hub.Requests, question.Name);
        }
    }

    [TestMethod]
    public async Task A_web_page_in_place_of_a_file_is_not_read_as_one()
    {
        await using var cdn = await LocalCdn.StartAsync();
        cdn.FailWith(Faults.Body("<html>log in to this network</html>", ("Content-Type", "text/html; charset=utf-8")));
        await using var hub = await LocalHub.StartAsync([HubAsk.Model with { LargeFiles = ["README.md"] }], new LocalHubOptions { Cdn = cdn });
        using var client = hub.Client("hf_valid", maxRetries: 5, clock: new FakeClock());

        Assert.IsInstanceOfType<HubError.Malformed>(await HubAsk.Card.AskAsync(client, CancellationToken.None));
        Assert.HasCount(1, cdn.Requests);
    }

    [TestMethod]
    [DataRow("ftp://{host}/x")]
    [DataRow("http://user:word@{host}/x")]
    [DataRow("file:///etc/passwd")]
    public async Task An_address_that_is_nobodys_ends_every_question(string location)
    {
        foreach (var question in HubAsk.All)
        {
            await using var thief = await LocalHub.StartAsync();
            var target = location.Replace("{host}", thief.Endpoint.Authority, StringComparison.Ordinal);
            await using var hub = await question.HubAsync(Faults.Status(302, "", ("Location", target)));
            using var client = hub.Client("hf_valid", maxRetries: 5, clock: new FakeClock());

            Assert.IsInstanceOfType<HubError.Malformed>(await question.AskAsync(client, CancellationToken.None), question.Name);
            Assert.IsEmpty(thief.Requests, question.Name);
            Assert.HasCount(question.Hops + 1, hub.Requests, question.Name);
        }
    }

    public static IEnumerable<(string Case, LocalFault Fault)> Echoes =>
    [
        ("the body of a refusal", Faults.Status(403, """{"error":"hf_valid has no right"}""")),
        ("the header of a refusal", Faults.Status(400, "", ("X-Error-Message", "Bearer hf_valid"))),
        ("the body of an error", Faults.Status(500, "HF_VALID")),
        ("the host of a redirect", Faults.Status(307, "", ("Location", "ftp://hf_valid.test/x"))),
        ("a redirect to no address", Faults.Status(307, "", ("Location", "http://hf_valid:port"))),
        ("an id", Faults.Body("""{"id":"hf_valid/../x"}""")),
        ("a row's id", Faults.Body("""[{"id":"hf_valid/../x"}]""")),
        ("a next link", (context, next) => Faults.NextLink("http://hf_valid.test/x")(context, _ => Faults.Body("[]")(context, next))),
    ];

    [TestMethod]
    [DynamicData(nameof(Echoes))]
    public async Task A_token_that_is_sent_back_is_not_printed(string @case, LocalFault fault)
    {
        foreach (var question in HubAsk.All)
        {
            await using var hub = await question.HubAsync(fault);
            using var client = hub.Client("hf_valid");

            var error = await question.AskAsync(client, CancellationToken.None);

            Assert.IsFalse($"{error}".Contains("hf_valid", StringComparison.OrdinalIgnoreCase), $"{@case}, {question}: {error}");
        }
    }

    public static IEnumerable<(string Case, LocalFault Fault, int[] Waits)> StoreTroubles =>
    [
        ("cut connection", Faults.CutConnection, [1]),
        ("truncated body", Faults.TruncatedBody, [1]),
        ("503", Faults.Status(503), [1]),
        ("503, Retry-After 7", Faults.Status(503, "", ("Retry-After", "7")), [8]),
        ("429, with the Hub's own words", Faults.RateLimited(resetSeconds: 299), [1]),
        ("says nothing", Faults.SaysNothing, [1]),
        ("a byte a second", Faults.ByteASecond, [1]),
    ];

    [TestMethod]
    [DynamicData(nameof(StoreTroubles))]
    public async Task Trouble_at_the_store_is_waited_out_without_asking_the_Hub_again(string @case, LocalFault fault, int[] waits)
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var cdn = await LocalCdn.StartAsync();
        cdn.FailWith(Faults.First(1, fault));
        await using var hub = await LocalHub.StartAsync([HubAsk.Model with { LargeFiles = ["README.md"] }], new LocalHubOptions { Cdn = cdn });
        using var client = hub.Client("hf_valid", maxRetries: 2, timeoutSeconds: 0.5, clock: clock);

        Assert.IsNull(await HubAsk.Card.AskAsync(client, CancellationToken.None), @case);

        CollectionAssert.AreEqual(HubScene.Seconds(waits), clock.Waits.ToArray(), @case);
        Assert.HasCount(1, hub.Requests, @case);
        Assert.HasCount(2, cdn.Requests, @case);
        Assert.IsFalse(cdn.Requests.Any(request => request.HasAuthorization), @case);
    }
}
