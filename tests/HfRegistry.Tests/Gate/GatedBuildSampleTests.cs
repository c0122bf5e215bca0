using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;
using HfRegistry.Registry;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Gate;

/// <summary>The snapshots of <c>samples/GatedBuild</c>, which were written for the sample.</summary>
[TestClass]
internal sealed class GatedBuildSampleTests
{
    private static readonly IReadOnlyList<ModelSnapshot> Snapshots = Load();

    [TestMethod]
    public void One_of_the_models_passes_every_metric_and_the_other_one_fails_three()
    {
        var verdicts = Snapshots.Select(static snapshot => Judged.Judge(new GateSubject(snapshot.Id) { Score = ModelScorer.Score(snapshot) }, GateDemands.None)).ToList();

        Assert.IsTrue(verdicts[0].IsPassed, verdicts[0].MetricsText);
        Assert.AreSequenceEqual([Metric.RampUpTime, Metric.BusFactor, Metric.PerformanceClaims], verdicts[1].Metrics.Select(static failure => failure.Metric), verdicts[1].MetricsText);
    }

    [TestMethod]
    public void Nobody_can_take_the_models_for_real_ones()
    {
        Assert.IsTrue(Snapshots.All(static snapshot => snapshot.Id.Owner == "synthetic" && snapshot.Card.Value!.Contains("The model does not exist", StringComparison.Ordinal)));
        Assert.IsTrue(Snapshots.All(static snapshot => EmbeddedRegistry.Registry.Find(snapshot.Id) is null));
    }

    private static IReadOnlyList<ModelSnapshot> Load()
    {
        var read = SnapshotFile.Load(RepositoryFiles.PathOf("samples", "GatedBuild", "snapshots.json"));
        return read.Value ?? throw new InvalidOperationException(string.Join('\n', read.Diagnostics));
    }
}
