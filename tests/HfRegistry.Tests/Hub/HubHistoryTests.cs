using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubHistoryTests
{
    private static readonly LocalModel Model = HubScene.Bert with
    {
        CommitTitles = [.. Enumerable.Range(0, 25).Select(i => $"commit {25 - i}")],
        Revisions = ImmutableDictionary<string, string>.Empty.Add("v1.0", new string('a', 40)).Add("dev", new string('b', 40)),
    };

    [TestMethod]
    public async Task Commits_come_newest_first()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var client = hub.Client();

        var commits = await client.ListCommitsAsync(HubScene.BertId).ToListAsync();

        CollectionAssert.AreEqual(Model.CommitTitles, commits.Select(commit => commit.Title).ToList());
        Assert.AreEqual(Model.Sha, commits[0].Id.ToString());
        Assert.AreEqual(new DateTimeOffset(2024, 2, 19, 10, 57, 45, TimeSpan.Zero), commits[0].Date);
        CollectionAssert.AreEqual(new[] { "somebody" }, commits[0].Authors);
        Assert.HasCount(1, hub.Requests);
    }

    [TestMethod]
    [DataRow(25, 3)]
    [DataRow(20, 2)]
    [DataRow(12, 2)]
    [DataRow(10, 1)]
    [DataRow(0, 0)]
    public async Task No_more_pages_are_asked_for_than_hold_the_commits_that_are_wanted(int maxCommits, int expectedRequests)
    {
        await using var hub = await LocalHub.StartAsync(Model);
        // A Hub whose pages are smaller than what was asked for.
        hub.FailWith((context, next) =>
        {
            context.Request.QueryString = new Microsoft.AspNetCore.Http.QueryString($"?limit=10&p={context.Request.Query["p"].FirstOrDefault() ?? "0"}");
            return next(context);
        });
        using var client = hub.Client();

        Assert.HasCount(maxCommits, await client.ListCommitsAsync(HubScene.BertId, maxCommits).ToListAsync());
        Assert.HasCount(expectedRequests, hub.Requests);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("hf_valid")]
    public async Task Commits_of_a_gated_model_are_closed_to_those_who_did_not_accept_its_terms(string? token)
    {
        await using var hub = await LocalHub.StartAsync(Model with { Gating = Gating.Auto });
        using var client = hub.Client(token);

        Assert.IsInstanceOfType<HubError.Gated>(await CommitsErrorAsync(client));
        Assert.HasCount(1, hub.Requests);
    }

    [TestMethod]
    public async Task Commits_of_a_gated_model_are_open_to_those_who_did()
    {
        await using var hub = await LocalHub.StartAsync(Model with { Gating = Gating.Auto });
        using var client = hub.Client("hf_granted");

        Assert.HasCount(25, await client.ListCommitsAsync(HubScene.BertId).ToListAsync());
    }

    [TestMethod]
    public async Task A_title_from_outside_is_printable()
    {
        await using var hub = await LocalHub.StartAsync(Model with { CommitTitles = ["\u001b[2Jgone\u202e"] });
        using var client = hub.Client();

        Assert.AreEqual("\uFFFD[2Jgone\uFFFD", (await client.ListCommitsAsync(HubScene.BertId).SingleAsync()).Title);
    }

    [TestMethod]
    public async Task A_revision_without_commits_is_named()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var client = hub.Client();

        Assert.AreEqual("google-bert/bert-base-uncased has no revision v9", (await CommitsErrorAsync(client, "v9")).Message);
        Assert.IsInstanceOfType<HubError.RevisionNotFound>(await CommitsErrorAsync(client, ".."));
        Assert.HasCount(1, hub.Requests);
    }

    private static async Task<HubError> CommitsErrorAsync(HubClient client, string? revision = null) =>
        (await Assert.ThrowsExactlyAsync<HubException>(async () => await client.ListCommitsAsync(HubScene.BertId, revision: revision).CountAsync())).Error;
}
