using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubRedirectTests
{
    [TestMethod]
    [DataRow("bert-base-uncased", "")]
    [DataRow("GOOGLE-BERT/Bert-Base-Uncased", "")]
    [DataRow("bert-base-uncased", "/mirror/of/it")]
    public async Task A_renamed_or_miswritten_id_leads_to_the_model_with_the_token_and_the_query(string id, string prefix)
    {
        await using var hub = await LocalHub.StartAsync([HubScene.Bert], new LocalHubOptions { PathPrefix = prefix });
        using var client = hub.Client("hf_valid");

        var answer = await client.GetModelAsync(ModelId.Parse(id), "main", withFileSizes: true);

        Assert.AreEqual("google-bert/bert-base-uncased", answer.Value!.Id.ToString());
        Assert.HasCount(2, hub.Requests);
        Assert.IsTrue(hub.Requests.All(request => request.Token == "hf_valid"));
        Assert.AreEqual($"{prefix}/api/models/google-bert/bert-base-uncased/revision/main?blobs=true", hub.Requests[1].Target);
        Assert.AreEqual(2, client.RequestCount);
    }

    [TestMethod]
    public async Task An_id_that_was_taken_over_by_another_repository_shows_by_its_hub_id()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with { HubId = new string('a', 24) });
        using var client = hub.Client();

        var answer = await client.GetModelAsync(ModelId.Parse("bert-base-uncased"));

        Assert.AreEqual(new string('a', 24), answer.Value!.HubId);
    }

    [TestMethod]
    public async Task The_token_never_goes_to_another_origin()
    {
        await using var thief = await LocalHub.StartAsync(LocalModel.Of("org/a"));
        var stolen = new Uri(thief.Endpoint, "/api/models/org/a").ToString();
        await using var hub = await HubWith(("org/a", stolen));
        using var client = hub.Client("hf_valid");

        var error = await client.ErrorOfAsync("org/a");

        Assert.IsInstanceOfType<HubError.Malformed>(error);
        Assert.Contains("another host", error.Message);
        Assert.IsEmpty(thief.Requests);
    }

    [TestMethod]
    [DataRow("https://127.0.0.1/api/models/org/b")]
    [DataRow("//elsewhere.test/api/models/org/b")]
    [DataRow("http://user:word@{host}/api/models/org/b")]
    [DataRow("ftp://{host}/x")]
    [DataRow("http://")]
    public async Task A_redirect_that_leaves_the_origin_is_not_followed(string location)
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Status(307, "", ("Location", location.Replace("{host}", hub.Endpoint.Authority, StringComparison.Ordinal))));
        using var client = hub.Client("hf_valid");

        Assert.IsInstanceOfType<HubError.Malformed>(await client.ErrorOfAsync("org/a"));
        Assert.HasCount(1, hub.Requests);
    }

    [TestMethod]
    public async Task A_redirect_loop_ends_after_five_hops()
    {
        await using var hub = await HubWith(("org/a", "/api/models/org/b"), ("org/b", "/api/models/org/a"));
        using var client = hub.Client();

        var error = await client.ErrorOfAsync("org/a");

        Assert.AreEqual("the Hub's answer cannot be read: it redirects more than 5 times", error!.Message);
        Assert.HasCount(6, hub.Requests);
    }

    [TestMethod]
    public async Task A_redirect_without_a_location_is_malformed()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Status(302));
        using var client = hub.Client();

        Assert.IsInstanceOfType<HubError.Malformed>(await client.ErrorOfAsync("org/a"));
    }

    [TestMethod]
    public async Task A_revision_is_one_segment_of_the_path()
    {
        var commit = new string('b', 40);
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with
        {
            Revisions = ImmutableDictionary<string, string>.Empty.Add("refs/pr/1", commit),
        });
        using var client = hub.Client();

        var answer = await client.GetModelAsync(HubScene.BertId, "refs/pr/1");

        Assert.AreEqual(commit, answer.Value!.Sha!.ToString());
        Assert.EndsWith("/revision/refs%2Fpr%2F1", hub.Requests.Single().Target);
    }

    private static Task<LocalHub> HubWith(params (string Id, string Location)[] redirects) => LocalHub.StartAsync(
        [], new LocalHubOptions { Redirects = redirects.ToImmutableDictionary(redirect => redirect.Id, redirect => redirect.Location) });
}
