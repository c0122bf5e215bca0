using System.Collections.Immutable;
using System.Reflection;
using HfRegistry.GitHub.Client;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Client;

/// <summary>Octokit's methods take no cancellation token: a caller is heard all the same, whatever the client is waiting for.</summary>
[TestClass]
[TestCategory("Direct")]
internal sealed class CancellationTests
{
    /// <summary>Less than an attempt may take, which would end the call too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly object[] Arguments =
    [
        GitHubScene.Branch, GitObjectId.Zero, TreePath.Parse("README.md"), "text", 1, 1L, true,
        ImmutableArray.Create("text"), ImmutableArray.Create(new TreeChange(TreePath.Parse("README.md"), "100644", "text")),
        new NewCommit("text", GitObjectId.Zero, [GitObjectId.Zero]), new NewPullRequest(GitHubScene.Branch, GitHubScene.Branch, "title", "text", IsDraft: true),
        new PullRequestUpdate("title"),
        new PullRequestFacts(1, new Uri("https://x.invalid/1"), "PR_1", "", "", "", PullRequestState.Open, IsDraft: false, "main", GitObjectId.Zero, null, []),
    ];

    public static IEnumerable<object[]> Calls => typeof(IGitHub).GetMethods().Where(method => !method.IsSpecialName).Select(method => new object[] { method.Name });

    [TestMethod]
    [DynamicData(nameof(Calls))]
    public async Task Each_call_ends_before_its_answer_begins(string call) => await Cancels(call, Faults.SaysNothing);

    [TestMethod]
    [DynamicData(nameof(Calls))]
    public async Task Each_call_ends_within_its_answer(string call) => await Cancels(call, Faults.ByteASecond);

    [TestMethod]
    public async Task A_call_ends_while_a_limit_is_waited_for()
    {
        await using var scene = await GitHubScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.SecondaryLimit());
        var clock = new FakeClock();
        using var client = new OctokitGitHub(new GitHubOptions { Endpoints = scene.Endpoints, Repository = RepositoryName.Parse(LocalGitHub.Repository) }, clock);
        using var enough = new CancellationTokenSource();

        var asking = client.GetRepositoryAsync(enough.Token);
        await clock.UntilWaitingAsync(1);
        await enough.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => asking.WaitAsync(Patience));
    }

    [TestMethod]
    public async Task A_call_ends_while_it_waits_for_its_turn_and_the_one_before_goes_on()
    {
        await using var scene = await GitHubScene.StartAsync();
        var (arrived, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.GitHub.FailWith(async (context, next) =>
        {
            arrived.TrySetResult();
            await goOn.Task;
            await next(context);
        });
        using var client = scene.Client();
        using var enough = new CancellationTokenSource();

        var first = client.GetRepositoryAsync();
        await arrived.Task;
        var second = client.GetRepositoryAsync(enough.Token);
        await enough.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => second.WaitAsync(Patience));
        goOn.SetResult();
        Assert.IsNull((await first).Error);
        Assert.HasCount(1, scene.GitHub.Requests);
    }

    private static async Task Cancels(string call, LocalFault fault)
    {
        await using var scene = await GitHubScene.StartAsync();
        var arrived = new TaskCompletionSource();
        scene.GitHub.FailWith((context, next) =>
        {
            arrived.TrySetResult();
            return fault(context, next);
        });
        using var client = scene.Client();
        using var enough = new CancellationTokenSource();
        var method = typeof(IGitHub).GetMethod(call)!;

        var asking = (Task)method.Invoke(client, [.. method.GetParameters().Select(parameter => ArgumentOf(parameter, enough.Token))])!;
        await arrived.Task;
        await enough.CancelAsync();

        var ended = await Assert.ThrowsAsync<OperationCanceledException>(() => asking.WaitAsync(Patience));
        Assert.AreEqual(enough.Token, ended.CancellationToken);
        Assert.HasCount(1, scene.GitHub.Requests);
    }

    private static object ArgumentOf(ParameterInfo parameter, CancellationToken cancellationToken) =>
        parameter.ParameterType == typeof(CancellationToken) ? cancellationToken : Arguments.Single(parameter.ParameterType.IsInstanceOfType);
}
