using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Quality.Scoring;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;
using HfRegistry.Tests.Hub;
using HfRegistry.Tests.Refresh;
using HfRegistry.Verification;

namespace HfRegistry.Tests.Batches;

/// <summary>A bug that one item of a batch brings out is that item's failure, and the others are done.</summary>
[TestClass]
internal sealed class ItemFailureTests
{
    private static readonly ImmutableArray<ModelId> Ids = [.. HubScene.Models(200).Select(static model => ModelId.Parse(model.Id))];

    [TestMethod]
    public async Task Scores_of_the_other_models_stand()
    {
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(200)], new LocalHubOptions());
        using var client = hub.Client();

        // An id that is none is what only a bug hands over.
        var scored = await ModelScoring.RunAsync(client, [.. Ids.Select(static (id, i) => i % 20 == 7 ? null! : id)], new FakeClock());

        Assert.HasCount(200, scored);
        var failed = scored.Where(static model => model.Failures.OfType<HubError.Unexpected>().Any()).ToList();
        Assert.HasCount(10, failed);
        Assert.IsTrue(failed.All(static model => model.Score.NetScore is null && model.Snapshot.Info.UnknownBecause!.Contains("Please report it with these lines", StringComparison.Ordinal)));
        Assert.AreEqual(190, scored.Count(static model => model.Snapshot.Info.Value is not null));
    }

    [TestMethod]
    public async Task Verdicts_of_the_other_models_stand()
    {
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(20)], new LocalHubOptions());
        using var client = hub.Client();
        var requests = Ids.Take(20).Select(static (id, i) => new VerificationRequest(id, i == 7 ? null! : FitnessDemands.None)).ToList();

        var verified = await new ModelVerifier(client, new SelectionContext(HfConfiguration.Empty)).VerifyAsync(requests);

        Assert.AreSequenceEqual([7], verified.Index().Where(static one => one.Item.Trouble is HubError.Unexpected).Select(static one => one.Index));
        Assert.AreEqual(19, verified.Count(static one => one.CurrentId is not null));
    }

    [TestMethod]
    public async Task Types_that_are_refreshed_beside_it_are_written()
    {
        await using var scenario = await RefreshScenario.WithAsync([.. Population.OfEach(SessionScenario.Types(6), 3)]);
        using var client = scenario.Hub.Client();
        var types = SessionScenario.Types(6).Select(ModelType.Parse).ToImmutableArray();
        var refresher = new RegistryRefresher(client, scenario.Context, new ClockThatFails(after: 2));

        var result = await refresher.RefreshAsync(ModelRegistry.Empty, new RefreshOptions { Types = types });

        Assert.HasCount(1, result.Failed);
        Assert.IsInstanceOfType<HubError.Unexpected>(result.Failed[0].Error);
        Assert.HasCount(5, result.Updated);
        Assert.IsTrue(result.IsPartial);
    }

    [TestMethod]
    public void What_is_told_names_the_exception_and_its_place_and_not_its_words()
    {
        var bug = BatchItem.Run(static () => throw new InvalidOperationException("a secret"));

        Assert.StartsWith("a bug of this program (InvalidOperationException). Please report it with these lines: https://", bug!.Message);
        Assert.DoesNotContain("a secret", bug.Message);
        Assert.Contains("at HfRegistry.Hub.BatchItem.Run", bug.Message);
        Assert.AreEqual(DiagnosticCatalog.ItemFailed.Code, HubDiagnostics.Of(bug, "a/b was left out").Code);
    }

    [TestMethod]
    public async Task A_batch_that_is_canceled_ends() =>
        await Assert.ThrowsAsync<OperationCanceledException>(() => BatchItem.RunAsync(() => Task.FromCanceled(new CancellationToken(canceled: true))));

    /// <summary>A clock of which one call throws, as a bug in the midst of an item would.</summary>
    private sealed class ClockThatFails(int after) : TimeProvider
    {
        private int _seen;

        public override DateTimeOffset GetUtcNow() =>
            Interlocked.Increment(ref _seen) == after + 1 ? throw new InvalidOperationException("the clock stands") : new FakeClock().GetUtcNow();
    }
}
