using System.Globalization;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;
using Microsoft.Extensions.Logging;

namespace HfRegistry.GitHub.Tests.Client;

[TestClass]
internal sealed class RateLimitTests
{
    [TestMethod]
    [DataRow(403, "0", 1)]
    [DataRow(403, "5", 6)]
    [DataRow(429, "5", 6)]
    [DataRow(403, "Sat, 21 Nov 2026 12:00:30 GMT", 31)]
    [DataRow(403, "Sat, 21 Nov 2026 11:00:00 GMT", 1)]
    public async Task Retry_After_is_honored_in_seconds_and_as_a_date(int status, string retryAfter, int expectedSeconds)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.First(1, GitHubFaults.Refusal(status, "You have exceeded a secondary rate limit.", ("Retry-After", retryAfter))));
        using var client = scene.Client();

        Assert.IsNull((await client.GetRepositoryAsync()).Error);

        CollectionAssert.AreEqual(Seconds(expectedSeconds), scene.Clock.Waits.ToArray());
    }

    [TestMethod]
    public async Task A_secondary_limit_without_a_word_about_time_costs_a_minute_then_two()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.First(3, GitHubFaults.SecondaryLimit()));
        using var client = scene.Client();

        Assert.IsNull((await client.GetRepositoryAsync()).Error);

        CollectionAssert.AreEqual(Seconds(60, 120, 240), scene.Clock.Waits.ToArray());
        Assert.AreSequenceEqual(
            new[] { 60, 120, 240 }.Select(seconds => $"Waiting {seconds} s for the rate limit of {scene.Endpoints.Api.Host}"), scene.Log.Of(LogLevel.Information), "and each is announced");
    }

    [TestMethod]
    public async Task A_used_up_window_is_waited_for_to_its_end_and_a_second()
    {
        await using var scene = await GitHubScene.StartAsync();
        var reset = scene.Clock.GetUtcNow().AddSeconds(100).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        scene.GitHub.FailWith(Faults.First(1, GitHubFaults.Refusal(
            403, "API rate limit exceeded for installation.", ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", reset))));
        using var client = scene.Client();

        Assert.IsNull((await client.GetRepositoryAsync()).Error);

        CollectionAssert.AreEqual(Seconds(101), scene.Clock.Waits.ToArray());
    }

    [TestMethod]
    [TestCategory("Direct")]
    public async Task GraphQL_says_the_same_with_status_200()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(Faults.First(1, Faults.Body("""{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}""")));
        using var client = scene.Client();

        Assert.AreEqual(LocalAccount.Actions.Login, (await client.GetViewerAsync()).Value!.Login);

        CollectionAssert.AreEqual(Seconds(60), scene.Clock.Waits.ToArray());
    }

    [TestMethod]
    public async Task The_waits_of_all_requests_together_are_bounded()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.SecondaryLimit("100"));
        using var client = scene.Client(maxWait: TimeSpan.FromSeconds(250));

        var first = (await client.GetRepositoryAsync()).Error;
        var second = (await client.GetRepositoryAsync()).Error;

        Assert.AreEqual(new GitHubError.RateLimited(TimeSpan.FromSeconds(101)), first);
        Assert.AreEqual(first, second);
        CollectionAssert.AreEqual(Seconds(101, 101), scene.Clock.Waits.ToArray());
    }

    [TestMethod]
    [DataRow("4000")]
    [DataRow("999999999")]
    public async Task A_wait_beyond_the_callers_patience_is_not_begun(string retryAfter)
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.SecondaryLimit(retryAfter));

        var publication = await scene.PublishAsync(GitHubScene.Change());

        Assert.AreEqual(PublicationOperation.Failed, publication.Operation);
        Assert.AreEqual("HFR6010", publication.Diagnostics.Single().Code);
        Assert.IsEmpty(scene.Clock.Waits);
    }

    [TestMethod]
    public async Task A_refusal_that_is_no_limit_is_not_waited_for()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.Refusal(403, "Resource not accessible by integration", ("x-ratelimit-remaining", "4999")));
        using var client = scene.Client();

        Assert.IsInstanceOfType<GitHubError.NotPermitted>((await client.GetRepositoryAsync()).Error);

        Assert.IsEmpty(scene.Clock.Waits);
    }

    [TestMethod]
    public async Task What_a_limit_refused_is_repeated_even_when_it_creates()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/pulls", Faults.First(1, GitHubFaults.SecondaryLimit("7"))));

        var publication = await scene.PublishAsync(GitHubScene.Change());

        Assert.AreEqual(PublicationOperation.Created, publication.Operation);
        Assert.HasCount(1, scene.GitHub.Pulls);
        CollectionAssert.Contains(scene.Clock.Waits.ToArray(), TimeSpan.FromSeconds(8));
    }

    [TestMethod]
    public async Task Writes_are_a_second_apart_and_reads_are_not()
    {
        await using var scene = await GitHubScene.StartAsync();
        var change = GitHubScene.Change() with { Labels = ["dependencies"], Assignees = ["ada"], Reviewers = ["grace"] };

        await scene.PublishAsync(change);

        Assert.HasCount(7, scene.GitHub.Writes, "tree, commit, branch, pull request, label, assignee, reviewer");
        CollectionAssert.AreEqual(Seconds(1, 1, 1, 1, 1, 1), scene.Clock.Waits.ToArray());
    }

    [TestMethod]
    public async Task Requests_run_one_at_a_time_whoever_asks()
    {
        await using var scene = await GitHubScene.StartAsync();
        var (running, most) = (0, 0);
        scene.GitHub.FailWith(async (context, next) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await next(context);
            Interlocked.Decrement(ref running);
        });
        using var client = scene.Client();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetRepositoryAsync()));

        Assert.AreEqual(1, most);
    }

    private static TimeSpan[] Seconds(params int[] seconds) => [.. seconds.Select(s => TimeSpan.FromSeconds(s))];
}
