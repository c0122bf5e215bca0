using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubCardTests
{
    private const string Text = "---\nlicense: mit\n---\n# Größe\n";

    private static readonly LocalModel Small = HubScene.Bert with { Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", Text) };

    private static readonly LocalModel Large = Small with { LargeFiles = ["README.md"] };

    [TestMethod]
    [DataRow("")]
    [DataRow("/mirror/of/it")]
    public async Task A_small_card_comes_over_the_Hubs_own_cache_with_the_token(string prefix)
    {
        await using var hub = await LocalHub.StartAsync([Small], new LocalHubOptions { PathPrefix = prefix });
        using var client = hub.Client("hf_valid");

        var card = (await client.GetCardAsync(HubScene.BertId)).Value!;

        Assert.AreEqual(Text, card.Text);
        Assert.AreEqual(Small.Sha, card.Commit.ToString());
        Assert.HasCount(2, hub.Requests);
        Assert.AreEqual($"{prefix}/google-bert/bert-base-uncased/resolve/main/README.md", hub.Requests[0].Target);
        Assert.StartsWith($"{prefix}/api/resolve-cache/models/", hub.Requests[1].Target);
        Assert.IsTrue(hub.Requests.All(request => request.Token == "hf_valid" && request.Headers["Accept-Encoding"] == "identity"));
    }

    [TestMethod]
    public async Task A_large_card_comes_from_another_origin_that_sees_nothing_of_the_callers()
    {
        await using var cdn = await LocalCdn.StartAsync();
        await using var hub = await LocalHub.StartAsync([Large with { IsPrivate = true }], new LocalHubOptions { Cdn = cdn });
        using var client = hub.Client("hf_valid");

        var card = (await client.GetCardAsync(HubScene.BertId)).Value!;

        Assert.AreEqual(Text, card.Text);
        Assert.AreEqual(Large.Sha, card.Commit.ToString(), "the Hub's own answer names the commit, the store's does not");
        Assert.AreEqual("hf_valid", hub.Requests.Single().Token);
        Assert.AreEqual("Accept Host User-Agent", string.Join(' ', cdn.Requests.Single().Headers.Keys));
        Assert.DoesNotContain("hf_valid", cdn.Requests.Single().ToString());
    }

    [TestMethod]
    public async Task A_mirror_may_serve_a_card_at_once()
    {
        await using var hub = await LocalHub.StartAsync(Large);
        using var client = hub.Client();

        Assert.AreEqual(Text, (await client.GetCardAsync(HubScene.BertId)).Value!.Text);
        Assert.HasCount(1, hub.Requests);
    }

    [TestMethod]
    public async Task A_card_of_a_renamed_model_is_found_at_the_revision_that_was_asked_for()
    {
        var commit = new string('c', 40);
        await using var hub = await LocalHub.StartAsync(Small with { Revisions = ImmutableDictionary<string, string>.Empty.Add("refs/pr/1", commit) });
        using var client = hub.Client();

        var card = (await client.GetCardAsync(ModelId.Parse("bert-base-uncased"), "refs/pr/1")).Value!;

        Assert.AreEqual(commit, card.Commit.ToString());
        Assert.EndsWith("/resolve/refs%2Fpr%2F1/README.md", hub.Requests[0].Target);
        Assert.HasCount(3, hub.Requests);
    }

    [TestMethod]
    [DataRow("http://user:word@{cdn}/x")]
    [DataRow("ftp://{cdn}/x")]
    [DataRow("file:///etc/passwd")]
    [DataRow("http://")]
    public async Task A_file_is_not_fetched_from_an_address_that_is_no_store(string location)
    {
        await using var cdn = await LocalHub.StartAsync();
        await using var hub = await LocalHub.StartAsync(Large);
        hub.FailWith(Faults.Status(302, "", ("Location", location.Replace("{cdn}", cdn.Endpoint.Authority, StringComparison.Ordinal))));
        using var client = hub.Client("hf_valid");

        Assert.IsInstanceOfType<HubError.Malformed>((await client.GetCardAsync(HubScene.BertId)).Error);
        Assert.IsEmpty(cdn.Requests);
    }

    [TestMethod]
    [DataRow("https://hub.test", "https://cdn.test/x", true)]
    [DataRow("https://hub.test", "http://cdn.test/x", false)]
    [DataRow("http://hub.test", "http://cdn.test/x", false)]
    [DataRow("http://hub.test", "https://cdn.test/x", true)]
    public void The_way_to_a_file_gets_no_less_private(string endpoint, string target, bool expected) =>
        Assert.AreEqual(expected, new HubAddresses(new Uri(endpoint)).IsPossibleStore(new Uri(target)));

    [TestMethod]
    public async Task A_way_that_has_left_the_origin_never_carries_the_token_again()
    {
        await using var cdn = await LocalCdn.StartAsync();
        await using var hub = await LocalHub.StartAsync([Large], new LocalHubOptions { Cdn = cdn });
        cdn.FailWith(Faults.Status(302, "", ("Location", new Uri(hub.Endpoint, "/google-bert/bert-base-uncased/resolve/main/README.md").ToString())));
        using var client = hub.Client("hf_valid");

        var answer = await client.GetCardAsync(HubScene.BertId);

        Assert.AreEqual("the Hub's answer cannot be read: it redirects more than 5 times", answer.Error!.Message);
        CollectionAssert.AreEqual(new[] { "hf_valid", null, null }, hub.Requests.Select(request => request.Token).ToArray());
        Assert.IsFalse(cdn.Requests.Any(request => request.HasAuthorization));
    }

    [TestMethod]
    [DataRow(403, 1, "status 403")]
    [DataRow(404, 1, "status 404")]
    [DataRow(503, 3, "status 503")]
    [DataRow(429, 3, "status 429")]
    public async Task A_store_that_refuses_is_asked_again_only_if_that_may_help(int status, int expectedRequests, string expected)
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var cdn = await LocalCdn.StartAsync();
        cdn.FailWith(Faults.Status(status, "<Error>Signature=secret</Error>", ("RateLimit", "\"api\";r=0;t=299")));
        await using var hub = await LocalHub.StartAsync([Large], new LocalHubOptions { Cdn = cdn });
        using var client = hub.Client(maxRetries: 2, clock: clock, with: options => options with { MaxRateLimitWait = TimeSpan.FromHours(1) });

        var error = (await client.GetCardAsync(HubScene.BertId)).Error!;

        Assert.AreEqual($"the Hub cannot be reached: the store of its large files answered {expected}", error.Message);
        Assert.HasCount(expectedRequests, cdn.Requests);
        Assert.HasCount(1, hub.Requests);
        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id), "the store's limits are not the Hub's");
    }

    [TestMethod]
    public async Task Files_and_the_API_have_quotas_of_their_own()
    {
        var clock = new FakeClock { SkipsWaits = true };
        await using var hub = await LocalHub.StartAsync([Small], new LocalHubOptions { Quota = 1, FileQuota = 3_000, Clock = clock });
        using var client = hub.Client(clock: clock);

        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));
        Assert.IsNull((await client.GetCardAsync(HubScene.BertId)).Error);
        Assert.IsEmpty(clock.Waits, "the API's window is used up, that of the files is not");

        Assert.IsNull(await client.ErrorOfAsync(HubScene.Bert.Id));
        CollectionAssert.AreEqual(HubScene.Seconds(301), clock.Waits.ToArray());
    }

    [TestMethod]
    public async Task A_model_without_a_card_is_told_from_a_missing_model()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        using var client = hub.Client();

        Assert.AreEqual("README.md of google-bert/bert-base-uncased does not exist", (await client.GetCardAsync(HubScene.BertId)).Error!.Message);
        Assert.IsInstanceOfType<HubError.NotFound>((await client.GetCardAsync(ModelId.Parse("org/missing"))).Error);
    }

    [TestMethod]
    public async Task A_file_that_is_too_large_to_be_a_card_is_given_up()
    {
        await using var cdn = await LocalCdn.StartAsync();
        await using var hub = await LocalHub.StartAsync(
            [Large with { Texts = Large.Texts.SetItem("README.md", new string('x', HubCard.MaxBytes + 1)) }], new LocalHubOptions { Cdn = cdn });
        using var client = hub.Client();

        Assert.AreEqual("the Hub's answer cannot be read: its body is larger than 4 MB", (await client.GetCardAsync(HubScene.BertId)).Error!.Message);
    }

    [TestMethod]
    public async Task A_page_of_the_network_before_the_Hub_is_no_card()
    {
        await using var hub = await LocalHub.StartAsync(Small);
        hub.FailWith(Faults.Body("<html>log in to this network</html>"));
        using var client = hub.Client();

        Assert.Contains("not the Hub that answered", (await client.GetCardAsync(HubScene.BertId)).Error!.Message);
    }

    [TestMethod]
    public async Task A_card_that_is_packed_all_the_same_is_not_read_as_text()
    {
        await using var hub = await LocalHub.StartAsync(Small);
        hub.FailWith(Faults.When("resolve-cache", Faults.Body("\u001f packed", ("Content-Encoding", "gzip"), ("X-Repo-Commit", Small.Sha!))));
        using var client = hub.Client();

        Assert.Contains("compressed", (await client.GetCardAsync(HubScene.BertId)).Error!.Message);
    }
}
